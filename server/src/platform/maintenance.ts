import { CronExpressionParser } from "cron-parser";
import type { Clock } from "./clock.ts";
import { type Database, sql } from "./db.ts";
import { defineJob, type JobOffer, job } from "./jobs.ts";
import type { Logger } from "./log.ts";

const DAILY = "17 3 * * *";
const RAW_EVENT_MONTHS = 3;
const EVENT_DAYS = 35;
const PARKED_DAYS = 30;
/** A month and some days: quotas count by month. */
const TRAFFIC_DAYS = 40;

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  /** What other rooms want to begin each night. */
  nightly: ((now: Date) => Promise<void>)[];
}

/** Not of any workspace: it is put into the queue below. */
const dailyJob = defineJob<Record<string, never>>("cron.daily");

/** Nightly housekeeping across workspaces: partitions ahead, old events and signals away. */
export function maintenance({ db, clock, log, nightly }: Parts): JobOffer {
  return job(dailyJob, {
    async run() {
      await keepHouse(db, clock.now());
      for (const begin of nightly) await begin(clock.now());
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

async function keepHouse(db: Database, now: Date): Promise<void> {
  const before = (days: number) => new Date(now.getTime() - days * 86_400_000);
  await db.asSystem(async (tx) => {
    await tx.run(sql`select arrange_raw_events(${now}::date, ${RAW_EVENT_MONTHS})`);
    await tx.run(sql`select arrange_events(${EVENT_DAYS})`);
    await tx.run(sql`delete from channel_traffic where slot < ${before(TRAFFIC_DAYS)}`);
    await tx.run(sql`delete from parked_signals where parked_at < ${before(PARKED_DAYS)}`);
  });
}
