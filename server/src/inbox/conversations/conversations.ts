import { type Ctx, cursorOf, notFound, readCursor, sql, type Tx } from "../../platform/index.ts";
import type { Holder } from "../floor/floor.ts";

export interface Conversation {
  id: string;
  state: "open" | "waiting" | "snoozed" | "resolved";
  subject: string | null;
  priority: string;
  unreadCount: number;
  messageCount: number;
  windowClosesAt: Date | null;
  snoozedUntil: Date | null;
  lastMessageAt: Date;
  lastInboundAt: Date | null;
  heldBy: string | null;
  /** Who may speak in the present session. */
  floor: { holder: Holder; id: string | null; since: string | null };
  referral: Record<string, unknown> | null;
  createdAt: Date;
  contact: { id: string; name: string | null; profileName: string | null; username: string | null; address: string | null };
  channel: { id: string; kind: string; name: string };
  assignee: { id: string; name: string } | null;
  queue: { id: string; name: string } | null;
  lastMessage: {
    id: string;
    direction: string;
    isNote: boolean;
    authorKind: string;
    authorId: string | null;
    authorName: string | null;
    kind: string;
    text: string | null;
    status: string;
    deleted: boolean;
  } | null;
}

/** One row with everything that the list and the header show; texts of previews are cut. */
const SELECT = sql`
  select c.id, c.state, c.subject, c.priority, c.unread_count as "unreadCount", c.message_count as "messageCount", c.window_closes_at as "windowClosesAt",
    c.snoozed_until as "snoozedUntil", c.last_message_at as "lastMessageAt", c.last_inbound_at as "lastInboundAt", c.held_by as "heldBy", c.referral, c.created_at as "createdAt",
    json_build_object('id', p.id, 'name', p.name, 'profileName', p.profile_name, 'username', p.attributes->>'username',
      'address', (select i.value from contact_identities i where i.workspace_id = p.workspace_id and i.contact_id = p.id order by i.kind limit 1)) as contact,
    json_build_object('id', h.id, 'kind', h.kind, 'name', h.name) as channel,
    json_build_object('holder', coalesce(s.holder, 'nobody'), 'id', s.holder_id, 'since', s.held_since) as floor,
    case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as assignee,
    case when q.id is not null then json_build_object('id', q.id, 'name', q.name) end as queue,
    case when m.id is not null then json_build_object('id', m.id, 'direction', m.direction, 'isNote', m.is_note, 'authorKind', m.author_kind, 'authorId', m.author_id,
      'authorName', m.author_name, 'kind', m.kind, 'text', case when m.deleted_at is null then left(m.text, 160) end, 'status', m.status, 'deleted', m.deleted_at is not null) end as "lastMessage"`;

const JOINS = sql`
  join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
  join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
  left join members a on a.workspace_id = c.workspace_id and a.id = c.assignee_id
  left join queues q on q.workspace_id = c.workspace_id and q.id = c.queue_id
  left join sessions s on s.workspace_id = c.workspace_id and s.id = c.session_id and s.closed_at is null
  left join messages m on m.workspace_id = c.workspace_id and m.id = c.last_message_id`;

