import { type Database, sql } from "../../platform/index.ts";

const KEPT_DAYS = 60;

/** Each night: notices of two months ago go, read or not. */
export async function sweepNotices(db: Database, now: Date): Promise<void> {
  await db.asSystem((tx) =>
    tx.run(sql`delete from member_notices where happened_at < ${new Date(now.getTime() - KEPT_DAYS * 86_400_000)}`),
  );
}
