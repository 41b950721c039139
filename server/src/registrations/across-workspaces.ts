import type { Database } from "../platform/index.ts";

// The one file of the room that looks at all workspaces at once: it finds where there is work, which is then done inside each of them.

/** Registrations of which reviewers are to be told, the most overdue first. */
export const findDue = (db: Database, now: Date, most: number): Promise<{ workspaceId: string; id: string }[]> =>
  db.systemStatement<{ workspaceId: string; id: string }>(
    "registrations.due",
    `select workspace_id as "workspaceId", id from registrations where look_at <= $1 order by look_at limit ${most}`,
    [now],
  );
