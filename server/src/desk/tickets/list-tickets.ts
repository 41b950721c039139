import { visibleTo } from "../../inbox/index.ts";
import { type Ctx, cursorOf, notFound, readCursor, sql, type Tx } from "../../platform/index.ts";
import type { Ending, TicketState } from "../closed-sets.ts";

export interface ListedTicket {
  id: string;
  protocol: string;
  conversationId: string;
  contact: { id: string; name: string };
  queue: { id: string; name: string } | null;
  agent: { id: string; name: string } | null;
  state: TicketState;
  priority: number;
  openedAt: Date;
  assignedAt: Date | null;
  firstReplyAt: Date | null;
  endedAt: Date | null;
  endedBecause: Ending | null;
  closeReason: string | null;
  isUnanswered: boolean;
  firstResponseDueAt: Date | null;
  resolutionDueAt: Date | null;
  firstResponseBreachedAt: Date | null;
  resolutionBreachedAt: Date | null;
  /** 1 is next; null while it does not wait. */
  position: number | null;
  score: number | null;
}

export interface TicketFilter {
  state?: TicketState | undefined;
  queueId?: string | undefined;
  agentId?: string | undefined;
  conversationId?: string | undefined;
  /** Given up, and nobody has written since. */
  unanswered?: boolean | undefined;
  protocol?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

const SELECT = sql`
  select t.id, t.protocol, t.conversation_id as "conversationId", json_build_object('id', p.id, 'name', coalesce(p.name, p.profile_name, c.last_address, '')) as contact,
    case when q.id is not null then json_build_object('id', q.id, 'name', q.name) end as queue,
    case when m.id is not null then json_build_object('id', m.id, 'name', m.name) end as agent,
    t.state, t.priority, t.opened_at as "openedAt", t.assigned_at as "assignedAt", t.first_reply_at as "firstReplyAt", t.ended_at as "endedAt",
    t.ended_because as "endedBecause", r.name as "closeReason", t.is_unanswered as "isUnanswered", t.first_response_due_at as "firstResponseDueAt",
    t.resolution_due_at as "resolutionDueAt", t.first_response_breached_at as "firstResponseBreachedAt", t.resolution_breached_at as "resolutionBreachedAt",
    case when t.state = 'waiting' then (select count(*)::int + 1 from tickets o where o.workspace_id = t.workspace_id and o.queue_id is not distinct from t.queue_id and o.state = 'waiting'
      and (o.priority > t.priority or (o.priority = t.priority and (o.opened_at, o.id) < (t.opened_at, t.id)))) end as position, g.score`;
const JOINS = sql`
  join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
  join contacts p on p.workspace_id = t.workspace_id and p.id = c.contact_id
  left join queues q on q.workspace_id = t.workspace_id and q.id = t.queue_id
  left join members m on m.workspace_id = t.workspace_id and m.id = t.agent_id
  left join close_reasons r on r.workspace_id = t.workspace_id and r.id = t.close_reason_id
  left join ticket_ratings g on g.workspace_id = t.workspace_id and g.ticket_id = t.id`;

/** Newest first; of conversations that the asker sees. */
export async function listTickets(ctx: Ctx, filter: TicketFilter): Promise<{ items: ListedTicket[]; nextCursor: string | null }> {
  const { state, queueId, agentId, conversationId, unanswered, protocol, limit, cursor } = filter;
  const parts = [sql`t.workspace_id = ${ctx.workspaceId}`, visibleTo(ctx.actor)];
  if (state !== undefined) parts.push(sql`t.state = ${state}`);
  if (queueId !== undefined) parts.push(sql`t.queue_id = ${queueId}`);
  if (agentId !== undefined) parts.push(sql`t.agent_id = ${agentId}`);
  if (conversationId !== undefined) parts.push(sql`t.conversation_id = ${conversationId}`);
  if (unanswered === true) parts.push(sql`t.is_unanswered`);
  if (protocol !== undefined) parts.push(sql`t.protocol = ${protocol}`);
  if (cursor !== undefined) {
    const [time, id] = readCursor(cursor, "time", "id");
    parts.push(sql`(t.opened_at, t.id) < (${time}::timestamptz, ${id}::uuid)`);
  }
  const items = await ctx.transaction((tx) =>
    tx.many(
      sql<ListedTicket>`${SELECT} from tickets t ${JOINS} where ${sql.join(parts, sql` and `)} order by t.opened_at desc, t.id desc limit ${limit + 1}`,
    ),
  );
  const page = items.slice(0, limit);
  const last = page.at(-1);
  return { items: page, nextCursor: items.length > limit && last !== undefined ? cursorOf([last.openedAt.toISOString(), last.id]) : null };
}

export interface TicketMove {
  at: Date;
  kind: string;
  queue: string | null;
  agent: string | null;
  by: { kind: string; id: string | null; name: string | null };
  reason: string | null;
  note: string | null;
}

/** One ticket with its history. @throws {AppError} platform.not_found */
export function getTicket(ctx: Ctx, ticketId: string): Promise<ListedTicket & { moves: TicketMove[] }> {
  return ctx.transaction(async (tx) => {
    const ticket = await tx.maybeOne(
      sql<ListedTicket>`${SELECT} from tickets t ${JOINS} where t.id = ${ticketId} and ${visibleTo(ctx.actor)}`,
    );
    if (ticket === null) throw notFound({ what: "ticket" });
    return { ...ticket, moves: await readMoves(tx, ticketId) };
  });
}

const readMoves = (tx: Tx, ticketId: string): Promise<TicketMove[]> =>
  tx.many(sql<TicketMove>`
    select v.at, v.kind, q.name as queue, m.name as agent, json_build_object('kind', v.by_kind, 'id', v.by_id, 'name', v.by_name) as by, v.reason, v.note
    from ticket_moves v left join queues q on q.workspace_id = v.workspace_id and q.id = v.queue_id left join members m on m.workspace_id = v.workspace_id and m.id = v.agent_id
    where v.ticket_id = ${ticketId} order by v.at, v.id limit 500`);
