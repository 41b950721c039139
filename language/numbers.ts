import { AND, HALF, HEAPS, HUNDREDS, ONES, SCALES, TEENS, TENS } from "./data/numbers.ts";
import type { Found } from "./types.ts";
import { readWords, spanOf, type Word } from "./words.ts";

/** A number that begins at a word: its value, and the word behind it. */
export interface NumberAt {
  value: number;
  next: number;
}

/** The first number of a text, in figures or in words: "2,5", "1.200", "vinte e três", "meia dúzia", "dois e meio", "-3". */
export function readNumber(text: string): Found<number> | null {
  const words = readWords(text);
  for (let index = 0; index < words.length; index += 1) {
    const found = numberAt(words, index);
    if (found === null) continue;
    const isBelow = /(?:^|\s)-$/.test(words[index]?.gap ?? "") || ["menos", "minus"].includes(words[index - 1]?.word ?? "");
    return { value: isBelow ? -found.value : found.value, span: spanOf(words.slice(index, found.next)) };
  }
  return null;
}

/** The number that begins at this word, in figures or in words; null when none does. */
export function numberAt(words: readonly Word[], index: number): NumberAt | null {
  return scaled(words, figuresAt(words, index) ?? smallAt(words, index) ?? heapAt(words, index) ?? bareScaleAt(words, index));
}

/** "1.234,56", "1,234.56", "10.5": a sign before three figures parts thousands, the last one before one or two figures the decimals. */
function figuresAt(words: readonly Word[], index: number): NumberAt | null {
  let written = /^\d+$/.exec(words[index]?.word ?? "")?.[0];
  if (written === undefined) {
    const short = /^(\d+)(k|mil|mi)$/.exec(words[index]?.word ?? "");
    return short && { value: Number(short[1]) * (SCALES[short[2] as string] ?? 1), next: index + 1 };
  }
  let next = index + 1;
  while (/^[.,]$/.test(words[next]?.gap ?? "") && /^\d+(?:k|mil)?$/.test(words[next]?.word ?? "")) {
    written += (words[next]?.gap ?? "") + (words[next]?.word ?? "");
    next += 1;
  }
  const scale = written.endsWith("k") || written.endsWith("mil") ? 1_000 : 1;
  return { value: valueOfFigures(written.replace(/\D+$/, "")) * scale, next };
}

/** The value of figures with dots and commas, whichever of them parts the decimals. */
function valueOfFigures(written: string): number {
  const signs = [...written.matchAll(/[.,]/g)].map((match) => match[0]);
  const last = signs.at(-1);
  if (last === undefined) return Number(written);
  const [whole, decimals] = [written.slice(0, written.lastIndexOf(last)), written.slice(written.lastIndexOf(last) + 1)];
  const partsThousands = signs.every((sign) => sign === last) && /^\d{1,3}(?:[.,]\d{3})+$/.test(written);
  if (partsThousands || decimals.length > 3) return Number(written.replaceAll(/[.,]/g, ""));
  return Number(`${whole.replaceAll(/[.,]/g, "")}.${decimals}`);
}

/** "cento e vinte e três": below a thousand, in words. */
function smallAt(words: readonly Word[], index: number): NumberAt | null {
  const first = words[index]?.word ?? "";
  const [value, below] =
    HUNDREDS[first] !== undefined ? [HUNDREDS[first], 100] : TENS[first] !== undefined ? [TENS[first], 10] : oneOf(first);
  if (value === undefined) return null;
  const next = continued(words, index + 1, below);
  return next === null ? { value, next: index + 1 } : { value: value + next.value, next: next.next };
}

function oneOf(word: string): [number | undefined, number] {
  return [TEENS[word] ?? ONES[word], 0];
}

/** What follows a hundred or a ten: "e vinte", "vinte" (people forget the "e" when they speak), less than `below`. */
function continued(words: readonly Word[], index: number, below: number): NumberAt | null {
  if (below === 0) return null;
  const at = AND.has(words[index]?.word ?? "") ? index + 1 : index;
  if (/[,;.]/.test(words[at]?.gap ?? "")) return null;
  const found = smallAt(words, at);
  const isDigit = found !== null && at === index && below === 10;
  return found === null || found.value >= below || found.value === 0 || isDigit ? null : found;
}

/** "meia dúzia", "duas dúzias", "um par". */
function heapAt(words: readonly Word[], index: number): NumberAt | null {
  const [first, second] = [words[index]?.word ?? "", words[index + 1]?.word ?? ""];
  const heap = HEAPS[second];
  if (HALF.has(first) && heap !== undefined) return { value: heap / 2, next: index + 2 };
  if (HALF.has(first) && SCALES[second] !== undefined) return { value: SCALES[second] / 2, next: index + 2 };
  return null;
}

/** "mil e duzentos": a thousand needs no "um". */
function bareScaleAt(words: readonly Word[], index: number): NumberAt | null {
  return words[index]?.word === "mil" ? { value: 1, next: index } : null;
}

/** What makes a number more: "mil", "dúzias", "e meio", and a smaller number behind a thousand. */
function scaled(words: readonly Word[], start: NumberAt | null): NumberAt | null {
  if (start === null) return null;
  let { value, next } = start;
  const heap = HEAPS[words[next]?.word ?? ""];
  if (heap !== undefined && value < 100) return { value: value * heap, next: next + 1 };
  const scale = SCALES[words[next]?.word ?? ""];
  if (scale === undefined) return halfBehind(words, { value, next }, 1);
  [value, next] = [value * scale, next + 1];
  const half = halfBehind(words, { value, next }, scale);
  if (half.next > next) return half;
  const at = AND.has(words[next]?.word ?? "") ? next + 1 : next;
  const rest = /[,;.]/.test(words[at]?.gap ?? "") ? null : (figuresAt(words, at) ?? smallAt(words, at));
  if (rest === null || rest.value >= scale || rest.value === 0) return { value, next };
  const more = scaled(words, rest);
  return more === null || more.value >= scale
    ? { value: value + rest.value, next: rest.next }
    : { value: value + more.value, next: more.next };
}

function halfBehind(words: readonly Word[], { value, next }: NumberAt, unit: number): NumberAt {
  const isHalf = AND.has(words[next]?.word ?? "") && HALF.has(words[next + 1]?.word ?? "");
  return isHalf ? { value: value + unit / 2, next: next + 2 } : { value, next };
}
