import { setTimeout as sleep } from "node:timers/promises";
import { createGatherer, type Database } from "../../platform/index.ts";

export interface Pacer {
  /**
   * A turn in which a message may leave over the channel, at most a moment ahead; or, when it is further away, after how
   * many ms the job shall come back. All workers share one clock, the database's, so that together they keep the limit.
   */
  reserve(channelId: string, perSecond: number): Promise<Turn | { comeBackMs: number }>;
}

/** Exactly one of the two must be called, once. */
export interface Turn {
  /**
   * Resolves when the message shall leave: the last thing before the provider is called. Whoever of the process is ready first
   * takes its next turn, and a turn that was missed is made up for by another.
   */
  reached(): Promise<void>;
  /** The message does not leave: somebody else takes the turn. */
  giveUp(): void;
}

/** A little under the limit: what leaves evenly here arrives less evenly there. */
const SAFETY = 0.965;
/** A turn that was missed by more than this is given up, or two would leave in the time of one. */
const MAX_LATE_MS = 12;
/** Turns further away than this are not waited for in the process: other channels need the worker. */
const MAX_WAIT_MS = 250;
/** Jobs come back somewhat faster than they may leave, so that no turn stays empty. */
const COME_BACK_FASTER = 0.8;
const MOST_AT_ONCE = 100;
/** A turn was at most {@link MAX_WAIT_MS} away when it was promised. */
const PROMISE_MS = 30_000;

/** Evenly spaced turns (a leaky bucket without a burst), `$2` at a time, `$3` seconds apart, the first at most `$4` seconds ahead. */
const LEASE = `
  update channel_flow set exit_at = greatest(exit_at, clock_timestamp()) + make_interval(secs => $2::float8 * $3::float8)
  where channel_id = $1 and exit_at < clock_timestamp() + make_interval(secs => $4::float8)
  returning extract(epoch from exit_at - make_interval(secs => $2::float8 * $3::float8) - clock_timestamp())::float8 * 1000 as "waitMs"`;

/** When jobs that found no turn shall come back: behind all that wait already. Of `$2` seconds together. */
const ADMIT = `
  update channel_flow set admit_at = greatest(admit_at, exit_at, clock_timestamp()) + make_interval(secs => $2::float8)
  where channel_id = $1 returning extract(epoch from admit_at - clock_timestamp())::float8 * 1000 as "waitMs"`;

interface Wish {
  channelId: string;
  /** Seconds between two turns. */
  spacing: number;
}

interface Turns {
  /** Leased and not taken yet, by `performance.now()`, the next one first. */
  times: number[];
  /** How many have reserved one and not taken it yet. */
  promised: number;
}

export function createPacer({ db }: { db: Database }): Pacer {
  const channels = new Map<string, Turns>();
  // Who wants a turn at the same moment shares the statement: at high limits one for each message would be the limit.
  const lease = createGatherer<Wish, boolean>({ keyOf: ({ channelId }) => channelId, run: leaseTurns, atMost: MOST_AT_ONCE });
  const admit = createGatherer<Wish, number>({ keyOf: ({ channelId }) => channelId, run: admitJobs, atMost: MOST_AT_ONCE });

  return {
    async reserve(channelId, perSecond) {
      const wish = { channelId, spacing: 1 / (perSecond * SAFETY) };
      const turns = channels.get(channelId) ?? { times: [], promised: 0 };
      channels.set(channelId, turns);
      turns.promised += 1;
      const isThere =
        hasTurnFor(turns) ||
        (await lease(wish).catch((error) => {
          turns.promised -= 1;
          throw error;
        }));
      if (!isThere) {
        turns.promised -= 1;
        return { comeBackMs: await admit(wish) };
      }
      return {
        async reached() {
          // Whoever has a promise keeps asking: the attempt is written down already, and only waiting undoes nothing. But not for ever:
          // a channel that was deleted meanwhile gives no turns.
          const end = performance.now() + PROMISE_MS;
          while (performance.now() < end) {
            const turn = turns.times.shift();
            if (turn === undefined) {
              if (!(await lease(wish).catch(() => false))) await sleep(MAX_WAIT_MS / 2);
              continue;
            }
            const wait = turn - performance.now();
            if (wait > 1) await sleep(wait);
            if (performance.now() - turn <= MAX_LATE_MS) break;
          }
          turns.promised -= 1;
        },
        giveUp() {
          turns.promised -= 1;
        },
      };
    },
  };

  /** Whether there is one more turn than there are others to whom one was promised. */
  function hasTurnFor(turns: Turns): boolean {
    const now = performance.now();
    while (turns.times.length > 0 && now - (turns.times[0] as number) > MAX_LATE_MS) turns.times.shift(); // nobody was ready in time
    return turns.times.length >= turns.promised;
  }

  /** Whether there is a turn for each: the first get those of the near future. */
  async function leaseTurns(wishes: Wish[]): Promise<boolean[]> {
    const [{ channelId, spacing }] = wishes as [Wish];
    const count = Math.min(wishes.length, Math.max(1, Math.floor(MAX_WAIT_MS / 1000 / spacing)));
    const ahead = Math.max(MAX_WAIT_MS / 1000, spacing * 1.2);
    const asked = performance.now();
    const [row] = await db.systemStatement<{ waitMs: number }>("channels.lease", LEASE, [channelId, count, spacing, ahead]);
    if (row === undefined) return wishes.map(() => false);
    // A turn that is due now has not been missed because the statement took its time.
    const first = Math.max(asked + row.waitMs, row.waitMs <= 0 ? performance.now() : 0);
    const turns = channels.get(channelId) as Turns;
    for (let index = 0; index < count; index += 1) turns.times.push(first + index * spacing * 1000);
    return wishes.map((_, index) => index < count);
  }

  async function admitJobs(wishes: Wish[]): Promise<number[]> {
    const [{ channelId, spacing }] = wishes as [Wish];
    const step = spacing * COME_BACK_FASTER;
    const [row] = await db.systemStatement<{ waitMs: number }>("channels.admit", ADMIT, [channelId, step * wishes.length]);
    const last = row?.waitMs ?? 1_000;
    return wishes.map((_, index) => Math.max(0, Math.round(last - (wishes.length - 1 - index) * step * 1000)));
  }
}
