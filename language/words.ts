import { fold } from "../rules/fold.ts";
import { byWord } from "./data/by-word.ts";
import { CHAT_SPELLING } from "./data/chat.ts";
import type { Span } from "./types.ts";

/** A word, a number or a picture of a text. */
export interface Word extends Span {
  /** As it was written. */
  written: string;
  /** Small, without accents, chat spelling written out, drawn-out letters once: "Nãooo" and "ñ" are `nao`, "1️⃣" is `1`. */
  word: string;
  /** Words of one sentence have one number; it ends at `. ! ? ;` and at a new line. */
  sentence: number;
  /** As `sentence`, and ends at commas, brackets and dashes too. */
  clause: number;
  /** What stands between this word and the one before it. */
  gap: string;
}

/** Nobody answers a question with more; what stands behind it is not read, so that a text costs what an answer costs. */
export const MOST_CHARACTERS = 4_000;

const PIECES =
  /%|\p{Extended_Pictographic}(?:\p{M}|\u200d\p{Extended_Pictographic}|[\u{1f3fb}-\u{1f3ff}])*|[\p{L}\p{N}\p{M}]+(?:['’´`][\p{L}]+)*/gu;
const ENDS_SENTENCE = /[!?;\n…]|\.(?=\s|$)|\.\./u;
const ENDS_CLAUSE = /[,()[\]:–—]|\s-|-\s/u;
const ABBREVIATIONS = new Set(["sr", "sra", "srta", "dr", "dra", "eng", "prof", "profa", "mr", "mrs", "ms", "d", "n"]);
/** A letter written three times or more, unless it is of a number. */
const DRAWN_OUT = /(\p{L})\1{2,}/gu;
const PICTURED_NUMBERS: Readonly<Record<string, string>> = byWord({ "🔟": "10", "🥇": "primeiro", "🥈": "segundo", "🥉": "terceiro" });

/** The words of a text in their order; a shortening that means several gives several with one span. Pure. */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  let [sentence, clause, end] = [0, 0, 0];
  for (const match of text.slice(0, MOST_CHARACTERS).matchAll(PIECES)) {
    const [written] = match;
    const gap = text.slice(end, match.index);
    const isAbbreviated = /^\.\s/.test(gap) && ABBREVIATIONS.has(words.at(-1)?.word ?? "");
    if (words.length > 0 && ENDS_SENTENCE.test(gap) && !isAbbreviated) sentence += 1;
    if (words.length > 0 && (ENDS_SENTENCE.test(gap) || ENDS_CLAUSE.test(gap)) && !isAbbreviated) clause += 1;
    end = match.index + written.length;
    const meant = normalise(written).split(" ");
    meant.forEach((word, index) => {
      words.push({ written, word, from: match.index, to: end, sentence, clause, gap: index === 0 ? gap : " " });
    });
  }
  return words;
}

/** One written word as it is compared; several with a space between where a shortening means several. Pure. */
function normalise(written: string): string {
  const pictured = PICTURED_NUMBERS[written];
  if (pictured !== undefined) return pictured;
  const folded = fold(written)
    .replaceAll(/\ufe0f|\u20e3|\u200d|[\u{1f3fb}-\u{1f3ff}]/gu, "")
    .replaceAll(/[’´`]/g, "'")
    .replaceAll(DRAWN_OUT, "$1");
  return CHAT_SPELLING[folded] ?? folded;
}

/** Where some words stand in the text. @throws {RangeError} when there is none. */
export function spanOf(words: readonly Word[]): Span {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError("no words, no span");
  return { from: first.from, to: last.to };
}
