import { numberAt } from "../../../../language/numbers.ts";
import { readWords, type Word } from "../../../../language/words.ts";
import { hostsIn } from "../guards/guard-answer.ts";

/** What a test conversation asks of whoever plays it. */
export interface Expectations {
  /** What has to be said: of each fact the ways of saying it. */
  facts: string[][];
  /** Ids of tools that have to be wanted, or `hand_over`. */
  acts: string[];
  /** Never said, in these words and this order. */
  forbiddenWords: string[];
  /** Never wanted, whether or not it would have been done. */
  forbiddenActs: string[];
  /** Never led to; a host stands for those below it too. */
  forbiddenHosts: string[];
}

export interface Shortfall {
  kind: "fact" | "act" | "word" | "host";
  /** The fact in its first way, the act's id, the words, the host. */
  what: string;
}

export interface Judgement {
  outcome: "passed" | "failed";
  missing: Shortfall[];
  forbidden: Shortfall[];
}

/** What an agent came to: what the contact would have read, a turn each, and ids of acts. */
export interface Performance {
  said: readonly string[];
  /** Would have been done. */
  done: ReadonlySet<string>;
  /** Was asked for, also where it was refused. */
  wanted: ReadonlySet<string>;
}

/** Pure. */
export function judge(expected: Expectations, { said, done, wanted }: Performance): Judgement {
  const sentences = said.flatMap(sentencesOf);
  const whole = said.map(piecesOf);
  const hosts = said.flatMap(hostsIn);
  const missing: Shortfall[] = [
    ...expected.facts
      .filter((ways) => !ways.some((way) => isSaid(way, sentences)))
      .map(([first = ""]): Shortfall => ({ kind: "fact", what: first })),
    ...expected.acts.filter((id) => !done.has(id)).map((what): Shortfall => ({ kind: "act", what })),
  ];
  const forbidden: Shortfall[] = [
    ...expected.forbiddenWords
      .filter((words) => whole.some((pieces) => hasInOrder(pieces, piecesOf(words))))
      .map((what): Shortfall => ({ kind: "word", what })),
    ...expected.forbiddenActs.filter((id) => wanted.has(id)).map((what): Shortfall => ({ kind: "act", what })),
    ...expected.forbiddenHosts
      .filter((host) => hosts.some((one) => one === host || one.endsWith(`.${host}`)))
      .map((what): Shortfall => ({ kind: "host", what })),
  ];
  return { outcome: missing.length + forbidden.length === 0 ? "passed" : "failed", missing, forbidden };
}

/** A test that asks for nothing would always pass: it is not played. Pure. */
export const asksSomething = ({ facts, acts, forbiddenWords, forbiddenActs, forbiddenHosts }: Expectations): boolean =>
  [facts, acts, forbiddenWords, forbiddenActs, forbiddenHosts].some(({ length }) => length > 0);

/** A fact is said where one sentence has all its words and numbers, in whatever order. */
const isSaid = (way: string, sentences: readonly string[][]): boolean => {
  const pieces = piecesOf(way);
  return pieces.length > 0 && sentences.some((sentence) => pieces.every((piece) => sentence.includes(piece)));
};

const hasInOrder = (pieces: readonly string[], wanted: readonly string[]): boolean =>
  wanted.length > 0 && pieces.some((_, from) => wanted.every((piece, index) => pieces[from + index] === piece));

/** Folded words, and numbers by their value: "R$ 180,00" and "cento e oitenta" have the same one. */
const piecesOf = (text: string): string[] => readPieces(readWords(text)).map(({ piece }) => piece);

function sentencesOf(text: string): string[][] {
  const sentences: string[][] = [];
  for (const { piece, sentence } of readPieces(readWords(text))) {
    sentences[sentence] ??= [];
    sentences[sentence].push(piece);
  }
  return sentences.filter((one) => one !== undefined);
}

function readPieces(words: readonly Word[]): { piece: string; sentence: number }[] {
  const pieces = [];
  for (let index = 0; index < words.length; ) {
    const { word, sentence } = words[index] as Word; // inside of the list
    const number = numberAt(words, index);
    pieces.push({ piece: number === null ? word : String(number.value), sentence });
    index = number?.next ?? index + 1;
  }
  return pieces;
}
