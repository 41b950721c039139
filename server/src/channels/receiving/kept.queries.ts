import { BODY_CHARACTERS, sql, type Tx } from "../../platform/index.ts";

/** A body as a provider sent it, with what became of it. */
export interface KeptEvent {
  id: string;
  /** To whose address it came: one of these two. */
  channelId: string | null;
  metaAppId: string | null;
  receivedAt: Date;
  bytes: number;
  /** Its first characters, at most {@link BODY_CHARACTERS}. */
  body: string;
  /** What failed; null where it was processed, or waits. */
  error: string | null;
}

interface Wanted {
  /** With what came by its app and names its account. */
  channelId: string | null;
  since: Date | null;
  until: Date | null;
  /** Parts of a body that must stand in it; none: every body. */
  parts: string[];
  /** Only what came before this one. */
  beforeId: string | null;
  limit: number;
}

/** As many bodies are searched in one question: a rare name must not read the whole store. */
const MOST_SEARCHED = 5_000;

/**
 * Bodies in the order they came, the newest first.
 * @returns at most `limit`, and from where to go on; null at the end. A search may give few, or none, and still go on.
 */
export async function listKeptEvents(tx: Tx, wanted: Wanted): Promise<{ items: KeptEvent[]; nextId: string | null }> {
  const { channelId, since, until, parts, beforeId, limit } = wanted;
  const most = parts.length === 0 ? limit + 1 : MOST_SEARCHED;
  const rows = await tx.many(sql<Omit<KeptEvent, "body"> & { body: Buffer; lastId: string; looked: number }>`
    with looked as (
      select id, channel_id, received_at, body from raw_events
      where workspace_id = current_workspace() and (${channelId}::uuid is null or channel_id = ${channelId} or exists (
          select 1 from channels c where c.id = ${channelId} and c.meta_app_id = raw_events.channel_id and position(convert_to(c.external_id, 'UTF8') in raw_events.body) > 0))
        and (${since}::timestamptz is null or (received_at >= ${since} and received_month >= date_trunc('month', ${since}::timestamptz at time zone 'utc')::date))
        and (${until}::timestamptz is null or (received_at < ${until} and received_month <= ${until}::timestamptz at time zone 'utc'))
        and (${beforeId}::uuid is null or id < ${beforeId}) order by id desc limit ${most}),
    found as (
      select * from looked
      where cardinality(${parts}::text[]) = 0 or exists (select 1 from unnest(${parts}::text[]) as p(part) where position(convert_to(p.part, 'UTF8') in body) > 0)
      order by id desc limit ${limit + 1})
    select found.id, case when a.id is null then found.channel_id end as "channelId", a.id as "metaAppId", found.received_at as "receivedAt", octet_length(found.body) as bytes,
      substring(found.body for ${BODY_CHARACTERS}) as body, f.error, l.id as "lastId", l.looked
    from (select count(*)::int as looked, (array_agg(id order by id))[1] as id from looked) l left join found on true
    left join meta_apps a on a.workspace_id = current_workspace() and a.id = found.channel_id
    left join raw_event_failures f on f.workspace_id = current_workspace() and f.raw_event_id = found.id and f.replayed_at is null
    order by found.id desc`);
  const found = rows.filter(({ id }) => id !== null);
  const items = found.slice(0, limit).map(({ lastId: _last, looked: _looked, body, ...row }) => ({ ...row, body: body.toString("utf8") }));
  const [first] = rows;
  const isCut = found.length > limit;
  const isSearchUnfinished = parts.length > 0 && first !== undefined && first.looked === MOST_SEARCHED;
  return { items, nextId: isCut ? (items.at(-1)?.id ?? null) : isSearchUnfinished ? first.lastId : null };
}

/** What a provider said of an account, or what we could not understand of it. */
export interface KeptNotice {
  id: string;
  channelId: string;
  kind: string;
  body: Record<string, unknown>;
  occurredAt: Date;
  /** The body that it came in; null where that is no longer kept. */
  rawEventId: string | null;
}

/** Notices, the newest first. */
export function listNotices(
  tx: Tx,
  { channelId, before, limit }: { channelId: string | null; before: { at: string; id: string } | null; limit: number },
): Promise<KeptNotice[]> {
  return tx.many(sql<KeptNotice>`
    select n.id, n.channel_id as "channelId", n.kind, n.body, n.occurred_at as "occurredAt", r.id as "rawEventId"
    from channel_notices n left join raw_events r on r.workspace_id = n.workspace_id and r.id = n.raw_event_id
    where n.workspace_id = current_workspace() and (${channelId}::uuid is null or n.channel_id = ${channelId})
      and (${before?.at ?? null}::timestamptz is null or (n.occurred_at, n.id) < (${before?.at ?? null}::timestamptz, ${before?.id ?? null}::uuid))
    order by n.occurred_at desc, n.id desc limit ${limit}`);
}
