/** What came of one of several ways. */
export interface Arm {
  /** Whoever it was tried with. */
  tried: number;
  /** Of them, with whom it came to what is counted. */
  succeeded: number;
}

/**
 * How certain it is that the two shares differ, from 0 to 1: the two-sided two-proportion z-test with the pooled share.
 * Source: NIST/SEMATECH e-Handbook of Statistical Methods, 7.3.3. Pure.
 */
export function certainty(a: Arm, b: Arm): number {
  const pooled = pooledOf(a, b);
  if (a.tried === 0 || b.tried === 0 || pooled === 0 || pooled === 1) return 0;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.tried + 1 / b.tried));
  return erf(Math.abs(a.succeeded / a.tried - b.succeeded / b.tried) / error / Math.SQRT2);
}

const pooledOf = (a: Arm, b: Arm) => (a.succeeded + b.succeeded) / (a.tried + b.tried || 1);

/** For x ≥ 0, to 1.5e-7. Source: Abramowitz and Stegun, 7.1.26. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - polynomial * Math.exp(-x * x);
}

/** Fewer people say nothing, however the numbers fall. */
const FEWEST = 30;
/** Of what is rare, or nearly always so, as many have to be expected on either side: below it the test is not to be trusted. */
const FEWEST_EXPECTED = 5;
/** The certainty at which one has won. */
const CERTAIN = 0.95;

/** The way that brings more than each other one, with certainty; null while none does. Pure. */
export function winnerOf(arms: ReadonlyMap<string, Arm>): string | null {
  const [best, ...others] = [...arms].toSorted(([, a], [, b]) => b.succeeded / (b.tried || 1) - a.succeeded / (a.tried || 1));
  if (best === undefined || others.length === 0 || [...arms.values()].some(({ tried }) => tried < FEWEST)) return null;
  return others.every(([, other]) => certainty(best[1], other) >= CERTAIN) ? best[0] : null;
}

/** What may be said of two shares. `too_few`: so many more are needed of each arm that has fewer than `needed`. */
type Verdict = { state: "too_few"; needed: number } | { state: "not_sure" } | { state: "sure" };

/** Pure. */
export function verdictOf(a: Arm, b: Arm): Verdict {
  const pooled = pooledOf(a, b);
  const rare = Math.min(pooled, 1 - pooled);
  const needed = Math.max(FEWEST, rare === 0 ? 0 : Math.ceil(FEWEST_EXPECTED / rare));
  if (a.tried < needed || b.tried < needed) return { state: "too_few", needed };
  return { state: certainty(a, b) >= CERTAIN ? "sure" : "not_sure" };
}
