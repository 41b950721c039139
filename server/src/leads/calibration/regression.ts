/** One that is learned from: its shares, each 0 to 1, and what it was. */
export interface Sample {
  shares: readonly number[];
  wasHot: boolean;
}

const ROUNDS = 2_000;
const STEP = 0.5;
/** Keeps a share that separates a few samples perfectly from growing without end. */
const RIDGE = 0.01;

/**
 * Logistic regression by gradient descent, from nought and with a fixed number of rounds: the same samples always give the same answer. Pure.
 * @returns how much each share speaks for hot, in log-odds
 */
export function regress(samples: readonly Sample[]): number[] {
  const width = samples[0]?.shares.length ?? 0;
  const weights = new Array<number>(width).fill(0);
  let bias = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = new Array<number>(width).fill(0);
    let biasSlope = 0;
    for (const { shares, wasHot } of samples) {
      const sum = shares.reduce((total, share, index) => total + share * (weights[index] ?? 0), bias);
      const error = 1 / (1 + Math.exp(-sum)) - (wasHot ? 1 : 0);
      biasSlope += error;
      for (const [index, share] of shares.entries()) slope[index] = (slope[index] ?? 0) + error * share;
    }
    bias -= (STEP * biasSlope) / samples.length;
    for (const [index, weight] of weights.entries())
      weights[index] = weight - STEP * ((slope[index] ?? 0) / samples.length + RIDGE * weight);
  }
  return weights;
}
