import type { Database } from "../platform/index.ts";

// The one file of the room that looks at all workspaces at once: it finds where there is work, which is then done inside each of them.

export const everyWorkspace = (db: Database): Promise<{ workspaceId: string }[]> =>
  db.systemStatement<{ workspaceId: string }>("leads.workspaces", `select id as "workspaceId" from workspaces`, []);

/** Appointments that somebody is to be reminded of, the longest due first. */
export const dueReminders = (db: Database, now: Date, most: number): Promise<{ workspaceId: string; appointmentId: string }[]> =>
  db.systemStatement<{ workspaceId: string; appointmentId: string }>(
    "leads.due_reminders",
    `select workspace_id as "workspaceId", id as "appointmentId" from appointments where remind_at <= $1 order by remind_at limit ${most}`,
    [now],
  );

/** Goals look back over a month at most. */
const KEPT_DAYS = 400;
const AT_ONCE = 1_000;

/** What was done towards goals long ago goes, some at a time. */
export async function removeOldMarks(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  for (;;) {
    const gone = await db.systemStatement(
      "leads.remove_old_marks",
      `delete from goal_marks where ctid in (select ctid from goal_marks where day < $1::date limit ${AT_ONCE}) returning 1`,
      [before],
    );
    if (gone.length < AT_ONCE) return;
  }
}
