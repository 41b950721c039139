import { forgiven, typoDistance } from "../../../../language/distance.ts";
import { sql, type Tx } from "../../platform/index.ts";

/** So many words that somebody may have meant. */
const MOST = 3;

/**
 * What mistyped words may mean: for each stem that no document has, the closest ones that some has. Those with the same beginning, and
 * those with the same end, because a slip is at one place.
 */
export async function correctWords(tx: Tx, stems: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const known = new Set(
    (await tx.many(sql<{ word: string }>`select word from knowledge_words where word = any(${[...stems]}::text[])`)).map(
      ({ word }) => word,
    ),
  );
  const corrected = new Map<string, string[]>();
  for (const stem of stems) {
    const most = forgiven(stem);
    if (known.has(stem) || most === 0 || /^\d/.test(stem)) continue;
    const near = await tx.many(sql<{ word: string }>`
      select word from knowledge_words where length(word) between ${stem.length - most} and ${stem.length + most}
        and (left(word, 2) = ${stem.slice(0, 2)} or right(word, 3) = ${stem.slice(-3)}) limit 2000`);
    const close = near
      .map(({ word }) => ({ word, distance: typoDistance(stem, word, most) }))
      .filter(({ distance }) => distance <= most)
      .toSorted((a, b) => a.distance - b.distance || (a.word < b.word ? -1 : 1));
    const closest = close[0]?.distance;
    const words = close.filter(({ distance }) => distance === closest).slice(0, MOST);
    if (words.length > 0)
      corrected.set(
        stem,
        words.map(({ word }) => word),
      );
  }
  return corrected;
}
