import { fold } from "./fold.ts";

/** What stands between words: spaces, signs and pictures. The database cuts by the same ones (SQL function `search_text`). */
const BETWEEN_WORDS = "\\u0000-/:-@\\[-`{-\\u00bf\\u2000-\\u2bff\\u3000-\\u303f\\ufe00-\\ufe0f\\u{1f000}-\\u{1faff}";
const WORDS = new RegExp(`[^${BETWEEN_WORDS}]+`, "gu");
const WORD_AT_END = new RegExp(`[^${BETWEEN_WORDS}]$`, "u");

/** A word of a text: as it was written, folded, and where it stands. */
export interface FoundWord {
  word: string;
  /** Offsets in the text as it was written, in UTF-16 units; `to` is behind the last. */
  from: number;
  to: number;
}

/** The words of a text, without accents and capitals, and where they stand in it. Pure. */
export function cutWords(text: string): FoundWord[] {
  return [...text.matchAll(WORDS)].map(({ 0: written, index }) => ({ word: fold(written), from: index, to: index + written.length }));
}

/** Whether the text ends in the middle of a word, which may go on. Pure. */
export const endsInWord = (text: string): boolean => WORD_AT_END.test(text);

/**
 * A folded word as the index has it: plurals of Portuguese, Spanish and English become singulars by rules that hold for most words, so that
 * "solucoes" and "solução" meet. What it makes is no word for people. Pure; twin of SQL `search_words`.
 */
export function stem(word: string): string {
  return word
    .replace(/(..)[oa]es$/su, "$1ao")
    .replace(/(..[aeou])is$/su, "$1l")
    .replace(/(...)(?:es|e|s)$/su, "$1")
    .replace(/(..)m$/su, "$1n");
}
