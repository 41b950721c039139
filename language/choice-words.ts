import { fold } from "../rules/fold.ts";
import { EMPTY_WORDS, EXCEPT, SAME_MEANING } from "./data/choices.ts";
import { COMMON_WORDS } from "./data/common.ts";
import { makeCorrector } from "./distance.ts";
import { numberAt } from "./numbers.ts";
import { stemOf } from "./stems.ts";
import type { Choosable } from "./types.ts";
import { readWords, type Word } from "./words.ts";

/** An option that the text names, how well, and by which words. */
export interface NamedOption {
  option: number;
  /** 3 and more: by all of its words; 2: by some of them; 1: by a synonym; a part more for each further word. */
  score: number;
  from: number;
  next: number;
}

/** Two options closer than this cannot be told apart. */
const TOO_CLOSE = 0.1;

/** The option that is named clearly better than the others; null when none or two are. */
export function optionByWords(named: readonly NamedOption[]): NamedOption | null {
  const [best, second] = [...named].sort((a, b) => b.score - a.score);
  return best === undefined || (second !== undefined && best.score - second.score < TOO_CLOSE) ? null : best;
}

/** All options that the text names and does not deny. */
export function optionsByWords(words: readonly Word[], options: readonly Choosable[]): NamedOption[] {
  const owns = options.map(({ title, synonyms = [] }) => [title, ...synonyms].map(ownWords));
  const vocabulary = owns.flat(2);
  const correct = makeCorrector(vocabulary, COMMON_WORDS);
  const said = words.map((word) => saidAs(words, word, correct));
  const saysNot = vocabulary.some((word) => EXCEPT.has(word));
  const named = owns.flatMap((own, option) => {
    const found = own.flatMap((wanted) => matchOwn(words, said, wanted) ?? []).sort((a, b) => b.score - a.score)[0];
    return found === undefined || (!saysNot && isDenied(words, found.from, found.next)) ? [] : [{ option, ...found }];
  });
  const isAboutTwo = named.length > 1 && namesApart(named);
  if (named.some(({ score }) => score >= 2)) return isAboutTwo ? named.map((one) => ({ ...one, score: 2 })) : named;
  const alike = options
    .flatMap(({ title }, option) => bySameMeaning(words, title, option) ?? [])
    .filter(({ from, next }) => saysNot || !isDenied(words, from, next));
  return named.length > 0 ? named : alike;
}

interface Said {
  forms: readonly string[];
}

/** All forms in which a word of the text is compared: mended, as written, its stem, its figures. */
function saidAs(words: readonly Word[], word: Word, correct: (word: string) => string): Said {
  const number = numberAt(words, words.indexOf(word));
  const mended = correct(word.word);
  return { forms: [mended, fold(word.written), stemOf(mended), ...(number === null ? [] : [String(number.value)]), ...figures(mended)] };
}

const figures = (word: string): string[] => {
  const digits = /^(\d+)\p{L}+$/u.exec(word)?.[1];
  return digits === undefined ? [] : [digits];
};

/** The words of an option that tell it from others. */
function ownWords(title: string): string[] {
  const all = readWords(title).map(({ written }) => fold(written).replaceAll(/[\ufe0f\u20e3]/g, ""));
  const telling = all.filter((word) => !EMPTY_WORDS.has(word));
  return telling.length > 0 ? telling : all;
}

function matchOwn(words: readonly Word[], said: readonly Said[], own: readonly string[]): Omit<NamedOption, "option"> | null {
  const hits = own.map((word) => said.findIndex(({ forms }, index) => isSame(word, forms, words[index] as Word)));
  const places = hits.filter((place) => place !== -1);
  if (places.length === 0) return null;
  const weight = (word: string) => (/^\d+$/.test(word) ? 3 : Math.min(word.length, 8));
  const total = own.reduce((sum, word) => sum + weight(word), 0);
  const hit = own.reduce((sum, word, index) => sum + (hits[index] === -1 ? 0 : weight(word)), 0);
  const share = hit / total;
  return { score: (share === 1 ? 3 : 2) + places.length, from: Math.min(...places), next: Math.max(...places) + 1 };
}

function isSame(own: string, forms: readonly string[], { word, written }: Word): boolean {
  if (forms.includes(own) || forms.includes(stemOf(own))) return true;
  if (figures(own).some((digits) => forms.includes(digits))) return true;
  const isBeginning = word.length >= 4 && own.startsWith(word) && !COMMON_WORDS.has(word);
  return (
    isBeginning ||
    haveOneRoot(own, word) ||
    (written.length >= 3 && own.length > 4 && own.startsWith(fold(written)) && !COMMON_WORDS.has(word))
  );
}

/** "instalar" and "instalacao": stems of folded words keep the ending of nouns in -ção. */
function haveOneRoot(one: string, other: string): boolean {
  const shared = [...one].findIndex((letter, index) => letter !== other[index]);
  return shared >= 6 && Math.max(one.length, other.length) - shared <= 4;
}

/** Two options, each by a word of its own that the other has not: somebody named both. */
function namesApart(named: readonly NamedOption[]): boolean {
  const sorted = [...named].sort((a, b) => b.score - a.score);
  const [best, second] = sorted as [NamedOption, NamedOption];
  return second.score >= 2 && (second.from >= best.next || second.next <= best.from);
}

function isDenied(words: readonly Word[], from: number, next: number): boolean {
  const { clause } = words[from] as Word;
  const before = words.slice(Math.max(0, from - 4), from).filter((word) => word.clause === clause);
  const isBehind = words[next]?.word === "nao" && words[next + 1]?.clause !== words[next]?.clause;
  // "no boleto" is Portuguese for "by boleto": right before what is chosen, `no` denies nothing.
  const isPreposition = (word: Word) => word.word === "no" && word === words[from - 1];
  return isBehind || before.some((word) => EXCEPT.has(word.word) && !isPreposition(word));
}

const MEANINGS = SAME_MEANING.map((group) => ({ group, phrases: group.map((phrase) => phrase.split(" ")) }));

/** An option whose title has a word of a group of which the text has another. */
function bySameMeaning(words: readonly Word[], title: string, option: number): NamedOption | null {
  const own = readWords(title).map(({ word }) => word);
  const stems = words.map(({ word }) => stemOf(word));
  for (const { phrases } of MEANINGS) {
    if (!phrases.some((phrase) => placeOf(own, phrase) !== -1)) continue;
    for (const phrase of phrases) {
      const exact = placeOf(
        words.map(({ word }) => word),
        phrase,
      );
      const place = exact !== -1 || phrase.length > 1 ? exact : stems.indexOf(stemOf(phrase[0] as string));
      if (place !== -1 && !(phrase.length === 1 && EMPTY_WORDS.has(phrase[0] as string)))
        return { option, score: 1, from: place, next: place + phrase.length };
    }
  }
  return null;
}

function placeOf(words: readonly string[], phrase: readonly string[]): number {
  return words.findIndex((_, at) => phrase.every((word, index) => words[at + index] === word));
}
