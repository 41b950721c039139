import type { Database } from "../platform/index.ts";

// The one file of this room that looks at all workspaces at once: it finds where there is work, which is then done inside each of them.

/** Reports whose time has come, the longest due first. */
export const dueReportPlaces = (db: Database, now: Date, most: number): Promise<{ workspaceId: string; id: string }[]> =>
  db.systemStatement<{ workspaceId: string; id: string }>(
    "analytics.due_reports",
    `select workspace_id as "workspaceId", id from figure_reports where next_at <= $1 order by next_at limit ${most}`,
    [now],
  );

/** Figures that are to be looked at again, the longest due first. */
export const dueAlertPlaces = (db: Database, now: Date, most: number): Promise<{ workspaceId: string; id: string }[]> =>
  db.systemStatement<{ workspaceId: string; id: string }>(
    "analytics.due_alerts",
    `select workspace_id as "workspaceId", id from figure_alerts where next_at <= $1 order by next_at limit ${most}`,
    [now],
  );

/** Workspaces whose budgets are to be looked at again, the longest due first. */
export const dueSpendLooks = (db: Database, now: Date, most: number): Promise<{ workspaceId: string; id: string }[]> =>
  db.systemStatement<{ workspaceId: string; id: string }>(
    "analytics.due_spend_looks",
    `select workspace_id as "workspaceId", workspace_id as id from spend_looks where next_at <= $1 order by next_at limit ${most}`,
    [now],
  );

/** So long it is kept who got which report. */
const KEPT_DAYS = 180;
const AT_ONCE = 1_000;

/** Old runs go with their mails, some at a time. */
export async function removeOldRuns(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  for (;;) {
    const gone = await db.systemStatement(
      "analytics.remove_old_runs",
      `delete from figure_report_runs where (workspace_id, id) in (
        select workspace_id, id from figure_report_runs where begun_at < $1 order by begun_at limit ${AT_ONCE}) returning id`,
      [before],
    );
    if (gone.length < AT_ONCE) return;
  }
}
