import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "../platform/index.ts";

export interface Pacer {
  /**
   * A turn in which a message may leave over the channel, at most a moment ahead; or, when it is further away, after how
   * many ms the job shall come back. All workers share one clock, the database's, so that together they keep the limit.
   */
  reserve(channelId: string, perSecond: number): Promise<Turn | { comeBackMs: number }>;
}

export interface Turn {
  /** Resolves when the message shall leave: the last thing before the provider is called. A missed turn is made up for. */
  reached(): Promise<void>;
}

/** A little under the limit: what leaves evenly here arrives less evenly there. */
const SAFETY = 0.97;
/** A turn that was missed by more than this is given up, or two would leave in the time of one. */
const MAX_LATE_MS = 12;
/** Turns further away than this are not waited for in the process: other channels need the worker. */
const MAX_WAIT_MS = 250;
/** Jobs come back somewhat faster than they may leave, so that no turn stays empty. */
const COME_BACK_FASTER = 0.8;
/** Turns that one statement takes: at high limits a statement a message would be the limit. */
const STATEMENTS_A_SECOND = 100;

/** Evenly spaced turns (a leaky bucket without a burst), `$2` at a time, `$3` seconds apart, at most `$4` seconds ahead. */
const LEASE = `
  update channel_flow set exit_at = greatest(exit_at, clock_timestamp()) + make_interval(secs => $2::float8 * $3::float8)
  where channel_id = $1 and exit_at < clock_timestamp() + make_interval(secs => $4::float8)
  returning extract(epoch from exit_at - make_interval(secs => $2::float8 * $3::float8) - clock_timestamp())::float8 * 1000 as "waitMs"`;

/** When a job that found no turn shall come back: behind all that wait already. */
const ADMIT = `
  update channel_flow set admit_at = greatest(admit_at, exit_at, clock_timestamp()) + make_interval(secs => $2::float8)
  where channel_id = $1 returning extract(epoch from admit_at - clock_timestamp())::float8 * 1000 as "waitMs"`;

interface Turns {
  /** By `performance.now()`. */
  times: number[];
  leasing: Promise<boolean> | null;
}

export function createPacer({ db }: { db: Database }): Pacer {
  const channels = new Map<string, Turns>();

  return {
    async reserve(channelId, perSecond) {
      const spacing = 1 / (perSecond * SAFETY);
      const first = await next(channelId, spacing);
      if (first === null) return { comeBackMs: await admit(channelId, spacing) };
      return {
        async reached() {
          for (let turn: number | null = first; ; turn = await next(channelId, spacing)) {
            if (turn === null) {
              await sleep(MAX_WAIT_MS / 2);
              continue;
            }
            const wait = turn - performance.now();
            if (wait > 1) await sleep(wait);
            if (performance.now() - turn <= MAX_LATE_MS) return;
          }
        },
      };
    },
  };

  /** Null when all turns of the near future are taken. */
  async function next(channelId: string, spacing: number): Promise<number | null> {
    const turns = channels.get(channelId) ?? { times: [], leasing: null };
    channels.set(channelId, turns);
    for (;;) {
      const turn = turns.times.shift();
      if (turn !== undefined) {
        if (performance.now() - turn > MAX_LATE_MS) continue; // nobody wanted it in time
        return turn;
      }
      turns.leasing ??= lease(turns, channelId, spacing).finally(() => {
        turns.leasing = null;
      });
      // Somebody else of this process may have taken what was leased: then it is leased again.
      if (!(await turns.leasing) && turns.times.length === 0) return null;
    }
  }

  async function lease(turns: Turns, channelId: string, spacing: number): Promise<boolean> {
    const count = Math.max(1, Math.round(1 / spacing / STATEMENTS_A_SECOND));
    const ahead = Math.max(MAX_WAIT_MS / 1000, spacing * 1.2);
    const asked = performance.now();
    const [row] = await db.systemStatement<{ waitMs: number }>("channels.lease", LEASE, [channelId, count, spacing, ahead]);
    if (row === undefined) return false;
    // A turn that is due now has not been missed because the statement took its time.
    const first = Math.max(asked + row.waitMs, row.waitMs <= 0 ? performance.now() : 0);
    for (let index = 0; index < count; index += 1) turns.times.push(first + index * spacing * 1000);
    return true;
  }

  async function admit(channelId: string, spacing: number): Promise<number> {
    const [row] = await db.systemStatement<{ waitMs: number }>("channels.admit", ADMIT, [channelId, spacing * COME_BACK_FASTER]);
    return Math.max(0, Math.round(row?.waitMs ?? 1_000));
  }
}
