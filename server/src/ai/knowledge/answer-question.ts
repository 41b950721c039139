import type { Tx } from "../../platform/index.ts";
import { type Asked, type FoundPassage, findPassages } from "./find-passages.ts";
import { plainText } from "./split-passages.ts";
import { stemsOf } from "./stems.ts";

/**
 * What the knowledge says to a question: an answer with its source; two or three matters of which one may be meant; or nothing.
 * `certainty`: 0 to 1, of the best passage.
 */
export type Answer =
  | { kind: "sure"; source: FoundPassage; text: string; certainty: number }
  | { kind: "unsure"; choices: FoundPassage[]; certainty: number }
  | { kind: "unknown"; certainty: number };

/** From here on a passage answers; where a second matter is nearly as close, it is asked which one is meant. */
const SURE = 0.62;
const CLOSE = 0.08;
/** Below it a passage has little to do with the question. */
export const POSSIBLE = 0.4;
const MOST_CHARACTERS = 700;

/** Never an answer without a source. */
export async function answerQuestion(tx: Tx, asked: Omit<Asked, "limit">): Promise<Answer> {
  const found = await findPassages(tx, { ...asked, limit: 3 });
  const [best, second] = found;
  if (best === undefined || best.score < POSSIBLE) return { kind: "unknown", certainty: best?.score ?? 0 };
  const isClear = second === undefined || best.score - second.score >= CLOSE || best.score >= 0.9;
  if (best.score >= SURE && isClear) return { kind: "sure", source: best, text: excerpt(best, asked.question), certainty: best.score };
  return { kind: "unsure", choices: found.filter(({ score }) => score >= POSSIBLE * 0.85), certainty: best.score };
}

/** The passage as it is said: whole where it is short, else the paragraphs that have most of the question. */
export function excerpt({ text }: Pick<FoundPassage, "text">, question: string): string {
  const plain = plainText(text);
  if (plain.length <= MOST_CHARACTERS) return plain;
  const wanted = new Set(stemsOf(question));
  const blocks = plain.split(/\n{2,}|(?<=[.!?])\s+(?=\p{Lu})/u);
  const hits = blocks.map((block) => stemsOf(block).filter((stem) => wanted.has(stem)).length / Math.sqrt(block.length + 40));
  let from = hits.indexOf(Math.max(...hits));
  let said = (blocks[from] ?? "").slice(0, MOST_CHARACTERS);
  for (from += 1; from < blocks.length && said.length + (blocks[from] as string).length < MOST_CHARACTERS; from += 1)
    said += `\n${blocks[from]}`;
  return said;
}
