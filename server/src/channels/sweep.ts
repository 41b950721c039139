import { type Database, sql } from "../platform/index.ts";

const RAW_EVENT_MONTHS = 3;
/** A month and some days: quotas count by month. */
const TRAFFIC_DAYS = 40;

/** Each night: partitions of raw events ahead, old ones and old counts of traffic away. */
export async function sweepChannels(db: Database, now: Date): Promise<void> {
  await db.asSystem(async (tx) => {
    await tx.run(sql`select arrange_raw_events(${now}::date, ${RAW_EVENT_MONTHS})`);
    await tx.run(sql`delete from webchat_tokens where expires_at < ${now}`);
    await tx.run(sql`delete from channel_traffic where slot < ${new Date(now.getTime() - TRAFFIC_DAYS * 86_400_000)}`);
  });
}
