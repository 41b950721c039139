import { fold } from "../rules/fold.ts";
import { EMPTY_WORDS } from "./data/choices.ts";
import { COMMON_WORDS } from "./data/common.ts";
import { UNITS } from "./data/dates.ts";
import { SAME_MACHINE } from "./data/symptoms.ts";
import { makeCorrector } from "./distance.ts";
import { numberAt } from "./numbers.ts";
import { stemOf } from "./stems.ts";
import { readWords, type Word } from "./words.ts";

/** Something with a name, and other names for it. */
export interface Named {
  name: string;
  synonyms?: readonly string[];
}

/** A thing that the text names. */
export interface Mention<Thing> {
  thing: Thing;
  /** All words of one of its names stand in the text; else only those that it shares with others of its kind. */
  isWhole: boolean;
  words: number;
  from: number;
  next: number;
}

interface OwnName<Thing> {
  thing: Thing;
  words: readonly string[];
  /** Figures and single letters, which tell things of a kind apart. */
  marks: readonly string[];
}

/** What finds named things in texts; made once for a catalogue. */
export interface NameFinder<Thing> {
  find(words: readonly Word[]): Mention<Thing>[];
  /** Whether a number was said with a kind of thing that none of them has: "esteira 9". */
  hasUnknownMark(words: readonly Word[]): boolean;
}

export function makeNameFinder<Thing extends Named>(things: readonly Thing[]): NameFinder<Thing> {
  const names = things.flatMap((thing) =>
    [thing.name, ...(thing.synonyms ?? [])].flatMap((name) => withOtherKinds(name).map((words) => ownName(thing, words))),
  );
  const own = new Set(
    things.flatMap(({ name, synonyms = [] }) => [name, ...synonyms].flatMap((one) => readWords(one).map(({ word }) => word))),
  );
  const [toOwn, toKind] = [makeCorrector(own, COMMON_WORDS), makeCorrector(new Set(names.flatMap(({ words }) => words)), COMMON_WORDS)];
  const correct = (word: string) => (toOwn(word) === word ? toKind(word) : toOwn(word));
  const read = (words: readonly Word[]) =>
    words.map(({ word, written }) => ({ word: correct(word), stem: stemOf(correct(word)), written: fold(written) }));
  return {
    find(words) {
      const said = read(words);
      return names
        .flatMap((name) => mention(words, said, name) ?? [])
        .filter((one, _, all) => !all.some((other) => other.thing === one.thing && other !== one && isBetter(other, one)));
    },
    hasUnknownMark(words) {
      const said = read(words);
      return (
        names.some(
          ({ words: own, marks }) => marks.length > 0 && own.length > 0 && hasMarkBehind(words, placesOf(said, own).at(-1) ?? -1),
        ) && !this.find(words).some(({ isWhole }) => isWhole)
      );
    },
  };
}

const isBetter = <Thing>(one: Mention<Thing>, other: Mention<Thing>): boolean =>
  one.isWhole === other.isWhole ? one.words > other.words : one.isWhole;

function ownName<Thing>(thing: Thing, words: readonly string[]): OwnName<Thing> {
  const isMark = (word: string) => /^\d+$/.test(word) || /^[a-z]$/.test(word);
  const telling = words.filter((word) => !EMPTY_WORDS.has(word) || isMark(word));
  return { thing, words: telling.filter((word) => !isMark(word)), marks: telling.filter(isMark).map(bareMark) };
}

const bareMark = (mark: string): string => mark.replace(/^0+(?=\d)/, "");

/** The words of a name, and of the same name with other words for its kind of machine. */
function withOtherKinds(name: string): string[][] {
  const words = readWords(name.replaceAll(/(\p{L})(\d)/gu, "$1 $2")).map(({ written }) => fold(written));
  const text = words.join(" ");
  const kinds = SAME_MACHINE.filter(([first]) => first !== undefined && (text === first || text.startsWith(`${first} `)));
  return [words, ...kinds.flatMap(([first, ...others]) => others.map((other) => `${other}${text.slice(first?.length)}`.split(" ")))];
}

interface SaidWord {
  word: string;
  stem: string;
  written: string;
}

