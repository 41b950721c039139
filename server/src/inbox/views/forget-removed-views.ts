import type { Database } from "../../platform/index.ts";

const KEPT_HOURS = 24;

/** Each night: what was removed a day ago cannot be brought back any more. */
export async function forgetRemovedViews(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_HOURS * 3_600_000);
  await db.systemStatement("inbox.forget_removed_views", "delete from saved_views where removed_at < $1", [before]);
}
