import { detectAll } from "tinyld/light";
import type { Locale } from "./types.ts";
import { MOST_CHARACTERS } from "./words.ts";

/** Below so many letters a text says nothing of its language. */
const FEWEST_LETTERS = 12;

/**
 * In which language somebody writes, from all that they wrote in a conversation: one short message proves nothing. Portuguese of Brazil
 * and of Portugal differ by the country of the number, not by the words.
 * @param home the locale that Portuguese is taken for, and that is the answer where the texts say too little.
 */
export function languageOfConversation(texts: readonly string[], home: Locale): Locale {
  const all = texts.join("\n").slice(0, MOST_CHARACTERS);
  if ((all.match(/\p{L}/gu) ?? []).length < FEWEST_LETTERS) return home;
  const [best, second] = detectAll(all, { only: ["pt", "es", "en"] });
  if (best === undefined || best.accuracy - (second?.accuracy ?? 0) < 0.05) return home;
  if (best.lang === "en" || best.lang === "es") return best.lang;
  return home === "pt-PT" ? "pt-PT" : "pt-BR";
}
