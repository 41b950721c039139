import { readFileSync, writeFileSync } from "node:fs";
import type { Clock } from "./clock.ts";
import { type Database, sql } from "./db.ts";
import type { Logger } from "./log.ts";

/** The clock went back: what would have been `before` is `after`. */
export interface ClockStep {
  before: Date;
  after: Date;
}

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  /** Where the last time is kept that this machine had: it may go back while nothing runs. */
  file: string;
}

const LOOK_MS = 1_000;
const KEEP_EVERY = 10;
/** Less is the daily work of time servers, and hurts nobody. */
const TOLERANCE_MS = 60_000;
const LOCK = 7_310_042;

/**
 * Notices that the clock went back, by hours because somebody set it right, and moves what waits along: a job that was to run in a minute
 * runs in a minute, and does not hold up its key until the old time comes again. @returns what stops it
 */
export async function watchClock({ db, clock, log, file }: Parts): Promise<() => void> {
  const findStep = createStepFinder(clock, () => performance.now(), readSeen(file));
  let looks = 0;
  async function look() {
    const step = findStep();
    if (looks % KEEP_EVERY === 0 || step !== null) keepSeen(file, clock.now());
    looks += 1;
    if (step === null) return;
    const moved = await moveAlong(db, step);
    log.warn({ ...step, moved }, "the clock went back; what waits was moved along");
  }
  const tryLook = () => look().catch((error) => log.error({ err: error }, "the clock went back, and what waits could not be moved along"));
  await tryLook();
  const timer = setInterval(() => void tryLook(), LOOK_MS);
  return () => clearInterval(timer);
}

/**
 * Each call compares the clock with what it said at the last call and the time that passed since.
 * @param elapsed ms of a clock that nobody sets
 * @param seen what the clock said when the program ran last
 */
export function createStepFinder(clock: Clock, elapsed: () => number, seen: Date | null = null): () => ClockStep | null {
  let last = { said: seen ?? clock.now(), at: elapsed() };
  return () => {
    const [after, at] = [clock.now(), elapsed()];
    const before = new Date(last.said.getTime() + (at - last.at));
    last = { said: after, at };
    return before.getTime() - after.getTime() > TOLERANCE_MS ? { before, after } : null;
  };
}

/**
 * Whatever waits for a time after now was put there by the old clock: it waits as long as it was meant to. Several processes that notice
 * the same step move once. What is bound to an hour of the day is not moved. @returns how much was moved
 */
export function moveAlong(db: Database, { before, after }: ClockStep): Promise<number> {
  return db.asSystem(async (tx) => {
    await tx.run(sql`select pg_advisory_xact_lock(${LOCK})`);
    const first = await tx.maybeOne(sql`
      insert into clock_steps (before_at, after_at) select ${before}::timestamptz, ${after}::timestamptz
      where not exists (select 1 from clock_steps
        where before_at between ${before}::timestamptz - interval '5 minutes' and ${before}::timestamptz + interval '5 minutes'
          and after_at between ${after}::timestamptz - interval '5 minutes' and ${after}::timestamptz + interval '5 minutes')
      returning 1`);
    if (first === null) return 0;
    const back = sql`(${before}::timestamptz - ${after}::timestamptz)`;
    const jobs = await tx.run(sql`
      update jobs set run_at = run_at - ${back} where owner is null and run_at > ${after} and kind not like 'cron.%'`);
    const letters = await tx.run(sql`
      update feed_letters set retry_at = retry_at - ${back} where state = 'retrying' and retry_at > ${after}`);
    return jobs + letters;
  });
}

function readSeen(file: string): Date | null {
  try {
    const seen = new Date(readFileSync(file, "utf8").trim());
    return Number.isNaN(seen.getTime()) ? null : seen;
  } catch {
    return null;
  }
}

/** A folder that cannot be written costs the look at the next start, and nothing else. */
function keepSeen(file: string, now: Date) {
  try {
    writeFileSync(file, now.toISOString());
  } catch {}
}
