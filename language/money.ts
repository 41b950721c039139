import { AROUND_AMOUNT, HUNDREDTHS, WHOLE } from "./data/money.ts";
import { AND, HALF, SCALES } from "./data/numbers.ts";
import { type NumberAt, numberAt } from "./numbers.ts";
import type { Found } from "./types.ts";
import { readWords, spanOf, type Word } from "./words.ts";

/**
 * An amount of money in cents: "R$ 1.234,56", "2 mil", "dez euros e cinquenta", "35 e 90". A number without a currency counts when hardly
 * anything else is said. Null for none, for a span between two amounts, and for numbers of something else ("2 filhos", "30%").
 */
export function readMoney(text: string): Found<number> | null {
  const words = readWords(text);
  const amounts = amountsIn(words);
  const named = amounts.filter(({ isNamed }) => isNamed);
  if (named.length > 1 && CORRECTS.test(text)) return found(words, named.at(-1));
  if (named.length > 1) return isSpan(words, named) ? null : found(words, named[0]);
  if (named.length === 1) return isSpan(words, amounts) ? null : found(words, named[0]);
  const bare = amounts.filter((amount) => isBareAmount(words, amount));
  return bare.length === 1 && amounts.length === 1 ? found(words, bare[0]) : null;
}

const CORRECTS = /\b(?:alias|aliás|quer dizer|digo|na verdade|corrigindo|errei|ou melhor|desculpa)\b/iu;

interface Amount {
  cents: number;
  from: number;
  next: number;
  isNamed: boolean;
}

const found = (words: readonly Word[], amount: Amount | undefined): Found<number> | null =>
  amount === undefined || !Number.isSafeInteger(amount.cents)
    ? null
    : { value: amount.cents, span: spanOf(words.slice(amount.from, amount.next)) };

function amountsIn(words: readonly Word[]): Amount[] {
  const amounts: Amount[] = [];
  for (let index = 0; index < words.length; ) {
    const amount = amountAt(words, index);
    if (amount !== null) amounts.push(amount);
    index = amount?.next ?? index + 1;
  }
  return amounts;
}

function amountAt(words: readonly Word[], index: number): Amount | null {
  const half = halfThousand(words, index);
  const number = half ?? numberAt(words, index) ?? glued(words, index);
  if (number === null || isPartOfSomething(words, index, number.next)) return null;
  const next = words[number.next]?.word ?? "";
  const isBefore = /(?:r\$|us\$|€|\$|£)\s*$/i.test(words[index]?.gap ?? "") || isCurrencyBefore(words, index);
  if (HUNDREDTHS.has(next)) return { cents: Math.round(number.value), from: index, next: number.next + 1, isNamed: true };
  const isBehind = WHOLE.has(next) || /^\s*(?:€|\$|r\$)/i.test(words[number.next]?.gap ?? "");
  const behind = WHOLE.has(next) ? number.next + 1 : number.next + (next === "de" && WHOLE.has(words[number.next + 1]?.word ?? "") ? 2 : 0);
  const isNamed = isBefore || isBehind || behind > number.next;
  const small = centsBehind(words, behind, number.value, isNamed);
  const cents = Math.round(number.value * 100) + (small?.value ?? 0);
  return { cents, from: isCurrencyBefore(words, index) ? index - 1 : index, next: small?.next ?? behind, isNamed };
}

const isCurrencyBefore = (words: readonly Word[], index: number): boolean =>
  ["r", "rs", "eur", "brl", "usd"].includes(words[index - 1]?.word ?? "");

/** "meio milhão", "meia nota": the number words know the first; "e meio" stands in numbers.ts. */
function halfThousand(words: readonly Word[], index: number): NumberAt | null {
  const scale = SCALES[words[index + 1]?.word ?? ""];
  return HALF.has(words[index]?.word ?? "") && scale !== undefined ? { value: scale / 2, next: index + 2 } : null;
}

/** "50reais", "20eur". */
function glued(words: readonly Word[], index: number): NumberAt | null {
  const match = /^(?:rs|r)?(\d+)(reais|real|euros?|eur|conto|pila|rs)?$/.exec(words[index]?.word ?? "");
  return match && { value: Number(match[1]), next: index + 1 };
}

/** A time, a date, a telephone number, a percentage or a piece of a longer number. */
function isPartOfSomething(words: readonly Word[], from: number, next: number): boolean {
  const [before, behind] = [words[from]?.gap ?? "", words[next]?.gap ?? ""];
  const isJoined = /[/:\-–]$/.test(before) && /\d$/.test(words[from - 1]?.word ?? "");
  return (
    isJoined ||
    (/^[/:\-–]$/.test(behind) && /^\d/.test(words[next]?.word ?? "")) ||
    /^\s*%/.test(behind) ||
    (/^(?:por|percent)$/.test(words[next]?.word ?? "") && /^cento|^$/.test(words[next + 1]?.word ?? ""))
  );
}

/** "e cinquenta", "e 90 centavos", behind whole money; "35 e 90" without any name. */
function centsBehind(words: readonly Word[], at: number, whole: number, isNamed: boolean): NumberAt | null {
  if (!AND.has(words[at]?.word ?? "") && !(words[at - 1] !== undefined && WHOLE.has(words[at - 1]?.word ?? ""))) return null;
  const start = AND.has(words[at]?.word ?? "") ? at + 1 : at;
  if (isNamed && HALF.has(words[start]?.word ?? "") && start > at) return { value: 50, next: start + 1 };
  const number = numberAt(words, start);
  if (number === null || !Number.isInteger(number.value) || number.value > 99 || !Number.isInteger(whole)) return null;
  const hasName = HUNDREDTHS.has(words[number.next]?.word ?? "");
  if (!hasName && (start === at || WHOLE.has(words[number.next]?.word ?? "") || number.value < 5)) return null;
  return { value: number.value, next: hasName ? number.next + 1 : number.next };
}

/** "de 100 a 200", "entre 100 e 200", "100 ou 200 reais". */
function isSpan(words: readonly Word[], [first, second]: readonly Amount[]): boolean {
  if (first === undefined || second === undefined) return false;
  const between = words.slice(first.next, second.from).map(({ word }) => word);
  const isJoined = between.length <= 2 && between.some((word) => ["a", "ou", "ate", "or", "to", "o"].includes(word));
  return isJoined || (words[first.from - 1]?.word === "entre" && between[0] === "e") || /^\s*[-–]\s*$/.test(words[second.from]?.gap ?? "");
}

function isBareAmount(words: readonly Word[], { from, next }: Amount): boolean {
  if (words[from - 1]?.word === "entre") return false;
  return (
    words.every(({ word }, index) => (index >= from && index < next) || AROUND_AMOUNT.has(word) || AND.has(word)) &&
    !["por"].includes(words[next]?.word ?? "")
  );
}
