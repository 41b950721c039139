import { CronExpressionParser } from "cron-parser";
import type { Clock } from "./clock.ts";
import { type Database, sql } from "./db.ts";
import { defineJob, type JobOffer, job } from "./jobs.ts";
import type { Logger } from "./log.ts";

const DAILY = "17 3 * * *";
const EVENT_DAYS = 35;

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  /** What each room does with its own rows each night, or begins. */
  nightly: ((now: Date) => Promise<void>)[];
}

/** Not of any workspace: it is put into the queue below. */
const dailyJob = defineJob<Record<string, never>>("cron.daily");

/** Nightly housekeeping across workspaces: the events of here, and whatever the rooms offer. */
export function maintenance({ db, clock, log, nightly }: Parts): JobOffer {
  return job(dailyJob, {
    async run() {
      await db.asSystem((tx) => tx.run(sql`select arrange_events(${EVENT_DAYS})`));
      // What fails is tried again, and holds up nothing else of the night.
      const failures: unknown[] = [];
      for (const begin of nightly) await begin(clock.now()).catch((error: unknown) => failures.push(error));
      if (failures.length > 0) throw new AggregateError(failures, `${failures.length} part(s) of the nightly housekeeping failed`);
      log.info("the nightly housekeeping is done");
      await scheduleDaily(db, clock.now(), true);
    },
  });
}

const STATISTICS_MS = 1_000;

/**
 * Keeps the planner informed while tables are young (the migration tells why). @returns what stops it.
 */
export function watchYoungTables(db: Database, log: Logger): () => void {
  const timer = setInterval(() => {
    db.systemStatement("platform.analyse_young_tables", "select analyse_young_tables()", []).catch((error) =>
      log.warn({ err: error }, "young tables could not be analysed"),
    );
  }, STATISTICS_MS);
  return () => clearInterval(timer);
}

/** Puts the next night into the queue; of many processes one succeeds. */
export async function scheduleDaily(db: Database, now: Date, replace = false): Promise<void> {
  const runAt = CronExpressionParser.parse(DAILY, { currentDate: now, tz: "UTC" }).next().toDate();
  await db.asSystem(async (tx) => {
    if (replace) await tx.run(sql`delete from jobs where kind = ${dailyJob.kind}`);
    await tx.run(sql`insert into jobs (kind, payload, run_at) values (${dailyJob.kind}, '{}', ${runAt}) on conflict do nothing`);
  });
}
