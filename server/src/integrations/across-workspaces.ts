import type { Database } from "../platform/index.ts";

// The one file of this room that looks at all workspaces at once: it finds where there is work, which is then done inside each of them.

/** Deliveries that are to be tried again, the longest due first. */
export const dueDeliveries = (db: Database, now: Date, most: number): Promise<{ workspaceId: string; deliveryId: string }[]> =>
  db.systemStatement<{ workspaceId: string; deliveryId: string }>(
    "integrations.due_deliveries",
    `select workspace_id as "workspaceId", id as "deliveryId" from webhook_deliveries where next_at <= $1 order by next_at limit ${most}`,
    [now],
  );

/** Deals that are to be brought in step with a CRM, the longest due first. */
export const dueExchangePlaces = (db: Database, now: Date, most: number): Promise<{ workspaceId: string; id: string }[]> =>
  db.systemStatement<{ workspaceId: string; id: string }>(
    "integrations.due_exchanges",
    `select workspace_id as "workspaceId", id from crm_exchanges where next_at <= $1 order by next_at limit ${most}`,
    [now],
  );

/** Workspaces whose CRM is to be asked for changes. */
export const dueCrmPlaces = (db: Database, now: Date, most: number): Promise<{ workspaceId: string; id: string }[]> =>
  db.systemStatement<{ workspaceId: string; id: string }>(
    "integrations.due_crms",
    `select workspace_id as "workspaceId", workspace_id as id from crm_connections
     where is_on and problem is null and next_read_at <= $1 order by next_read_at limit ${most}`,
    [now],
  );

/** So long what other systems were told is kept. */
const KEPT_DAYS = 30;
const AT_ONCE = 1_000;

/** Deliveries that were settled long ago go, some at a time. */
export async function removeOldDeliveries(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  for (;;) {
    const gone = await db.systemStatement(
      "integrations.remove_old_deliveries",
      `delete from webhook_deliveries where (workspace_id, id) in (
         select workspace_id, id from webhook_deliveries where settled_at < $1 order by settled_at limit ${AT_ONCE}) returning id`,
      [before],
    );
    if (gone.length < AT_ONCE) return;
  }
}

/** The same for what went to and from CRMs. */
export async function removeOldExchanges(db: Database, now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
  for (;;) {
    const gone = await db.systemStatement(
      "integrations.remove_old_exchanges",
      `delete from crm_exchanges where (workspace_id, id) in (
         select workspace_id, id from crm_exchanges where settled_at < $1 order by settled_at limit ${AT_ONCE}) returning id`,
      [before],
    );
    if (gone.length < AT_ONCE) return;
  }
}
