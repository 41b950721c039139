import { ANSWERS } from "./data/answers.ts";
import { COMMON_WORDS } from "./data/common.ts";
import { compilePhrases, type PhraseFound } from "./phrases.ts";
import type { Found } from "./types.ts";
import { readWords, spanOf, type Word } from "./words.ts";

const book = compilePhrases([ANSWERS], {}, COMMON_WORDS);
/** An answer in one verb ("quero", "tenho") has hardly more words than these. */
const SHORT_ANSWER = 3;
const POLITE = new Set([
  "obrigado",
  "obrigada",
  "por",
  "favor",
  "muito",
  "ah",
  "oh",
  "eh",
  "ne",
  "uai",
  "ue",
  "bem",
  "hum",
  "olha",
  "entao",
  "moco",
  "moca",
  "querida",
  "querido",
  "senhor",
  "senhora",
]);

/** Yes or no; null when it is neither, both, a question, or about something else. "Não tem problema" is yes, "claro que não" is no. */
export function readYesNo(text: string): Found<boolean> | null {
  const words = book.mend(readWords(text));
  const said = answersIn(words);
  if (
    (text.trimEnd().endsWith("?") &&
      !words.some(({ word }, index) => word === "nao" && ["porque", "que"].includes(words[index - 1]?.word ?? ""))) ||
    said.length === 0 ||
    said.some(({ label }) => label === "unsure")
  )
    return null;
  const clear = said.filter(({ label }) => label !== "short");
  const answer = clear[0] === undefined ? shortAnswer(words, said) : decided(words, clear);
  return answer && { value: answer.label !== "no", span: spanOf(words.slice(answer.from, answer.next)) };
}

/** Phrases from left to right, the longest at each place, none over another. */
function answersIn(words: readonly Word[]): PhraseFound<keyof typeof ANSWERS>[] {
  const said: PhraseFound<keyof typeof ANSWERS>[] = [];
  for (let index = 0; index < words.length; ) {
    const found = book.at(words, index);
    if (found !== null) said.push(found);
    index = found?.next ?? index + 1;
  }
  return said;
}

/** The first word counts. Where it is neither, a "no" anywhere turns a "yes": "isso aí não". Deep in a long text nothing is an answer. */
function decided(words: readonly Word[], clear: readonly PhraseFound<keyof typeof ANSWERS>[]): PhraseFound<keyof typeof ANSWERS> | null {
  const first = clear[0] as PhraseFound<keyof typeof ANSWERS>;
  const begin = words.findIndex(({ word }) => !POLITE.has(word));
  if (first.from <= Math.max(0, begin)) {
    const turned = clear.find(({ label, from, next }) => label === "no" && from === first.next && next === words.length);
    return first.label === "yes" && turned !== undefined && words[turned.from]?.clause === words[first.from]?.clause ? turned : first;
  }
  const no = clear.find(({ label }) => label === "no");
  const last = clear.at(-1) as PhraseFound<keyof typeof ANSWERS>;
  if (no !== undefined && words.length <= 8) return no;
  return words.length <= 5 || last.next === words.length ? (no ?? last) : null;
}

function shortAnswer(words: readonly Word[], said: readonly PhraseFound<keyof typeof ANSWERS>[]): PhraseFound<keyof typeof ANSWERS> | null {
  const spoken = words.filter(({ word }) => !POLITE.has(word));
  const first = said.find(({ from }) => words[from] === spoken[0]);
  return first !== undefined && spoken.length <= SHORT_ANSWER ? first : null;
}
