import type { Block } from "./document.ts";

/** The way of a split that a contact goes: the same at every visit, and over many contacts by the weights. Pure. */
export function wayOf({ id, ways }: Extract<Block, { type: "split" }>, who: string): string {
  const total = ways.reduce((sum, { weight }) => sum + weight, 0);
  let rest = fractionOf(`${id}:${who}`) * total;
  for (const { id: way, weight } of ways) {
    rest -= weight;
    if (rest < 0) return way;
  }
  return ways.at(-1)?.id ?? "";
}

/** From 0 until before 1, evenly (FNV-1a, then mixed so that texts that differ by one letter lie far apart). */
function fractionOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}
