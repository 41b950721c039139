import { AND, HEAPS, HUNDREDS, ONES, SPOKEN_SIGNS, TEENS, TENS, TIMES_OVER } from "./data/numbers.ts";
import { numberAt } from "./numbers.ts";
import type { Found, Locale } from "./types.ts";
import { readWords, type Word } from "./words.ts";

/**
 * Reads a number that was written, else one that was said: "onze nove meia sete, quatro, vinte e três". "meia" is 6 where Portuguese is
 * spoken as in Brazil.
 * @param read a reader of digits; its span is carried back to the words that were said.
 */
export function writtenOrSpoken(text: string, locale: Locale, read: (text: string) => Found<string> | null): Found<string> | null {
  const written = read(text);
  if (written !== null) return written;
  const said = inDigits(text, locale);
  const found = said && read(said.text);
  if (!found || !said) return null;
  return { value: found.value, span: { from: said.origins[found.span.from] ?? 0, to: said.ends[found.span.to - 1] ?? text.length } };
}

interface InDigits {
  text: string;
  /** Of each character of `text`: where the word that made it begins and ends. */
  origins: number[];
  ends: number[];
}

/** The text with number words as digits; null when it has none. Digits that are said one by one stand together. */
function inDigits(text: string, locale: Locale): InDigits | null {
  const words = readWords(text);
  const made: InDigits = { text: "", origins: [], ends: [] };
  const write = (piece: string, { from, to }: { from: number; to: number }) => {
    made.text += piece;
    for (const _ of piece) {
      made.origins.push(from);
      made.ends.push(to);
    }
  };
  let [count, over] = [0, 1];
  for (let index = 0; index < words.length; ) {
    const word = words[index] as Word;
    const said = digitsAt(words, index, locale);
    if (said === null && TIMES_OVER[word.word] !== undefined && digitsAt(words, index + 1, locale) !== null) {
      over = TIMES_OVER[word.word] ?? 1;
      index += 1;
      continue;
    }
    if (said !== null) {
      if (!/^\d/.test(word.word)) count += 1;
      const end = words[said.next - 1]?.to ?? word.to;
      write(`${/[.\-/+(]/.test(word.gap) ? word.gap.trim().slice(-1) : " "}${said.digits.repeat(over)}`, { from: word.from, to: end });
    } else if (!AND.has(word.word)) write(SPOKEN_SIGNS[word.word] ?? ` ${word.written} `, word);
    over = 1;
    index = said?.next ?? index + 1;
  }
  if (count === 0) return null;
  return tightened(made);
}

function digitsAt(words: readonly Word[], index: number, locale: Locale): { digits: string; next: number } | null {
  const word = words[index]?.word ?? "";
  if (/^\d/.test(word)) return { digits: word, next: index + 1 };
  if (word === "meia" && locale !== "pt-PT" && HEAPS[words[index + 1]?.word ?? ""] === undefined) return { digits: "6", next: index + 1 };
  if (ONES[word] !== undefined) return { digits: String(ONES[word]), next: index + 1 };
  if (TEENS[word] === undefined && TENS[word] === undefined && HUNDREDS[word] === undefined) return null;
  const found = numberAt(words, index);
  return found && { digits: String(found.value), next: found.next };
}

/** Digits with one space between are one number to every reader here; more than one sign between them would part them. */
function tightened({ text, origins, ends }: InDigits): InDigits {
  const kept = [...text].flatMap((character, index) =>
    character === " " && /[\d ]/.test(text[index + 1] ?? " ") && /[\d -]/.test(text[index - 1] ?? " ") ? [] : [{ character, index }],
  );
  return {
    text: kept.map(({ character }) => character).join(""),
    origins: kept.map(({ index }) => origins[index] ?? 0),
    ends: kept.map(({ index }) => ends[index] ?? 0),
  };
}
