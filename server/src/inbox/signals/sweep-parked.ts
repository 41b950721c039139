import { type Database, sql } from "../../platform/index.ts";

const PARKED_DAYS = 30;

/** Each night: signals away whose message never came. */
export async function sweepParked(db: Database, now: Date): Promise<void> {
  await db.asSystem((tx) =>
    tx.run(sql`delete from parked_signals where parked_at < ${new Date(now.getTime() - PARKED_DAYS * 86_400_000)}`),
  );
}
