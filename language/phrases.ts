import { byWord } from "./data/by-word.ts";
import { COMMON_WORDS } from "./data/common.ts";
import { FIRST_NAMES } from "./data/first-names.ts";
import { NEVER_NAMES } from "./data/names.ts";
import { makeCorrector } from "./distance.ts";
import type { Word } from "./words.ts";

/**
 * Phrases as data files write them, one a line of words:
 * `a|b` either; in one of them
 * `_` is a space (`outra_vez|novamente`); `fal*` words that begin so; `@name` any phrase of a class; `x?` may be left out; `_` any one word; `#name` a
 * person's first name; `...` up to three words
 * of the same sentence; `<` and `>` where a clause begins and ends, `<<` and `>>` where the text does.
 */
export type PhraseTable<Label extends string> = Readonly<Record<Label, readonly string[]>>;
export type PhraseClasses = Readonly<Record<string, readonly string[]>>;

/** A phrase that stands in a text: words `from` to `next - 1`. */
export interface PhraseFound<Label> {
  label: Label;
  from: number;
  next: number;
}

export interface PhraseBook<Label> {
  /** The words with typing mistakes mended towards words of this book. */
  mend(words: readonly Word[]): Word[];
  /** All phrases that stand in the words, in their order; where several begin, the longest of each label. */
  find(words: readonly Word[]): PhraseFound<Label>[];
  /** The longest phrase that begins at this word. */
  at(words: readonly Word[], index: number): PhraseFound<Label> | null;
}

type Element = { optional: boolean } & (
  | { kind: "word"; words: ReadonlySet<string>; beginnings: readonly string[] }
  | { kind: "class"; phrases: readonly Sequence[]; byFirst: ReadonlyMap<string, readonly Sequence[]>; others: readonly Sequence[] }
  | { kind: "name" }
  | { kind: "gap"; least: number; most: number }
  | { kind: "border"; at: "clause" | "text"; side: "begin" | "end" }
);

type Sequence = readonly Element[];

interface Phrase<Label> {
  label: Label;
  elements: readonly Element[];
}

/** Makes phrases ready for use. `known`: words that are right although the book has a similar one. */
export function compilePhrases<Label extends string>(
  tables: readonly Partial<PhraseTable<Label>>[],
  classes: PhraseClasses,
  known: ReadonlySet<string>,
): PhraseBook<Label> {
  const phrases = tables.flatMap((table) =>
    // `Object.entries` forgets that the keys are labels.
    (Object.entries(table) as [Label, readonly string[]][]).flatMap(([label, lines]) =>
      lines.map((line) => ({ label, elements: readLine(line, classes) })),
    ),
  );
  const index = indexOf(phrases);
  const correct = makeCorrector(
    phrases.flatMap(({ elements }) => wordsOf(elements)),
    new Set([...known, ...FIRST_NAMES, ...beginningsIn(phrases)]),
  );
  const isBeginning = (word: string) => index.isBeginning(word);
  return {
    mend: (words) => words.map((word) => (isBeginning(word.word) ? word : { ...word, word: correct(word.word) })),
    find: (words) => words.flatMap((_, at) => longestByLabel(index.candidates(words, at), words, at)),
    at: (words, at) => longestByLabel(index.candidates(words, at), words, at).sort((a, b) => b.next - a.next)[0] ?? null,
  };
}

function longestByLabel<Label>(candidates: readonly Phrase<Label>[], words: readonly Word[], from: number): PhraseFound<Label>[] {
  const found = new Map<Label, PhraseFound<Label>>();
  for (const { label, elements } of candidates) {
    const next = matchEnd(elements, 0, words, from, from);
    if (next <= from) continue;
    const before = found.get(label);
    if (before === undefined || before.next < next) found.set(label, { label, from, next });
  }
  return [...found.values()];
}

/** The word behind the match of the elements from `step` on, or -1. Greedy: what may be left out is tried first. */
function matchEnd(elements: readonly Element[], step: number, words: readonly Word[], at: number, start: number): number {
  const element = elements[step];
  if (element === undefined) return at;
  for (const end of endsOf(element, words, at, start)) {
    const next = matchEnd(elements, step + 1, words, end, start);
    if (next !== -1) return next;
  }
  return element.optional ? matchEnd(elements, step + 1, words, at, start) : -1;
}

