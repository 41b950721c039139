import type { Language } from "../../team/index.ts";

export interface Said {
  id: string;
  arrival: number;
  occurredAt: Date;
  direction: "in" | "out";
  isNote: boolean;
  authorKind: string;
  authorName: string | null;
  kind: string;
  /** Null where there are no words, or where it was deleted. */
  text: string | null;
  editedAt: Date | null;
  deletedAt: Date | null;
  status: string;
  files: string[];
  /** What is said in its voice messages; null where nobody wrote it down. */
  heard: string | null;
}

/** Whose conversation it is, and how its file is written. */
export interface Head {
  contact: string;
  subject: string | null;
  channel: string;
  timeZone: string;
  language: Language;
  exportedAt: Date;
}

const WORDS: Record<
  Language,
  { exported: string; note: string; deleted: string; edited: string; file: string; heard: string; us: string }
> = {
  "pt-BR": {
    exported: "Exportada em",
    note: "nota da equipe",
    deleted: "mensagem apagada",
    edited: "editada",
    file: "arquivo",
    heard: "transcrição",
    us: "Equipe",
  },
  en: {
    exported: "Exported on",
    note: "note of the team",
    deleted: "message deleted",
    edited: "edited",
    file: "file",
    heard: "transcript",
    us: "Team",
  },
  es: {
    exported: "Exportada el",
    note: "nota del equipo",
    deleted: "mensaje eliminado",
    edited: "editado",
    file: "archivo",
    heard: "transcripción",
    us: "Equipo",
  },
};

/** Whose conversation it is, in a line. */
export const titleOf = ({ contact, subject, channel }: Head): string =>
  [contact, subject, channel].filter((part) => part !== null && part !== "").join(" · ");

export const exportedOf = (head: Head): string =>
  `${WORDS[head.language].exported} ${clockOf(head).format(head.exportedAt)} (${head.timeZone})`;

const clockOf = ({ language, timeZone }: Head) => new Intl.DateTimeFormat(language, { timeZone, dateStyle: "short", timeStyle: "short" });

/** How a message is told to people: when by the workspace's clock, by whom with what is to be known of it, and what. */
export function teller(head: Head): (said: Said) => { when: string; who: string; text: string } {
  const words = WORDS[head.language];
  const clock = clockOf(head);
  return (said) => {
    const author = said.direction === "in" ? head.contact : (said.authorName ?? words.us);
    const marks = [said.isNote ? words.note : null, said.editedAt === null ? null : words.edited].filter((mark) => mark !== null);
    const parts = [said.deletedAt === null ? said.text : `[${words.deleted}]`, ...said.files.map((name) => `[${words.file}: ${name}]`)];
    if (said.heard !== null) parts.push(`[${words.heard}: ${said.heard}]`);
    const text = parts.filter((part) => part !== null && part !== "").join(" ");
    return {
      when: clock.format(said.occurredAt),
      who: `${author}${marks.length === 0 ? "" : ` (${marks.join(", ")})`}`,
      text: text === "" ? `[${said.kind}]` : text,
    };
  };
}
