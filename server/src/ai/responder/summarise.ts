import type { KnowledgeLanguage } from "../closed-sets.ts";

/** A line of a conversation, the oldest first. */
export interface Line {
  direction: "in" | "out";
  authorName: string | null;
  authorKind: string;
  kind: string;
  text: string | null;
}

const WORDS = {
  wrote: { "pt-BR": "Escreveu", en: "Wrote", es: "Escribió" },
  asked: { "pt-BR": "Perguntou", en: "Asked", es: "Preguntó" },
  answered: { "pt-BR": "Respondido", en: "Answered", es: "Respondido" },
  open: { "pt-BR": "Sem resposta", en: "Not answered", es: "Sin respuesta" },
  sent: { "pt-BR": "Enviou", en: "Sent", es: "Envió" },
  said: { "pt-BR": "A equipe disse", en: "The team said", es: "El equipo dijo" },
  facts: { "pt-BR": "Dados", en: "Facts", es: "Datos" },
  files: { "pt-BR": "{count} arquivo(s)", en: "{count} file(s)", es: "{count} archivo(s)" },
} as const;

const MOST_LINES = 4;
const MOST_CHARACTERS = 140;
/** What somebody who goes on has to know as it was written: money, days, hours, numbers of devices, addresses of mail. */
const FACTS =
  /R\$\s?[\d.,]+|\b\d{1,2}[/h:]\d{0,4}\b|\b[A-Z]{1,4}-?\d{2,}\b|\b\d[\d.]{2,}\s?BTUs?\b|[\w.+-]+@[\w-]+\.[\w.]+|\+?\d[\d\s().-]{8,}\d/g;

/**
 * What was said, by sentences that were said: nothing is put in other words, so nothing is made up. Pure.
 * @param told what was answered with its sources, and what was not, where an agent kept count
 */
export function summarise(
  lines: readonly Line[],
  language: KnowledgeLanguage,
  told: { answered: readonly string[]; open: readonly string[] } = { answered: [], open: [] },
): string {
  const own = lines.filter(({ direction, kind }) => direction === "in" && kind !== "event");
  const words = own.flatMap(({ text }) => (text === null || text.trim() === "" ? [] : [text.trim()]));
  const questions = words.filter((text) => text.includes("?") && !told.open.includes(text));
  const others = words.filter((text) => !text.includes("?") && text.length > 12 && !told.open.includes(text));
  const files = own.filter(({ kind }) => ["image", "video", "audio", "voice", "document"].includes(kind)).length;
  const team = lines.filter(
    ({ direction, authorKind, text }) => direction === "out" && (authorKind === "member" || authorKind === "api_key") && text !== null,
  );
  const facts = [...new Set(words.flatMap((text) => text.match(FACTS) ?? []).map((fact) => fact.trim()))].slice(0, 6);
  const parts: [keyof typeof WORDS, string[]][] = [
    ["asked", last(questions)],
    ["wrote", last(others)],
    ["answered", [...new Set(told.answered)].slice(-MOST_LINES)],
    ["open", last(told.open)],
    ["said", last(team.map(({ text }) => text ?? ""))],
    ["sent", files === 0 ? [] : [WORDS.files[language].replace("{count}", String(files))]],
    ["facts", facts],
  ];
  return parts
    .filter(([, said]) => said.length > 0)
    .map(
      ([title, said]) =>
        `${WORDS[title][language]}: ${said.map((one) => (title === "sent" || title === "facts" ? one : `“${one}”`)).join("; ")}.`,
    )
    .join(" ");
}

const last = (texts: readonly string[]): string[] => texts.slice(-MOST_LINES).map(short);

const short = (text: string): string => {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length <= MOST_CHARACTERS ? line : `${line.slice(0, MOST_CHARACTERS - 1)}…`;
};
