import { COMMON_WORDS } from "./data/common.ts";
import { NAME_INTRODUCTIONS, NAME_PARTICLES, NEVER_NAMES, TITLES } from "./data/names.ts";
import { compilePhrases } from "./phrases.ts";
import type { Found } from "./types.ts";
import { readWords, type Word } from "./words.ts";

const introductions = compilePhrases([{ introduction: NAME_INTRODUCTIONS }], {}, COMMON_WORDS);
const GREETINGS = compilePhrases(
  [
    {
      greeting: [
        "oi",
        "ola",
        "ola sim",
        "bom dia",
        "boa tarde|noite",
        "bons dias",
        "boas",
        "boas tardes|noites",
        "alo",
        "e ai",
        "tudo bem|bom|certo|joia",
        "hi",
        "hello",
        "hey",
        "hola",
        "buenos dias",
        "buenas tardes|noches",
        "sim",
        "claro",
        "ok",
        "certo",
        "prazer",
        "pois",
        "ah",
        "opa",
        "entao",
        "bem",
        "obrigado",
        "obrigada",
        "por favor",
        "com certeza",
        "aqui",
        "falando",
        "a falar",
        "good morning|afternoon|evening",
      ],
    },
  ],
  {},
  new Set(),
);
/** More words than these are no name but a sentence. */
const LONGEST = 8;

/**
 * A person's name in capitals with small particles, accents as they were typed: "meu nome é joão da silva" gives "João da Silva".
 * Null when the text says something else.
 */
export function readName(text: string): Found<string> | null {
  const words = readWords(text).filter(({ written }) => !/^\p{Extended_Pictographic}/u.test(written));
  const introduced = introducedName(words);
  if (introduced !== null) return introduced;
  const begin = behindGreetings(words, 0);
  const name = nameFrom(words, begin, true);
  const end = words.indexOf(name.at(-1) as Word) + 1;
  // A bare name is the whole answer: behind it only politeness, or a comma and other facts, may follow.
  const isWhole = behindGreetings(words, end) === words.length || (name.length > 1 && /[,;.\n|/(]|\s-/.test(words[end]?.gap ?? ""));
  return name.length > 0 && isWhole ? written(name) : null;
}

function introducedName(words: readonly Word[]): Found<string> | null {
  let best: Word[] = [];
  for (let index = 0; index < words.length; index += 1) {
    const found = introductions.at(words, index);
    if (found === null || words[index - 1]?.word === "nao") continue;
    const name = nameFrom(words, found.next, false);
    // "Maria, aliás, Mariana": what comes later corrects what came before, if it is introduced as strongly.
    if (
      name.length > 0 &&
      (best.length === 0 || ["alias", "digo", "corrigindo", "quer", "certo", "correto", "na"].includes(words[index]?.word ?? ""))
    )
      best = name;
  }
  return best.length > 0 ? written(best) : null;
}

/** The first word behind greetings and politeness that begin at `from`. */
function behindGreetings(words: readonly Word[], from: number): number {
  let index = from;
  for (let found = GREETINGS.at(words, index); found !== null; found = GREETINGS.at(words, index)) index = found.next;
  return index;
}

/** The words of the name that begins here; none when none does. `alone`: nothing introduced it. */
function nameFrom(words: readonly Word[], from: number, alone: boolean): Word[] {
  let index = from;
  while (
    TITLES.has(words[index]?.word ?? "") &&
    words[index + 1] !== undefined &&
    (index === from || /^[. ]+$/.test(words[index]?.gap ?? ""))
  )
    index += 1;
  const name: Word[] = [];
  for (; index < words.length && name.length <= LONGEST; index += 1) {
    const word = words[index] as Word;
    if (name.length > 0 && !/^[ \t]+$|^\.\s*$|^-$/.test(word.gap)) break;
    if (name.length > 0 && /^\./.test(word.gap) && name.at(-1)?.written.length !== 1 && !/^(?:jr|sr|filho|neto)$/.test(word.word)) break;
    if (NAME_PARTICLES.has(word.word) && name.length > 0 ? !isPartOfName(words, index, name) : !canBeName(word, name)) break;
    name.push(word);
  }
  while (NAME_PARTICLES.has(name.at(-1)?.word ?? "")) name.pop();
  const isTooLong = name.length > LONGEST || (alone && name.length > 7);
  return isTooLong || (name.length === 1 && (name[0]?.word.length ?? 0) < 2) ? [] : name;
}

function canBeName({ written, word }: Word, name: readonly Word[]): boolean {
  if (!/^[\p{L}\p{M}'’´`]+$/u.test(written) || NEVER_NAMES.has(word)) return false;
  if (word.length === 1) return name.length > 0 && /\p{Lu}/u.test(written);
  // "Dias", "Filho", "Novo": everyday words that close a name.
  if (name.length > 0 && CLOSING.has(word)) return true;
  return !COMMON_WORDS.has(word) && !/(.)\1{3,}|^[^aeiouy']{5,}$/.test(word);
}
const CLOSING = new Set([
  "dias",
  "filho",
  "neto",
  "marco",
  "bom",
  "boa",
  "luz",
  "ponte",
  "forte",
  "real",
  "corte",
  "campo",
  "vale",
  "junior",
  "moura",
  "branco",
  "prado",
  "porto",
  "caminha",
  "linhares",
  "leite",
  "velho",
  "vento",
  "cruz",
  "pinto",
  "abril",
  "mar",
  "lobo",
  "couto",
  "guerra",
  "casa",
  "nova",
  "bento",
  "monte",
  "banho",
  "pires",
]);

/** A particle belongs to the name when a name follows: "da Silva", and not "do financeiro". */
function isPartOfName(words: readonly Word[], index: number, name: readonly Word[]): boolean {
  const [particle, next] = [words[index] as Word, words[index + 1]];
  if (next === undefined || !/^[ \t]+$/.test(next.gap)) return false;
  if (NAME_PARTICLES.has(next.word)) return particle.word !== "e" && canBeName(words[index + 2] ?? next, name);
  if (!canBeName(next, name)) return false;
  return !["e", "y"].includes(particle.word) || /^\p{Lu}/u.test(next.written) || !/^\p{Lu}/u.test(name[0]?.written ?? "");
}

function written(name: readonly Word[]): Found<string> {
  const [first, last] = [name[0] as Word, name.at(-1) as Word];
  const isShouted = name.every(({ written }) => written === written.toUpperCase()) || name.length === 0;
  let value = "";
  name.forEach((word, index) => {
    const gap = index === 0 ? "" : word.gap === "-" ? "-" : word.gap.startsWith(".") ? `. ` : " ";
    value +=
      gap +
      (index > 0 && gap !== "-" && NAME_PARTICLES.has(word.word) && word.written.length > 0
        ? word.written.toLowerCase()
        : inCapitals(word.written, isShouted));
  });
  return { value, span: { from: first.from, to: last.to } };
}

function inCapitals(written: string, isShouted: boolean): string {
  const keepsInside = !isShouted && /^\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+$/u.test(written);
  if (keepsInside || /^(?:II|III|IV)$/.test(written)) return written;
  return written.toLowerCase().replaceAll(/(^|['’´`-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
