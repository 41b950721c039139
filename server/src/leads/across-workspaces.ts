import type { Database } from "../platform/index.ts";

// The one file of appointments that looks at all workspaces at once: it finds where there is work, which is then done inside each of them.

/** Appointments that somebody is to be reminded of, the longest due first. */
export const dueReminders = (db: Database, now: Date, most: number): Promise<{ workspaceId: string; appointmentId: string }[]> =>
  db.systemStatement<{ workspaceId: string; appointmentId: string }>(
    "leads.due_reminders",
    `select workspace_id as "workspaceId", id as "appointmentId" from appointments where remind_at <= $1 order by remind_at limit ${most}`,
    [now],
  );
