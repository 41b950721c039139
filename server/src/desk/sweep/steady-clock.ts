import type { Clock } from "../../platform/index.ts";

/** Less is the daily work of time servers. */
const TOLERANCE_MS = 60_000;

/**
 * Each call says whether the clock ran as evenly as the time that passed, and did for a while: behind a jump every device seems silent for hours,
 * and has not had the time to give a sign.
 * @param elapsed ms of a clock that nobody sets
 * @param settleMs how long devices have
 */
export function createSteadiness(clock: Clock, elapsed: () => number, settleMs: number): () => boolean {
  let last = { said: clock.now().getTime(), at: elapsed() };
  let settledAt = 0;
  return () => {
    const [said, at] = [clock.now().getTime(), elapsed()];
    if (Math.abs(said - last.said - (at - last.at)) > TOLERANCE_MS) settledAt = at + settleMs;
    last = { said, at };
    return at >= settledAt;
  };
}
