import { numberAt } from "../../../../language/numbers.ts";
import { readWords, type Word } from "../../../../language/words.ts";
import { MOST_QUANTITY } from "../stock/amounts.ts";

/** A part as somebody asks for it. */
export interface PartAsked {
  /** Thousandths of whatever it is counted in. */
  quantity: number;
  isUrgent: boolean;
  /** What is left when amount, urgency and politeness are taken away: "rolamento 608ZZ". */
  what: string;
  /** An amount with an × stands first: it can be nothing else. */
  isCounted: boolean;
  /** It begins as a wish does: "preciso de", "falta". */
  isLed: boolean;
}

const LEADS = new Set([
  "pedir",
  "peco",
  "pedido",
  "preciso",
  "precisamos",
  "solicito",
  "quero",
  "falta",
  "faltam",
  "faltou",
  "need",
  "request",
  "necesito",
  "pido",
]);
const PARTS = new Set(["peca", "pecas", "part", "parts", "pieza", "piezas", "repuesto", "repuestos"]);
const SMALL = new Set([
  "de",
  "da",
  "do",
  "das",
  "dos",
  "a",
  "o",
  "as",
  "os",
  "um",
  "uma",
  "por",
  "favor",
  "of",
  "the",
  "please",
  "el",
  "la",
  "los",
  "las",
  "me",
  "mais",
]);
const URGENT = new Set(["urgente", "urgentes", "urgencia", "urgent", "urgently", "ja", "asap"]);
const COUNTED = new Set([
  "x",
  "un",
  "und",
  "unid",
  "unidade",
  "unidades",
  "pc",
  "pcs",
  "unit",
  "units",
  "m",
  "metro",
  "metros",
  "kg",
  "l",
  "litro",
  "litros",
]);

/** Amount, urgency and name of a part: "5x rolamento 608ZZ urgente", "preciso de dois metros de mangueira". Null: there is no name in it. Pure. */
export function readPartRequest(text: string): PartAsked | null {
  const apart = text.replaceAll("×", "x").replaceAll(/(^|\s)(\d+(?:[.,]\d+)?)x(?=\s|$)/giu, "$1$2 x ");
  const words = readWords(apart);
  const isUrgent = words.some(({ word }) => URGENT.has(word));
  let from = 0;
  while (from < words.length && isLead(words[from])) from += 1;
  const amount = numberAt(words, from);
  let next = amount?.next ?? from;
  const isCounted = amount !== null && words[next]?.word === "x";
  if (amount !== null && COUNTED.has(words[next]?.word ?? "")) next += 1;
  while (next < words.length && isLead(words[next])) next += 1;
  const named = words.slice(next).filter(({ word }) => !URGENT.has(word));
  const [first, last] = [named[0], named.at(-1)];
  if (first === undefined || last === undefined) return null;
  const what = apart.slice(first.from, last.to).trim().slice(0, 200);
  const quantity = Math.round((amount?.value ?? 1) * 1_000);
  if (quantity < 1 || quantity > MOST_QUANTITY) return null;
  return { quantity, isUrgent, what, isCounted, isLed: LEADS.has(words[0]?.word ?? "") };
}

const isLead = (word: Word | undefined): boolean =>
  word !== undefined &&
  (LEADS.has(word.word) ||
    PARTS.has(word.word) ||
    URGENT.has(word.word) ||
    (SMALL.has(word.word) && word.word !== "um" && word.word !== "uma"));

/** Nothing but that a part is wanted: "pedir peça". Pure. */
export const asksForPart = (text: string): boolean => {
  const words = readWords(text);
  return words.length > 0 && words.length <= 4 && words.some(({ word }) => PARTS.has(word)) && words.every(isLead);
};
