import type { Database } from "../platform/index.ts";

// The one file of this room that looks at all workspaces at once: it finds where there is work, which is then done inside each of them.

/** Runs whose time has come, the longest due first. */
export const dueRunPlaces = (db: Database, now: Date, most: number): Promise<{ workspaceId: string; id: string }[]> =>
  db.systemStatement<{ workspaceId: string; id: string }>(
    "flows.due_runs",
    `select workspace_id as "workspaceId", id from flow_runs where wake_at <= $1 order by wake_at limit ${most}`,
    [now],
  );

/** Schedules of flows whose time has come, the longest due first. */
export const dueSchedulePlaces = (db: Database, now: Date, most: number): Promise<{ workspaceId: string; id: string }[]> =>
  db.systemStatement<{ workspaceId: string; id: string }>(
    "flows.due_schedules",
    `select workspace_id as "workspaceId", id from flow_schedules where next_at <= $1 order by next_at limit ${most}`,
    [now],
  );

/** So long steps and visits of what is over are kept. */
const KEPT_DAYS = 180;
const AT_ONCE = 1_000;

/** Runs that ended long ago go with their steps and visits, some at a time, and what did not begin, so that no writing waits for it. */
export async function removeOldRuns(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  for (;;) {
    const gone = await db.systemStatement(
      "flows.remove_old_runs",
      `delete from flow_runs where (workspace_id, id) in (select workspace_id, id from flow_runs where ended_at < $1 order by ended_at limit ${AT_ONCE}) returning id`,
      [before],
    );
    if (gone.length < AT_ONCE) break;
  }
  await db.systemStatement("flows.remove_old_skips", "delete from flow_skips where at < $1", [before]);
}
