/** What a text brought. */
export interface Arm {
  /** People who got it. */
  sent: number;
  /** Of them, who answered. */
  replied: number;
}

/**
 * How certain it is that the two shares of answers differ, from 0 to 1: the two-sided two-proportion z-test with the pooled share.
 * Source: NIST/SEMATECH e-Handbook of Statistical Methods, 7.3.3. Pure.
 */
export function certainty(a: Arm, b: Arm): number {
  const all = a.sent + b.sent;
  const pooled = (a.replied + b.replied) / all;
  if (a.sent === 0 || b.sent === 0 || pooled === 0 || pooled === 1) return 0;
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / a.sent + 1 / b.sent));
  return erf(Math.abs(a.replied / a.sent - b.replied / b.sent) / error / Math.SQRT2);
}

/** For x ≥ 0, to 1.5e-7. Source: Abramowitz and Stegun, 7.1.26. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - polynomial * Math.exp(-x * x);
}

/** Fewer people say nothing, however the numbers fall. */
const FEWEST = 30;
/** The certainty at which a text has won. */
const CERTAIN = 0.95;

/** The text that brings more answers than each other one, with certainty; null while none does. Pure. */
export function winnerOf(arms: ReadonlyMap<string, Arm>): string | null {
  const [best, ...others] = [...arms].toSorted(([, a], [, b]) => b.replied / (b.sent || 1) - a.replied / (a.sent || 1));
  if (best === undefined || others.length === 0 || [...arms.values()].some(({ sent }) => sent < FEWEST)) return null;
  return others.every(([, other]) => certainty(best[1], other) >= CERTAIN) ? best[0] : null;
}