function endsOf(element: Element, words: readonly Word[], at: number, start: number): number[] {
  switch (element.kind) {
    case "word":
      return isOneOf(element, words[at]?.word) && (at === start || isSameSentence(words, at)) ? [at + 1] : [];
    case "class":
      return [...(element.byFirst.get(words[at]?.word ?? "") ?? []), ...element.others]
        .map((phrase) => matchEnd(phrase, 0, words, at, start))
        .filter((end) => end !== -1)
        .sort((a, b) => b - a);
    case "name":
      return words[at] !== undefined && isFirstName(words[at]) ? [at + 1] : [];
    case "gap":
      return gapEnds(element, words, at);
    case "border":
      return isBorder(element, words, at) ? [at] : [];
  }
}

function isOneOf({ words, beginnings }: Extract<Element, { kind: "word" }>, word: string | undefined): boolean {
  return word !== undefined && (words.has(word) || beginnings.some((beginning) => word.startsWith(beginning)));
}

/** A phrase does not run over the end of a sentence; people put a comma anywhere. */
const isSameSentence = (words: readonly Word[], at: number): boolean => at === 0 || !/[!?;…]/.test(words[at]?.gap ?? "");

/** Of the list, or written as one: a capital inside a text, and no everyday word. */
function isFirstName({ word, written }: Word): boolean {
  return FIRST_NAMES.has(word) || (/^\p{Lu}\p{Ll}{2,}$/u.test(written) && !COMMON_WORDS.has(word) && !NEVER_NAMES.has(word));
}

function gapEnds({ least, most }: { least: number; most: number }, words: readonly Word[], at: number): number[] {
  const ends: number[] = [];
  for (let end = at; end - at <= most && end <= words.length; end += 1) {
    if (end > at && words[end - 1]?.sentence !== words[Math.max(0, at - 1)]?.sentence) break;
    if (end - at >= least) ends.push(end);
  }
  return ends;
}

function isBorder({ at: what, side }: Extract<Element, { kind: "border" }>, words: readonly Word[], at: number): boolean {
  if (side === "begin") return at === 0 || (what === "clause" && words[at]?.clause !== words[at - 1]?.clause);
  return at === words.length || (what === "clause" && words[at]?.clause !== words[at - 1]?.clause);
}

const BORDERS: Readonly<Record<string, Pick<Extract<Element, { kind: "border" }>, "at" | "side">>> = byWord({
  "<": { at: "clause", side: "begin" },
  ">": { at: "clause", side: "end" },
  "<<": { at: "text", side: "begin" },
  ">>": { at: "text", side: "end" },
});

function readLine(line: string, classes: PhraseClasses): Element[] {
  const [first = ""] = line.split(" ");
  if (DENIES_ONE.test(first))
    throw new RangeError(`"${line}" denies the first word only: write "nao aceito|quero", not "nao_aceito|quero"`);
  return line.split(" ").map((piece) => readPiece(piece, classes));
}

/** `nao_aceito|quero` finds "quero" as well, the opposite of what its writer meant. */
const DENIES_ONE = /^(?:nao|sem|nem|nunca)_[^|]+\|(?!(?:.*\|)?(?:nao|sem|nem|nunca)_)/;

function readPiece(piece: string, classes: PhraseClasses): Element {
  const border = BORDERS[piece];
  if (border !== undefined) return { kind: "border", optional: false, ...border };
  const optional = piece.endsWith("?");
  const bare = optional ? piece.slice(0, -1) : piece;
  if (bare === "...") return { kind: "gap", optional: false, least: 0, most: 3 };
  if (bare === "_") return { kind: "gap", optional, least: 1, most: 1 };
  if (bare === "#name") return { kind: "name", optional };
  const parts = bare.split("|");
  if (!parts.some((part) => part.startsWith("@") || part.includes("_") || BORDERS[part] !== undefined))
    return { kind: "word", optional, ...wordsIn(parts) };
  return { kind: "class", optional, ...classOf(parts.flatMap((part) => phrasesOf(part, classes))) };
}

