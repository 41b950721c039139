import type { Database } from "../platform/index.ts";

// The one file of this room that looks at all workspaces at once: it finds where there is work, which is then done inside each of them.

/** Cases whose time has come, the longest due first. */
export const dueRunPlaces = (db: Database, now: Date, most: number): Promise<{ workspaceId: string; id: string }[]> =>
  db.systemStatement<{ workspaceId: string; id: string }>(
    "automations.due_runs",
    `select workspace_id as "workspaceId", id from automation_runs where wake_at <= $1 order by wake_at limit ${most}`,
    [now],
  );

/** Workspaces with a rule that looks for its cases itself. */
export const sweepingWorkspaces = (db: Database): Promise<{ workspaceId: string }[]> =>
  db.systemStatement<{ workspaceId: string }>(
    "automations.sweeping_workspaces",
    `select distinct workspace_id as "workspaceId" from automations where is_on and trigger->>'kind' in ('silence', 'daily')`,
    [],
  );

/** So long what rules did is kept. */
const KEPT_DAYS = 180;
const AT_ONCE = 1_000;

/** Cases that were over long ago go, some at a time. A rule may meet one of them again only if it is older than this. */
export async function removeOldRuns(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  for (;;) {
    const gone = await db.systemStatement(
      "automations.remove_old_runs",
      `delete from automation_runs where (workspace_id, id) in (
         select workspace_id, id from automation_runs where ended_at < $1 order by ended_at limit ${AT_ONCE}) returning id`,
      [before],
    );
    if (gone.length < AT_ONCE) return;
  }
}
