import { fold } from "../rules/fold.ts";
import { optionByWords, optionsByWords } from "./choice-words.ts";
import { AROUND_POSITION, LAST, LAST_BUT_ONE, MIDDLE, NO_CHOICE } from "./data/choices.ts";
import { ORDINALS } from "./data/numbers.ts";
import { numberAt } from "./numbers.ts";
import { compilePhrases } from "./phrases.ts";
import type { Choosable, Found } from "./types.ts";
import { readWords, spanOf, type Word } from "./words.ts";
import { readYesNo } from "./yes-no.ts";

const noChoice = compilePhrases([{ none: NO_CHOICE }], {}, new Set());

/**
 * Which option somebody chose: by its words or a piece of them, mistyped too, by a synonym, or by its position. An option's own words win
 * over a position. Null for none, several, "tanto faz", what is off the list, and a piece that fits two.
 * @returns the option's place in `options`, from 0.
 */
export function readChoice(text: string, options: readonly (Choosable | string)[]): Found<number> | null {
  const choosable = options.map((option) => (typeof option === "string" ? { title: option } : option));
  const words = readWords(text);
  if (words.length === 0 || choosable.length === 0) return null;
  const whole = spanOf(words);
  const exact = choosable.findIndex(({ title, synonyms = [] }) => [title, ...synonyms].some((own) => sameText(own, text)));
  if (exact !== -1) return { value: exact, span: whole };
  if (isExplicitPosition(words)) return byPosition(words, choosable.length);
  const named = optionsByWords(words, choosable);
  const best = optionByWords(named);
  const refuses = refusal(words);
  if (best !== null && (refuses === null || named.every(({ from, next }) => from > refuses.from || next <= refuses.from)))
    return { value: best.option, span: spanOf(words.slice(best.from, best.next)) };
  if (refuses !== null || named.length > 0) return null;
  return byYesNo(text, choosable) ?? byPosition(words, choosable.length);
}

const sameText = (one: string, other: string): boolean => bare(one) === bare(other) && bare(one) !== "";
const bare = (text: string): string =>
  fold(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** "a segunda opção", "opção 3", "número 2": nobody names the option so. */
function isExplicitPosition(words: readonly Word[]): boolean {
  const isSign = ({ word }: Word) => ["opcao", "option", "opcion", "alternativa", "letra"].includes(word);
  return words.some(
    (word, index) => isSign(word) && (positionAt(words, index + 1) !== null || (index > 0 && positionAt(words, index - 1) !== null)),
  );
}

function refusal(words: readonly Word[]): { from: number } | null {
  for (let index = 0; index < words.length; index += 1) {
    const found = noChoice.at(words, index);
    if (found !== null) return found;
  }
  return null;
}

/** Options that begin with yes and no are chosen by any way to say so. */
function byYesNo(text: string, options: readonly Choosable[]): Found<number> | null {
  const begins = (pattern: RegExp) => options.findIndex(({ title }) => pattern.test(bare(title)));
  const [yes, no] = [begins(/^(?:sim|yes|si|confirm\w*|aceito|concordo|correto|esta certo)\b/), begins(/^(?:nao|no|recus\w*|corrig\w*)\b/)];
  if (yes === -1 || no === -1) return null;
  const answer = readYesNo(text);
  return answer && { value: answer.value ? yes : no, span: answer.span };
}

/** One number, ordinal or letter, and nothing else that means anything. */
function byPosition(words: readonly Word[], count: number): Found<number> | null {
  const positions: { value: number; from: number; next: number }[] = [];
  for (let index = 0; index < words.length; ) {
    const position = positionAt(words, index);
    const isArticle = position === null || (words.length > 1 && isLetterThatIsWord(words, index));
    if (!isArticle && !isDenied(words, index, position.next)) positions.push({ ...position, from: index });
    else if (isArticle && !AROUND_POSITION.has(words[index]?.word ?? "") && !["nao", "nem"].includes(words[index]?.word ?? "")) return null;
    index = isArticle ? index + 1 : (position as { next: number }).next;
  }
  const [only] = positions;
  if (only === undefined || positions.length > 1) return null;
  const value =
    only.value < 0
      ? count + only.value
      : only.value === Number.POSITIVE_INFINITY
        ? count % 2 === 1
          ? (count - 1) / 2
          : -1
        : only.value - 1;
  return value >= 0 && value < count ? { value, span: spanOf(words.slice(only.from, only.next)) } : null;
}

/** The position that is said at a word, from 1; -1 is the last, infinity the one in the middle. */
function positionAt(words: readonly Word[], index: number): { value: number; next: number } | null {
  const word = words[index]?.word ?? "";
  if (LAST.has(word)) return { value: -1, next: index + 1 };
  if (LAST_BUT_ONE.has(word)) return { value: -2, next: index + 1 };
  if (MIDDLE.has(word)) return { value: Number.POSITIVE_INFINITY, next: index + 1 };
  const ordinal = ORDINALS[word] ?? Number(/^(\d{1,2})[ªºao]?$/.exec(word)?.[1] ?? Number.NaN);
  if (!Number.isNaN(ordinal)) return { value: ordinal, next: index + 1 };
  const letter = /^[a-h]$/.exec(fold(words[index]?.written ?? ""));
  if (letter !== null) return { value: letter[0].charCodeAt(0) - 96, next: index + 1 };
  const number = ["um", "uma"].includes(word) && words.length > 2 && words[index - 1]?.word !== "numero" ? null : numberAt(words, index);
  return number !== null && Number.isInteger(number.value) ? number : null;
}

/** "a", "e" are words unless "letra" stands before them or they stand alone. */
function isLetterThatIsWord(words: readonly Word[], index: number): boolean {
  const letter = fold(words[index]?.written ?? "");
  return (
    /^[a-h]$/.test(letter) &&
    ["a", "e", "c", "d"].includes(letter) &&
    !["letra", "opcao", "alternativa", "option"].includes(words[index - 1]?.word ?? "")
  );
}

function isDenied(words: readonly Word[], from: number, next: number): boolean {
  const before = words.slice(Math.max(0, from - 3), from).filter(({ clause }) => clause === words[from]?.clause);
  const isBehind = words[next]?.word === "nao" && words[next + 1]?.clause !== words[next]?.clause;
  return isBehind || before.some(({ word }) => ["nao", "nem", "menos", "exceto", "not"].includes(word));
}
