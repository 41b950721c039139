import { cutWords, stem } from "../../../../rules/search-words.ts";
import type { SearchQuery } from "./read-query.ts";
import type { MarkedText } from "./search-source.ts";

/** About two lines of a list. */
const SNIPPET = 160;
/** What is read before the first mark. */
const BEFORE = 40;

/** Which words of a text were asked for: the index compares the same stems, so that what it finds is what is marked. Pure. */
export function markWords(text: string, { words, beginnings, joined }: SearchQuery): MarkedText["marks"] {
  const wanted = new Set(words);
  const isMeant = (word: string) => {
    const stemmed = stem(word);
    return wanted.has(stemmed) || beginnings.some((one) => stemmed.startsWith(one)) || (joined !== null && word.startsWith(joined));
  };
  return cutWords(text)
    .filter(({ word }) => isMeant(word))
    .map(({ from, to }) => ({ from, to }));
}

/** The part of a text around the first word that was asked for, on one line; an ellipsis stands where something was left out. Pure. */
export function snippetOf(text: string, query: SearchQuery): MarkedText {
  // As long as it was, so that places stay the same.
  const line = text.replaceAll(/\s/g, " ");
  const all = markWords(line, query);
  const first = all[0]?.from ?? 0;
  const from = first <= BEFORE ? 0 : beginOfWord(line, first - BEFORE, first);
  const to = line.length - from <= SNIPPET ? line.length : endOfWord(line, from + SNIPPET, from);
  const lead = from === 0 ? "" : "…";
  const shift = lead.length - from;
  return {
    text: `${lead}${line.slice(from, to)}${to === line.length ? "" : "…"}`,
    marks: all.filter((mark) => mark.from >= from && mark.to <= to).map((mark) => ({ from: mark.from + shift, to: mark.to + shift })),
  };
}

function beginOfWord(line: string, wish: number, latest: number): number {
  const space = line.indexOf(" ", wish);
  return whole(line, space === -1 || space >= latest ? wish : space + 1);
}

function endOfWord(line: string, wish: number, earliest: number): number {
  const space = line.lastIndexOf(" ", wish);
  return whole(line, space <= earliest ? wish : space);
}

/** No picture is cut into halves. */
const whole = (line: string, place: number): number => (/[\udc00-\udfff]/.test(line.charAt(place)) ? place - 1 : place);