/** A class has many phrases; which may begin at a word is found without trying all. */
function classOf(phrases: readonly Sequence[]) {
  const byFirst = new Map<string, Sequence[]>();
  const others: Sequence[] = [];
  for (const phrase of phrases) {
    const first = firstOf(phrase);
    const isByWord = first !== null && first.words.size > 0 && first.beginnings.size === 0;
    if (!isByWord) others.push(phrase);
    else for (const word of first.words) byFirst.set(word, [...(byFirst.get(word) ?? []), phrase]);
  }
  return { phrases, byFirst, others };
}

function wordsIn(parts: readonly string[]): { words: ReadonlySet<string>; beginnings: readonly string[] } {
  const isBeginning = (part: string) => part.endsWith("*");
  return {
    words: new Set(parts.filter((part) => !isBeginning(part))),
    beginnings: parts.filter(isBeginning).map((part) => part.slice(0, -1)),
  };
}

/** The phrases of a class, or the one word or border that stands beside others: `@when|livre|>`. */
function phrasesOf(part: string, classes: PhraseClasses): Element[][] {
  const border = BORDERS[part];
  if (border !== undefined) return [[{ kind: "border", optional: false, ...border }]];
  if (!part.startsWith("@")) return [part.split("_").map((word) => ({ kind: "word" as const, optional: false, ...wordsIn([word]) }))];
  const lines = classes[part.slice(1)];
  if (lines === undefined) throw new RangeError(`no class of phrases ${part}`);
  return lines.map((line) => readLine(line, classes));
}

/** Finds the phrases that may begin at a word without trying all. */
function indexOf<Label>(phrases: readonly Phrase<Label>[]) {
  const byWord = new Map<string, Phrase<Label>[]>();
  const byBeginning = new Map<string, Phrase<Label>[]>();
  const others: Phrase<Label>[] = [];
  const add = (map: Map<string, Phrase<Label>[]>, key: string, phrase: Phrase<Label>) => {
    const before = map.get(key);
    if (before === undefined) map.set(key, [phrase]);
    else if (!before.includes(phrase)) before.push(phrase);
  };
  for (const phrase of phrases) {
    const first = firstOf(phrase.elements);
    if (first === null) others.push(phrase);
    else {
      for (const word of first.words) add(byWord, word, phrase);
      for (const beginning of first.beginnings) add(byBeginning, beginning, phrase);
    }
  }
  const beginnings = beginningsIn(phrases);
  const lengths = [...new Set([...beginnings].map((beginning) => beginning.length))];
  const startsOf = (word: string) => lengths.filter((length) => length <= word.length).map((length) => word.slice(0, length));
  return {
    isBeginning: (word: string) => startsOf(word).some((start) => beginnings.has(start)),
    candidates(words: readonly Word[], at: number): Phrase<Label>[] {
      const word = words[at]?.word ?? "";
      const found = [...(byWord.get(word) ?? []), ...startsOf(word).flatMap((start) => byBeginning.get(start) ?? []), ...others];
      return [...new Set(found)];
    },
  };
}

interface First {
  words: Set<string>;
  beginnings: Set<string>;
}

/** With which words a phrase can begin; null when with any. */
function firstOf(elements: readonly Element[]): First | null {
  const first: First = { words: new Set(), beginnings: new Set() };
  for (const element of elements) {
    if (element.kind === "gap" || element.kind === "name") return null;
    if (element.kind === "word") {
      for (const word of element.words) first.words.add(word);
      for (const beginning of element.beginnings) first.beginnings.add(beginning);
    }
    if (element.kind === "class")
      for (const phrase of element.phrases) {
        const inner = firstOf(phrase);
        if (inner === null) return null;
        for (const word of inner.words) first.words.add(word);
        for (const beginning of inner.beginnings) first.beginnings.add(beginning);
      }
    if (!element.optional && element.kind !== "border") return first;
  }
  return first;
}

function wordsOf(elements: readonly Element[]): string[] {
  return elements.flatMap((element) => {
    if (element.kind === "word") return [...element.words];
    return element.kind === "class" ? element.phrases.flatMap(wordsOf) : [];
  });
}

function beginningsIn<Label>(phrases: readonly Phrase<Label>[]): Set<string> {
  const read = (elements: readonly Element[]): string[] =>
    elements.flatMap((element) => {
      if (element.kind === "word") return [...element.beginnings];
      return element.kind === "class" ? element.phrases.flatMap(read) : [];
    });
  return new Set(phrases.flatMap(({ elements }) => read(elements)));
}
