/**
 * How many slips of the finger lie between two words: a letter too many, missing, wrong, or two neighbours swapped. Pure.
 * @returns the distance, or `most + 1` as soon as it must be more.
 */
export function typoDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let [before, last, row] = [new Array<number>(other.length + 1), range(other.length), new Array<number>(other.length + 1)];
  for (let i = 1; i <= one.length; i += 1) {
    row[0] = i;
    let least = i;
    for (let j = 1; j <= other.length; j += 1) {
      const differs = one[i - 1] === other[j - 1] ? 0 : 1;
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + differs);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) cost = Math.min(cost, at(before, j - 2) + 1);
      row[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    [before, last, row] = [last, row, before];
  }
  return Math.min(at(last, other.length), most + 1);
}

const range = (most: number): number[] => Array.from({ length: most + 1 }, (_, index) => index);
const at = (row: readonly number[], index: number): number => row[index] ?? 0;

/** Slips that are forgiven in a word of this length. */
export const forgiven = (word: string): number => (word.length < 5 ? 0 : word.length < 9 ? 1 : 2);

/**
 * Finds the word of a vocabulary that somebody meant. Words of `known` are right as they are, though the vocabulary has a similar one.
 * The first letter has to be right, and a tie is no answer. A look-up costs what the word is long, not what the vocabulary is.
 */
export function makeCorrector(vocabulary: Iterable<string>, known: ReadonlySet<string>): (word: string) => string {
  const words = new Set([...vocabulary].filter((word) => word.length >= 4 && /^\p{L}+$/u.test(word)));
  const byShorter = new Map<string, string[]>();
  for (const word of words)
    for (const shorter of shortenings(word)) {
      const others = byShorter.get(shorter);
      if (others === undefined) byShorter.set(shorter, [word]);
      else others.push(word);
    }
  const corrected = new Map<string, string>();
  return (word) => {
    if (word.length < 4 || word.length > 24 || words.has(word) || known.has(word)) return word;
    const before = corrected.get(word);
    if (before !== undefined) return before;
    const meant = nearestOf(word, byShorter);
    if (corrected.size > 5_000) corrected.clear();
    corrected.set(word, meant);
    return meant;
  };
}

function nearestOf(word: string, byShorter: ReadonlyMap<string, readonly string[]>): string {
  let [best, least, tied] = [word, forgiven(word) + 1, false];
  for (const candidate of new Set(shortenings(word).flatMap((shorter) => byShorter.get(shorter) ?? []))) {
    if (candidate[0] !== word[0] || candidate.length < 5) continue;
    const distance = typoDistance(word, candidate, Math.min(forgiven(word), forgiven(candidate)));
    if (distance > Math.min(forgiven(word), forgiven(candidate))) continue;
    if (distance === least && candidate !== best) tied = true;
    if (distance < least) [best, least, tied] = [candidate, distance, false];
  }
  return tied ? word : best;
}

/** The word itself and all that one letter less makes of it: two words of a distance of one share at least one of these. */
function shortenings(word: string): string[] {
  return [word, ...Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))];
}
