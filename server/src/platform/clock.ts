import { readFileSync, writeFileSync } from "node:fs";

/** The only source of "now" for anything that is stored or compared; tests move it by hand. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** Runs as the system's does, and can be sent ahead; for trying things out, never where work is real. */
export interface JumpingClock extends Clock {
  /** How far ahead it is, in ms. */
  ahead(): number;
  jump(ms: number): void;
}

/**
 * @param file where it is kept how far ahead the clock is: what was put off to a time of it must not wait for days after a restart.
 */
export function createJumpingClock(file: string): JumpingClock {
  let offset = readOffset(file);
  return {
    now: () => new Date(Date.now() + offset),
    ahead: () => offset,
    jump(ms) {
      offset += ms;
      writeFileSync(file, JSON.stringify({ aheadMs: offset }));
    },
  };
}

/** Zero where nothing was kept, or nothing that can be read. */
function readOffset(file: string): number {
  try {
    const { aheadMs } = JSON.parse(readFileSync(file, "utf8")) as { aheadMs: unknown };
    return typeof aheadMs === "number" && Number.isSafeInteger(aheadMs) && aheadMs > 0 ? aheadMs : 0;
  } catch {
    return 0;
  }
}

/** A clock that stands still until it is moved. */
export function createTestClock(start: Date): Clock & { advance(ms: number): void } {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    advance(ms) {
      current += ms;
    },
  };
}
