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

export function createJumpingClock(): JumpingClock {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    ahead: () => offset,
    jump(ms) {
      offset += ms;
    },
  };
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
