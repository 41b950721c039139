import { sql, type Tx } from "../platform/index.ts";

/** What somebody saw, where and when. */
export interface Sighting {
  id: string;
  place: string;
  /** The name of who told of it. */
  madeBy: string;
  madeAt: Date;
  /** Null until a worker looked at it. */
  checkedAt: Date | null;
}

const columns = sql`id, place, made_by as "madeBy", made_at as "madeAt", checked_at as "checkedAt"`;

export function insertSighting(tx: Tx, sighting: Omit<Sighting, "checkedAt"> & { workspaceId: string }): Promise<Sighting> {
  const { workspaceId, id, place, madeBy, madeAt } = sighting;
  return tx.one(sql<Sighting>`
    insert into sightings (workspace_id, id, place, made_by, made_at)
    values (${workspaceId}, ${id}, ${place}, ${madeBy}, ${madeAt}) returning ${columns}`);
}

/** Newest first, by the index `sightings_latest`. @param before time and id of the last row of the page before */
export function listSightings(tx: Tx, limit: number, before: { time: string; id: string } | null): Promise<Sighting[]> {
  const older = before === null ? sql`` : sql`and (made_at, id) < (${before.time}::timestamptz, ${before.id}::uuid)`;
  return tx.many(sql<Sighting>`
    select ${columns} from sightings where workspace_id = current_workspace() ${older} order by made_at desc, id desc limit ${limit}`);
}

/** False when it was checked before. */
export async function markChecked(tx: Tx, sightingId: string, now: Date): Promise<boolean> {
  return (await tx.run(sql`update sightings set checked_at = ${now} where id = ${sightingId} and checked_at is null`)) > 0;
}

/** One sighting, locked; null when it is not there. */
export function lockSighting(tx: Tx, sightingId: string): Promise<Sighting | null> {
  return tx.maybeOne(sql<Sighting>`select ${columns} from sightings where id = ${sightingId} for update`);
}

/** A worker may look at it again. */
export async function markUnchecked(tx: Tx, sightingId: string): Promise<void> {
  await tx.run(sql`update sightings set checked_at = null where id = ${sightingId}`);
}

/** How often the contact of a conversation was heard; null when there is no such conversation. */
export function readHeard(tx: Tx, conversationId: string): Promise<{ times: number } | null> {
  return tx.maybeOne(sql<{ times: number }>`select ${timesHeard} as times from conversations c where c.id = ${conversationId}`);
}

/** The same, of any conversation `c`. */
export const timesHeard = sql`(select count(*)::int from sighted_messages h where h.workspace_id = c.workspace_id and h.contact_id = c.contact_id)`;

/** @returns how many of these messages were not heard before */
export function keepMessages(tx: Tx, workspaceId: string, heard: { messageId: string; contactId: string }[]): Promise<number> {
  return tx.run(sql`
    insert into sighted_messages (workspace_id, message_id, contact_id)
    select ${workspaceId}, message_id, contact_id
    from unnest(${heard.map(({ messageId }) => messageId)}::uuid[], ${heard.map(({ contactId }) => contactId)}::uuid[]) as heard(message_id, contact_id)
    on conflict do nothing`);
}

/** Messages that were heard, of how many contacts, and how many came from the one who wrote most. */
export function countHeard(tx: Tx): Promise<{ messages: number; contacts: number; most: number }> {
  return tx.one(sql<{ messages: number; contacts: number; most: number }>`
    select coalesce(sum(n), 0)::int as messages, count(*)::int as contacts, coalesce(max(n), 0)::int as most
    from (select count(*) as n from sighted_messages where workspace_id = current_workspace() group by contact_id) as by_contact`);
}
