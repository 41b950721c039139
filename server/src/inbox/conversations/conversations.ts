import type { ChannelKind } from "../../channels/index.ts";
import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import type { AuthorKind, Direction, MessageStatus, Priority } from "../closed-sets.ts";
import type { Holder } from "../floor/floor.ts";
import type { Label } from "../labels/labels.ts";
import { cursorAfter, orderOf, type Sort, type Stretch, stretchesOf } from "./list-order.ts";
import type { Due } from "./set-due.ts";
import { type Branch, branchesOf, type Fragment, visibleTo } from "./sight.ts";
import { readFiltered } from "./stop-slow-filter.ts";

/** Of a conversation; the database checks them. */
export const CONVERSATION_STATES = ["open", "waiting", "snoozed", "resolved"] as const;

export interface Conversation {
  id: string;
  state: (typeof CONVERSATION_STATES)[number];
  subject: string | null;
  priority: Priority;
  unreadCount: number;
  messageCount: number;
  windowClosesAt: Date | null;
  snoozedUntil: Date | null;
  /** Until when an answer was promised, and which; both null: nothing is promised now. */
  dueAt: Date | null;
  dueKind: Due["kind"] | null;
  lastMessageAt: Date;
  lastInboundAt: Date | null;
  heldBy: string | null;
  /** Who may speak in the present session. */
  floor: { holder: Holder; id: string | null; since: string | null };
  referral: Record<string, unknown> | null;
  createdAt: Date;
  contact: { id: string; name: string | null; profileName: string | null; username: string | null; address: string | null };
  channel: { id: string; kind: ChannelKind; name: string };
  assignee: { id: string; name: string } | null;
  queue: { id: string; name: string } | null;
  /** By name. */
  labels: Label[];
  lastMessage: {
    id: string;
    direction: Direction;
    isNote: boolean;
    authorKind: AuthorKind;
    authorId: string | null;
    authorName: string | null;
    kind: string;
    text: string | null;
    status: MessageStatus;
    deleted: boolean;
  } | null;
}

