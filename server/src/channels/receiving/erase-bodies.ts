import { sql, type Tx } from "../../platform/index.ts";

/** As many bodies are looked through in one question. */
const AT_ONCE = 2_000;

interface Wanted {
  /** What came by an app is looked through too: it may be about any of its channels. */
  channelIds: string[];
  /** What stands in a body that is about the person: digits of a number, an address, an id. */
  parts: string[];
  /** Only what came before this one; null from the newest. */
  beforeId: string | null;
}

/**
 * Removes bodies, as providers sent them, in which one of the parts stands, and the notices that came in them. A body that could not be
 * processed yet stays for whoever mends that: nothing of it is a message, and its month is dropped like all others.
 * @returns how many went, and from where to go on; null at the end
 */
export async function eraseBodies(tx: Tx, { channelIds, parts, beforeId }: Wanted): Promise<{ removed: number; nextId: string | null }> {
  const looked = await tx.many(sql<{ id: string; isTheirs: boolean }>`
    select r.id, exists (select 1 from unnest(${parts}::text[]) p(part) where position(convert_to(p.part, 'UTF8') in r.body) > 0) as "isTheirs"
    from raw_events r where r.workspace_id = current_workspace() and (r.channel_id = any(${channelIds}) or r.channel_id in (select id from meta_apps)) and (${beforeId}::uuid is null or r.id < ${beforeId})
    order by r.id desc limit ${AT_ONCE}`);
  const theirs = looked.filter(({ isTheirs }) => isTheirs).map(({ id }) => id);
  const removed = await tx.many(sql<{ id: string }>`
    delete from raw_events r where r.workspace_id = current_workspace() and r.id = any(${theirs})
      and not exists (select 1 from raw_event_failures f where f.workspace_id = r.workspace_id and f.raw_event_id = r.id and f.replayed_at is null and f.dismissed_at is null)
    returning r.id`);
  const ids = removed.map(({ id }) => id);
  await tx.run(sql`delete from raw_event_failures where raw_event_id = any(${ids})`);
  await tx.run(sql`delete from channel_notices where raw_event_id = any(${ids})`);
  return { removed: removed.length, nextId: looked.length < AT_ONCE ? null : (looked.at(-1)?.id ?? null) };
}
