import type { Language } from "../team/index.ts";
import type { NoticeTopic, Sentences } from "./notice-kinds.ts";
import type { Notice } from "./notice-media.ts";

/** What began or ended, as it is told. */
export interface News {
  topic: NoticeTopic;
  say: (language: Language) => Sentences;
  beganAt: Date;
  endedAt: Date | null;
}

const SEE: Record<Language, string> = { "pt-BR": "Veja em", en: "See", es: "Consulta" };

/**
 * One text for all that happened; names are shown as they are, in plain text.
 * @param news at least one
 * @param topics in the order of the rooms: the first that has trouble gives the title
 */
export function composeNotice(news: readonly News[], topics: readonly NoticeTopic[], language: Language, publicUrl: string): Notice {
  const { title, path } = headlineOf(news, topics, language);
  return { title: `Prosa: ${title}`, lines: news.map((one) => lineOf(one, language)), path, see: `${SEE[language]} ${publicUrl}${path}` };
}

/** Trouble comes before what is over. */
function headlineOf(news: readonly News[], topics: readonly NoticeTopic[], language: Language): { title: string; path: string } {
  const begun = (topic: NoticeTopic) => news.filter((one) => one.topic === topic && one.endedAt === null).length;
  const inTrouble = topics.find((topic) => begun(topic) > 0);
  if (inTrouble !== undefined) return { title: inTrouble.titles[language].begun(begun(inTrouble)), path: inTrouble.path };
  const healed = topics.find((topic) => news.some((one) => one.topic === topic));
  if (healed === undefined) throw new Error("news are of no topic that a room offers");
  return { title: healed.titles[language].over, path: healed.path };
}

function lineOf({ say, beganAt, endedAt }: News, language: Language): string {
  if (endedAt === null) return `• ${say(language).begun}`;
  const minutes = Math.max(1, Math.round((endedAt.getTime() - beganAt.getTime()) / 60_000));
  return `• ${say(language).over} (${minutes} min)`;
}
