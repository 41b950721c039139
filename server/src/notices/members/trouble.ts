import type { Tx } from "../../platform/index.ts";
import type { Language } from "../../team/index.ts";
import type { NoticeKind } from "../notice-kinds.ts";
import { memberNotice, type NewNotice, type NoticeWords, type Told } from "./member-kinds.ts";

interface TroubleFacts {
  /** The kind of the alert: its words are read when the notice is shown. */
  alert: string;
  isOver: boolean;
}

/** What alerts are to a member: one line of the settings, whatever rooms notice. */
export const TROUBLE = memberNotice<TroubleFacts>({
  kind: "notices.trouble",
  subject: "alert",
  group: "trouble",
  isUrgent: true,
  media: { app: true, desktop: true, sound: false, push: true, email: true },
  labels: {
    "pt-BR": "Problemas de canais, filas e espaço",
    en: "Trouble with channels, queues and space",
    es: "Problemas de canales, colas y espacio",
  },
  words: {
    "pt-BR": ({ name }) => ({ title: name, text: "" }),
    en: ({ name }) => ({ title: name, text: "" }),
    es: ({ name }) => ({ title: name, text: "" }),
  },
});

/** An alert that began or ended, as a notice to one member. */
export const troubleOf = (memberId: string, subjectId: string | null, facts: TroubleFacts): NewNotice => ({
  kind: TROUBLE.kind,
  memberId,
  subjectId,
  facts,
});

/** An alert's own words, for whoever hears of its topic. Null for others, and where its subject is gone. */
export async function readTrouble(
  tx: Tx,
  told: Told,
  { subjectId, facts }: { subjectId: string | null; facts: object },
  alerts: ReadonlyMap<string, NoticeKind>,
  language: Language,
): Promise<(NoticeWords & { path: string }) | null> {
  const { alert, isOver } = facts as TroubleFacts; // written by troubleOf alone
  const kind = alerts.get(alert);
  if (kind === undefined || !kind.topic.roles.includes(told.role)) return null;
  const say = await kind.read(tx, subjectId);
  if (say === null) return null;
  const titles = kind.topic.titles[language];
  const sentences = say(language);
  return { title: isOver ? titles.over : titles.begun(1), text: isOver ? sentences.over : sentences.begun, path: kind.topic.path };
}