/** One row with everything that the list and the header show; texts of previews are cut. */
const SELECT = sql`
  select c.id, c.state, c.subject, c.priority, c.unread_count as "unreadCount", c.message_count as "messageCount", c.window_closes_at as "windowClosesAt",
    c.snoozed_until as "snoozedUntil", c.due_at as "dueAt", c.due_kind as "dueKind", c.last_message_at as "lastMessageAt", c.last_inbound_at as "lastInboundAt", c.held_by as "heldBy", c.referral, c.created_at as "createdAt",
    json_build_object('id', p.id, 'name', p.name, 'profileName', p.profile_name, 'username', p.attributes->>'username',
      'address', coalesce(c.last_address, (select i.value from contact_identities i where i.workspace_id = p.workspace_id and i.contact_id = p.id order by i.kind limit 1))) as contact,
    json_build_object('id', h.id, 'kind', h.kind, 'name', h.name) as channel,
    json_build_object('holder', coalesce(s.holder, 'nobody'), 'id', s.holder_id, 'since', s.held_since) as floor,
    case when a.id is not null then json_build_object('id', a.id, 'name', a.name) end as assignee,
    case when q.id is not null then json_build_object('id', q.id, 'name', q.name) end as queue,
    coalesce((select json_agg(json_build_object('id', l.id, 'name', l.name, 'color', l.color) order by prosa_fold(l.name), l.id)
      from conversation_labels u join labels l on l.workspace_id = u.workspace_id and l.id = u.label_id
      where u.workspace_id = c.workspace_id and u.conversation_id = c.id), '[]') as labels,
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
  /** `followed`: by whoever asks, by hand or because a note mentioned them. */
  view: "all" | "mine" | "unassigned" | "followed";
  state?: Conversation["state"] | undefined;
  channelId?: string | undefined;
  queueId?: string | undefined;
  contactId?: string | undefined;
  unread?: boolean | undefined;
  /** A condition that was compiled, over `c`. */
  filter?: Fragment | undefined;
  sort?: Sort | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Newest activity first, unless sorted otherwise. The page is cut inside, before anything is joined to it. */
export async function listConversations(
  ctx: Ctx,
  filter: ConversationFilter,
): Promise<{ items: Conversation[]; nextCursor: string | null }> {
  const sort = filter.sort ?? "newest";
  const rows = await readFiltered(ctx, filter.filter, (tx) =>
    tx.many(sql<Conversation>`
      with page as (${firstPage(ctx, filter, sort)})
      ${SELECT} from page c ${JOINS} ${orderOf(sort)}`),
  );
  const items = rows.slice(0, filter.limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > filter.limit && last !== undefined ? cursorAfter(sort, last) : null };
}

/** The first page of each part of what the asker sees, merged. Each is read along its own index, and no further than it is shown. */
function firstPage(ctx: Ctx, filter: ConversationFilter, sort: Sort) {
  const limit = sql`limit ${filter.limit + 1}`;
  const pages = stretchesOf(sort, filter.cursor).flatMap((stretch) =>
    branchesOf(ctx.actor).map((branch) => pageOf(sql`${conditions(ctx, filter)} and ${stretch.where}`, filter, branch, stretch, limit)),
  );
  const [only] = pages;
  if (only !== undefined && pages.length === 1) return only;
  return sql`select * from (${sql.join(
    pages.map((page) => sql`(${page})`),
    sql` union all `,
  )}) c ${orderOf(sort)} ${limit}`;
}

function pageOf(wanted: Fragment, { state }: ConversationFilter, branch: Branch, { order, byTime }: Stretch, limit: Fragment) {
  const { from, where, byState } = branch;
  const found = sql`${wanted} and ${where}`;
  // What is promised is a small part of all conversations: it is read along its own index, or sorted as it is.
  const isWalked = byState && byTime;
  if (from !== null && !isWalked) return sql`select c.* from ${from} cross join conversations c where ${found} ${order} ${limit}`;
  const eachState = isWalked && state === undefined;
  const walks = [...(from === null ? [] : [from]), ...(eachState ? [sql`unnest(${CONVERSATION_STATES}::text[]) each(state)`] : [])];
  const walk = sql`
    select c.* from conversations c where ${found} ${eachState ? sql`and c.state = each.state` : sql``} ${order} ${limit}`;
  if (walks.length === 0) return walk;
  return sql`select c.* from ${sql.join(walks, sql` cross join `)} cross join lateral (${walk}) c ${order} ${limit}`;
}

/** Only the conditions that are asked for, so that each combination finds its own index. */
export function conditions(
  ctx: Ctx,
  { view, state, channelId, queueId, contactId, unread, filter }: Omit<ConversationFilter, "limit" | "cursor" | "sort">,
): Fragment {
  const parts = [sql`c.workspace_id = ${ctx.workspaceId} and c.last_message_id is not null`];
  if (view === "mine") parts.push(sql`c.assignee_id = ${ctx.actor.id}`);
  if (view === "unassigned") parts.push(sql`c.assignee_id is null`);
  if (view === "followed") parts.push(sql`c.id in (${followedBy(ctx.actor.madeById ?? ctx.actor.id)})`);
  if (state !== undefined) parts.push(sql`c.state = ${state}`);
  if (channelId !== undefined) parts.push(sql`c.channel_id = ${channelId}`);
  if (queueId !== undefined) parts.push(sql`c.queue_id = ${queueId}`);
  if (contactId !== undefined) parts.push(sql`c.contact_id = ${contactId}`);
  if (unread === true) parts.push(sql`c.unread_count > 0`);
  if (filter !== undefined) parts.push(filter);
  return sql.join(parts, sql` and `);
}

/** A key follows what the member who made it does. */
const followedBy = (memberId: string | null): Fragment =>
  sql`select conversation_id from conversation_followers where workspace_id = current_workspace() and member_id = ${memberId}`;

/** @throws {AppError} platform.not_found where there is none that the asker sees */
export function findConversation(ctx: Ctx, id: string): Promise<Conversation> {
  return ctx.transaction((tx) => readConversation(tx, id, visibleTo(ctx.actor)));
}

/** What became of a conversation that the asker has just changed, also where they no longer see it. */
export function showChanged(ctx: Ctx, id: string): Promise<Conversation> {
  return ctx.transaction((tx) => readConversation(tx, id, sql`true`));
}

async function readConversation(tx: Tx, id: string, visible: Fragment): Promise<Conversation> {
  const row = await tx.maybeOne(sql<Conversation>`${SELECT} from conversations c ${JOINS} where c.id = ${id} and ${visible}`);
  if (row === null) throw notFound({ what: "conversation" });
  return row;
}

/** @throws {AppError} platform.not_found where there is none that the asker sees */
export async function ensureVisible(tx: Tx, ctx: Ctx, conversationId: string): Promise<void> {
  const known = await tx.maybeOne(sql`select 1 from conversations c where c.id = ${conversationId} and ${visibleTo(ctx.actor)}`);
  if (known === null) throw notFound({ what: "conversation" });
}

/** What acting on a conversation needs to know of it. */
export interface LockedConversation {
  id: string;
  channelId: string;
  contactId: string;
  channelKind: string;
  state: Conversation["state"];
  snoozedUntil: Date | null;
  sessionId: string | null;
  assigneeId: string | null;
  queueId: string | null;
  priority: Priority;
  windowClosesAt: Date | null;
  heldBy: string | null;
  subject: string | null;
  lastMessageAt: Date;
  /** From where the contact wrote last. */
  lastAddressKind: string | null;
  lastAddress: string | null;
}

/** The one way to a conversation that is acted upon: fetched with the asker's sight, and locked. @throws {AppError} platform.not_found */
export async function accessConversation(tx: Tx, ctx: Ctx, id: string): Promise<LockedConversation> {
  const row = await tx.maybeOne(sql<LockedConversation>`
    select c.id, c.channel_id as "channelId", c.contact_id as "contactId", h.kind as "channelKind", c.state, c.snoozed_until as "snoozedUntil", c.session_id as "sessionId", c.assignee_id as "assigneeId",
      c.queue_id as "queueId", c.priority, c.window_closes_at as "windowClosesAt", c.held_by as "heldBy", c.subject, c.last_message_at as "lastMessageAt",
      c.last_address_kind as "lastAddressKind", c.last_address as "lastAddress"
    from conversations c join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
    where c.id = ${id} and ${visibleTo(ctx.actor)} for update of c`);
  if (row === null) throw notFound({ what: "conversation" });
  return row;
}

/** When a message of ours stands in its conversation: never before what is there, also where the clock went back meanwhile. */
export const timeIn = ({ lastMessageAt }: Pick<LockedConversation, "lastMessageAt">, now: Date): Date =>
  now > lastMessageAt ? now : lastMessageAt;
