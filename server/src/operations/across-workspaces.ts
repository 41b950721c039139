import type { Database } from "../platform/index.ts";

// The one file of this room that looks at all workspaces at once: it finds where there is work, which is then done inside each of them.

/** Workspaces whose clock has passed the hour of the briefing, by three hours at most, and that did not say it today. */
export const briefingPlaces = (db: Database, now: Date): Promise<{ workspaceId: string }[]> =>
  db.systemStatement<{ workspaceId: string }>(
    "operations.briefing_places",
    `select w.id as "workspaceId" from operations_settings s join workspaces w on w.id = s.workspace_id
     where s.briefing_at is not null and ($1::timestamptz at time zone w.time_zone)::time >= s.briefing_at
       and ($1::timestamptz at time zone w.time_zone) < ($1::timestamptz at time zone w.time_zone)::date + s.briefing_at + interval '3 hours'
       and not exists (select 1 from field_briefings b where b.workspace_id = w.id and b.kind = 'daily' and b.day = ($1::timestamptz at time zone w.time_zone)::date)`,
    [now],
  );

/** Plans whose time has come, the longest due first. */
export const duePlanPlaces = (db: Database, now: Date): Promise<{ workspaceId: string; planId: string }[]> =>
  db.systemStatement<{ workspaceId: string; planId: string }>(
    "operations.due_plans",
    `select workspace_id as "workspaceId", id as "planId" from preventive_plans where is_on and archived_at is null and next_at <= $1 order by next_at limit 500`,
    [now],
  );
