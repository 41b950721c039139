import { stemmer } from "@orama/stemmers/portuguese";

/** Endings whose plural no stemmer knows: "soluções", "pães", "irmãos" and "solução" have to meet. */
const PLURAL_OF_AO = /(..)(?:oes|aes|aos)$/u;
const kept = new Map<string, string>();

/** What words of one family share: "quebrou", "quebrada" give `quebr`. Folded words in; what comes out is no word for people. Pure. */
export function stemOf(word: string): string {
  const before = kept.get(word);
  if (before !== undefined) return before;
  const stem = /^\p{L}{4,}$/u.test(word) ? stemmer(word.replace(PLURAL_OF_AO, "$1ao")) : word;
  if (kept.size > 10_000) kept.clear();
  kept.set(word, stem);
  return stem;
}
