import { type Ctx, emit, newId, sql, type Tx } from "../../platform/index.ts";
import { readWorkspace } from "../../team/index.ts";
import { ticketOpened } from "../events.ts";
import type { Queue } from "../queues/queue.ts";
import { askForRouting, moveLoadTo, noteMove, reckonTicket } from "./change-ticket.ts";
import { makeProtocol } from "./protocol.ts";
import { TICKET, type Ticket } from "./ticket.ts";

/** Where and for whom people are wanted. */
export interface Opening {
  conversationId: string;
  sessionId: string;
  contactId: string;
  channelId: string;
  /** Of the conversation: it raises what the queue gives. */
  priority: string;
}

interface Begun {
  queue: Queue | null;
  /** Who serves from the start; undefined: it waits. Null: somebody who is no member. */
  agentId?: string | null;
  /** The ticket that it goes on from: the protocol stays, and what the contact has waited. */
  from?: Ticket;
  reason: string;
}

/** What the conversation's priority makes of a queue's, at least. */
const RAISED: Readonly<Record<string, number>> = { urgent: 10, high: 8 };
const TRIES = 5;

/** People are wanted in a session that has no open ticket. The caller has locked the conversation. */
export async function openTicket(tx: Tx, ctx: Ctx, opening: Opening, { queue, agentId, from, reason }: Begun): Promise<Ticket> {
  const { workspaceId } = ctx;
  const now = ctx.now();
  const isWaiting = agentId === undefined;
  const priority = Math.max(queue?.priority ?? 5, RAISED[opening.priority] ?? 1);
  const id = newId();
  const insert = (protocol: string, part: number) =>
    tx.maybeOne(sql<Ticket>`
      insert into tickets as t (workspace_id, id, protocol, part, conversation_id, session_id, contact_id, channel_id, queue_id, agent_id, state, priority, opened_at, assigned_at)
      values (${workspaceId}, ${id}, ${protocol}, ${part}, ${opening.conversationId}, ${opening.sessionId}, ${opening.contactId}, ${opening.channelId}, ${queue?.id ?? null},
        ${agentId ?? null}, ${isWaiting ? "waiting" : "in_service"}, ${priority}, ${now}, ${isWaiting ? null : now})
      on conflict (workspace_id, protocol, part) do nothing returning ${TICKET}`);
  let ticket = from === undefined ? null : await insert(from.protocol, from.part + 1);
  const { timeZone } = await readWorkspace(tx);
  for (let tries = 0; ticket === null && tries < TRIES; tries += 1) ticket = await insert(makeProtocol(now, timeZone), 1);
  if (ticket === null) throw new Error("no free protocol was found");
  await tx.run(sql`update tickets set is_unanswered = false where conversation_id = ${opening.conversationId} and is_unanswered`);
  if (!isWaiting) await moveLoadTo(tx, ctx, agentId);
  await noteMove(tx, ctx, id, { kind: "opened", queueId: queue?.id ?? null, agentId: agentId ?? null, reason });
  await reckonTicket(tx, ticket, queue);
  const { conversationId } = opening;
  emit(
    tx,
    [ticketOpened({ workspaceId, conversationId, subjectId: id, detail: { queueId: queue?.id ?? null, protocol: ticket.protocol } })],
    now,
  );
  if (isWaiting) askForRouting(tx, workspaceId, now);
  return ticket;
}