function mention<Thing>(
  words: readonly Word[],
  said: readonly SaidWord[],
  { thing, words: own, marks }: OwnName<Thing>,
): Mention<Thing> | null {
  const places = placesOf(said, own);
  const found = places.filter((place) => place !== -1);
  if (own.length === 0) return null;
  const isNamed = found.length === own.length;
  // One telling word is enough to think of the thing when it has several ("Norte" of "Armazém Norte").
  if (!isNamed && !(found.length > 0 && own.some((word, index) => places[index] !== -1 && word.length >= 4))) return null;
  const last = placeOfMark(words, said, own, marks) ?? Math.max(...found);
  const mark = isNamed || found.includes(last) ? markBehind(words, last) : null;
  if (mark !== null && marks.length > 0 && !marks.includes(mark.mark)) return null;
  if (mark !== null && marks.length === 0 && isNamed && own.length === 1 && /^\d+$/.test(mark.mark)) return null;
  const hasMarks = marks.length === 0 || (mark !== null && marks.every((one) => one === mark.mark || hasMark(words, one)));
  const next = mark !== null && marks.length > 0 ? mark.next : last + 1;
  return {
    thing,
    isWhole: isNamed && hasMarks,
    words: found.length + (hasMarks ? marks.length : 0),
    from: own.length === 1 ? last : Math.min(...found),
    next,
  };
}

/** Of a word that is said several times ("esteira 3 e esteira 1"), the place behind which the thing's own mark stands. */
function placeOfMark(words: readonly Word[], said: readonly SaidWord[], own: readonly string[], marks: readonly string[]): number | null {
  const [word] = own;
  if (word === undefined || own.length > 1 || marks.length === 0) return null;
  const place = said.findIndex((one, index) => isSaidAs(one, word) && marks.includes(markBehind(words, index)?.mark ?? ""));
  return place === -1 ? null : place;
}

/** Where each own word stands in the text; -1 for one that does not. */
function placesOf(said: readonly SaidWord[], own: readonly string[]): number[] {
  return own.map((word) => said.findIndex((one) => isSaidAs(one, word)));
}

const isSaidAs = (one: SaidWord, word: string): boolean => one.word === word || one.written === word || one.stem === stemOf(word);

/** The number or letter right behind a word: "esteira 2", "esteira nº 02", "bomba B", "esteira dois". */
function markBehind(words: readonly Word[], place: number): { mark: string; next: number } | null {
  let index = place + 1;
  while (
    ["numero", "nº", "no", "nr", "n", "de", "da", "a", "-", "num"].includes(words[index]?.word ?? "") &&
    /^\d|^numero$|^nº$/.test(words[index + 1]?.word ?? "")
  )
    index += 1;
  const word = words[index];
  if (word === undefined || /[.!?;]/.test(word.gap)) return null;
  if (isLetterMark(words, index)) return { mark: fold(word.written), next: index + 1 };
  const number = numberAt(words, index);
  const isArticle = ["um", "uma"].includes(word.word) && number !== null && !endsThing(words[number.next]);
  if (number === null || !Number.isInteger(number.value) || isArticle) return null;
  const behind = words[number.next]?.word ?? "";
  const isAmount =
    UNITS[behind] !== undefined ||
    ["vezes", "vez", "kg", "%", "graus", "quilos", "litros", "pessoas", "metros", "toneladas"].includes(behind);
  return isAmount || /,/.test(word.gap) ? null : { mark: String(number.value), next: number.next };
}

const hasMarkBehind = (words: readonly Word[], place: number): boolean => place >= 0 && markBehind(words, place) !== null;

/** "bomba B"; "a", "e" and "o" are words as well, so they count in capitals or at the end. */
function isLetterMark(words: readonly Word[], index: number): boolean {
  const { written } = words[index] as Word;
  const letter = fold(written);
  if (!/^[a-z]$/.test(letter)) return false;
  return !"aeo".includes(letter) || written !== letter || (letter === "a" && words[index + 1] === undefined);
}

/** What follows a thing's number, and is nothing that could be counted: "esteira um rangendo". */
const endsThing = (next: Word | undefined): boolean =>
  next === undefined || /[,.;]/.test(next.gap) || /(?:ndo|ou|eu|iu|ada|ado)$|^(?:nao|esta|ta|com|do|da|no|na|de|sem)$/.test(next.word);

const hasMark = (words: readonly Word[], mark: string): boolean => words.some(({ written }) => bareMark(fold(written)) === mark);
