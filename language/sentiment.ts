import { COMMON_WORDS } from "./data/common.ts";
import { MOODS } from "./data/moods.ts";
import { readIntents } from "./intents.ts";
import { compilePhrases } from "./phrases.ts";
import type { Sentiment } from "./types.ts";
import { readWords } from "./words.ts";

const moods = compilePhrases([MOODS], {}, COMMON_WORDS);
const DENIALS = new Set(["nao", "nem", "nunca", "sem", "nada", "not", "no", "never"]);

/**
 * How somebody feels: words of praise and blame with what denies them, capitals, exclamation marks, and the anger that `readIntents`
 * knows. Nothing of these is 0, neutral.
 */
export function readSentiment(text: string): Sentiment {
  const words = moods.mend(readWords(text));
  const said = moods.find(words).map(({ label, from }) => {
    const isDenied = words.slice(Math.max(0, from - 2), from).some(({ word }) => DENIALS.has(word));
    return (label === "good" ? 1 : -1) * (isDenied ? -1 : 1);
  });
  const isAngry = readIntents(text).some(({ value }) => value === "angry");
  const isShouted = /!{2,}/.test(text) || (text.length > 12 && text === text.toUpperCase() && /\p{Lu}{4}/u.test(text));
  const base = said.length === 0 ? 0 : said.reduce((sum, one) => sum + one, 0) / (said.length + 1);
  const score = Math.max(-1, Math.min(1, isAngry ? Math.min(base, 0) - 0.6 - (isShouted ? 0.2 : 0) : base * (isShouted ? 1.3 : 1)));
  return { score, mood: moodOf(score, isAngry) };
}

function moodOf(score: number, isAngry: boolean): Sentiment["mood"] {
  if (isAngry) return "angry";
  if (score <= -0.3) return "negative";
  return score >= 0.3 ? "positive" : "neutral";
}
