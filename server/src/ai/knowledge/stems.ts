import { stemOf } from "../../../../language/stems.ts";
import { readWords } from "../../../../language/words.ts";

/** `readWords` reads what somebody says in one go and no more. */
const PIECE = 3_500;

/** A word as people compare it, and its stem as the index has it. */
export interface Stemmed {
  word: string;
  stem: string;
}

/** The words of a text in their order: shortenings written out, and without endings in `stem`. Pure. */
export function stemmedWords(text: string): Stemmed[] {
  const found: Stemmed[] = [];
  for (let from = 0; from < text.length; from += PIECE)
    for (const { word } of readWords(text.slice(from, from + PIECE)))
      if (/[\p{L}\p{N}]/u.test(word)) found.push({ word, stem: stemOf(word).slice(0, 60) });
  return found;
}

/** The stems alone. Pure. */
export const stemsOf = (text: string): string[] => stemmedWords(text).map(({ stem }) => stem);
