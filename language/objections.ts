import { COMMON_WORDS } from "./data/common.ts";
import { OBJECTIONS } from "./data/objections.ts";
import { compilePhrases } from "./phrases.ts";
import { readWords } from "./words.ts";

export type Objection = keyof typeof OBJECTIONS;
export const OBJECTION_KINDS = Object.keys(OBJECTIONS) as Objection[]; // `Object.keys` forgets which

const book = compilePhrases<Objection>([OBJECTIONS], {}, COMMON_WORDS);

/** What a text holds against buying, each kind once: the price, not now, another offer, somebody must be asked. Nothing is an empty list. Pure. */
export function readObjections(text: string): Objection[] {
  const found = book.find(book.mend(readWords(text)));
  return OBJECTION_KINDS.filter((kind) => found.some(({ label, from }) => label === kind && !isDenied(text, from)));
}

/** "Não achei caro" is no objection. */
function isDenied(text: string, from: number): boolean {
  const before = readWords(text)[from - 1]?.word;
  return before === "nao" || before === "no" || before === "not" || before === "nem";
}

const LEAST_LETTERS = 4;

/** What a text is about: its words without the everyday ones, numbers and addresses, each once, folded. Pure. */
export function readTopics(text: string): string[] {
  const words = readWords(text.replaceAll(/\S+(?:@|:\/\/)\S+/g, " ")).map(({ word }) => word);
  return [...new Set(words.filter((word) => word.length >= LEAST_LETTERS && /^[a-z]+$/.test(word) && !COMMON_WORDS.has(word)))];
}