export interface ConversationFilter {
  view: "all" | "mine" | "unassigned";
  state?: Conversation["state"] | undefined;
  channelId?: string | undefined;
  queueId?: string | undefined;
  contactId?: string | undefined;
  unread?: boolean | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Newest activity first. The page is cut inside, before anything is joined to it. */
export async function listConversations(
  ctx: Ctx,
  filter: ConversationFilter,
): Promise<{ items: Conversation[]; nextCursor: string | null }> {
  const [before, beforeId] = filter.cursor === undefined ? [null, null] : readCursor(filter.cursor, "time", "id");
  const rows = await ctx.transaction((tx) =>
    tx.many(sql<Conversation>`
      with page as (
        select * from conversations where ${conditions(ctx, filter)} ${before === null ? sql`` : sql`and (last_message_at, id) < (${before}::timestamptz, ${beforeId}::uuid)`}
        order by last_message_at desc, id desc limit ${filter.limit + 1})
      ${SELECT} from page c ${JOINS} order by c.last_message_at desc, c.id desc`),
  );
  const items = rows.slice(0, filter.limit);
  const last = items.at(-1);
  return {
    items,
    nextCursor: rows.length > filter.limit && last !== undefined ? cursorOf([last.lastMessageAt.toISOString(), last.id]) : null,
  };
}

/** Only the conditions that are asked for, so that each combination finds its own index. */
function conditions(ctx: Ctx, { view, state, channelId, queueId, contactId, unread }: Omit<ConversationFilter, "limit" | "cursor">) {
  const parts = [sql`workspace_id = ${ctx.workspaceId} and last_message_id is not null`];
  if (view === "mine") parts.push(sql`assignee_id = ${ctx.actor.id}`);
  if (view === "unassigned") parts.push(sql`assignee_id is null`);
  if (state !== undefined) parts.push(sql`state = ${state}`);
  if (channelId !== undefined) parts.push(sql`channel_id = ${channelId}`);
  if (queueId !== undefined) parts.push(sql`queue_id = ${queueId}`);
  if (contactId !== undefined) parts.push(sql`contact_id = ${contactId}`);
  if (unread === true) parts.push(sql`unread_count > 0`);
  return sql.join(parts, sql` and `);
}

/** A counter that reached this shows "999+": counting further would cost more than it tells. */
const COUNT_LIMIT = 1000;

export interface Counts {
  mine: number;
  unassigned: number;
  snoozed: number;
  all: number;
  byState: Record<"open" | "waiting" | "resolved", number>;
  unread: number;
  queues: { id: string; name: string; count: number }[];
}

/** How many there are in each view, up to {@link COUNT_LIMIT}; `byState` counts inside `view`. */
export async function countConversations(ctx: Ctx, view: ConversationFilter["view"], queueId: string | undefined): Promise<Counts> {
  return ctx.transaction(async (tx) => {
    const count = (filter: Omit<ConversationFilter, "limit" | "cursor">) =>
      sql`(select count(*)::int from (select 1 from conversations where ${conditions(ctx, filter)} limit ${COUNT_LIMIT}) few)`;
    const row = await tx.one(sql<{
      mine: number;
      unassigned: number;
      snoozed: number;
      all: number;
      open: number;
      waiting: number;
      resolved: number;
      unread: number;
    }>`
      select ${count({ view: "mine", state: "open" })} as mine, ${count({ view: "unassigned", state: "open" })} as unassigned, ${count({ view: "all", state: "snoozed" })} as snoozed,
        ${count({ view: "all" })} as all, ${count({ view, queueId, state: "open" })} as open, ${count({ view, queueId, state: "waiting" })} as waiting,
        ${count({ view, queueId, state: "resolved" })} as resolved, ${count({ view: "mine", state: "open", unread: true })} as unread`);
    const queues = await tx.many(sql<{ id: string; name: string; count: number }>`
      select q.id, q.name, (select count(*)::int from (select 1 from conversations c where c.workspace_id = q.workspace_id and c.queue_id = q.id and c.state = 'open' limit ${COUNT_LIMIT}) few) as count
      from queues q order by q.created_at, q.id limit 50`);
    const { open, waiting, resolved, ...rest } = row;
    return { ...rest, byState: { open, waiting, resolved }, queues };
  });
}

export async function findConversation(ctx: Ctx, id: string): Promise<Conversation> {
  const row = await ctx.transaction((tx) => tx.maybeOne(sql<Conversation>`${SELECT} from conversations c ${JOINS} where c.id = ${id}`));
  if (row === null) throw notFound({ what: "conversation" });
  return row;
}

/** What acting on a conversation needs to know of it. */
export interface LockedConversation {
  id: string;
  channelId: string;
  contactId: string;
  channelKind: string;
  state: Conversation["state"];
  sessionId: string | null;
  assigneeId: string | null;
  queueId: string | null;
  priority: string;
  windowClosesAt: Date | null;
  heldBy: string | null;
  subject: string | null;
}

/** The one way to a conversation that is acted upon: fetched with the asker's rights, and locked. @throws {AppError} platform.not_found */
export async function accessConversation(tx: Tx, id: string): Promise<LockedConversation> {
  const row = await tx.maybeOne(sql<LockedConversation>`
    select c.id, c.channel_id as "channelId", c.contact_id as "contactId", h.kind as "channelKind", c.state, c.session_id as "sessionId", c.assignee_id as "assigneeId", c.queue_id as "queueId", c.priority,
      c.window_closes_at as "windowClosesAt", c.held_by as "heldBy", c.subject
    from conversations c join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
    where c.id = ${id} for update of c`);
  if (row === null) throw notFound({ what: "conversation" });
  return row;
}
