import { accessConversation, type LockedConversation, readFloor } from "../../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import type { Ending } from "../closed-sets.ts";
import { type Queue, readQueue } from "../queues/queue.ts";
import { endTicket, putBack, putInService } from "./change-ticket.ts";
import { type Opening, openTicket } from "./open-ticket.ts";
import { lockOpenTicket, type Ticket } from "./ticket.ts";

/**
 * Makes the ticket of a conversation agree with its floor, which is the truth about who speaks. Whatever moved the floor, by which road
 * ever, and however often it is asked: the outcome is the same.
 * @param why a word for the history
 * @returns the open ticket, if there is one now, and whether this opened it
 */
export async function settleTicket(
  tx: Tx,
  ctx: Ctx,
  conversationId: string,
  why: string,
): Promise<{ ticket: Ticket | null; isNew: boolean }> {
  const conversation = await accessConversation(tx, ctx, conversationId);
  const floor = await readFloor(tx, conversationId);
  const open = await lockOpenTicket(tx, conversationId);
  if (open !== null && floor.sessionId !== open.sessionId) {
    await endTicket(tx, ctx, open, await whyEnded(tx, open.sessionId));
    return settleTicket(tx, ctx, conversationId, why);
  }
  if (floor.sessionId === null) return { ticket: null, isNew: false };
  const opening = openingOf(conversation, floor.sessionId);
  switch (floor.holder) {
    case "person":
      return withPerson(tx, ctx, { opening, open, agentId: floor.id, queueId: conversation.queueId, why });
    case "queue":
      return withQueue(tx, ctx, { opening, open, queueId: floor.id, why });
    default:
      if (open !== null) await endTicket(tx, ctx, open, "handed_back", { reason: why });
      return { ticket: null, isNew: false };
  }
}

const openingOf = ({ id, contactId, channelId, priority }: LockedConversation, sessionId: string): Opening => ({
  conversationId: id,
  sessionId,
  contactId,
  channelId,
  priority,
});

interface Asked {
  opening: Opening;
  open: Ticket | null;
  why: string;
}

/** Somebody took it, was given it, or began by writing: then it never waited. */
async function withPerson(
  tx: Tx,
  ctx: Ctx,
  { opening, open, agentId, queueId, why }: Asked & { agentId: string | null; queueId: string | null },
) {
  if (open === null) {
    const queue = queueId === null ? null : await readQueue(tx, queueId);
    return { ticket: await openTicket(tx, ctx, opening, { queue, agentId, reason: why }), isNew: true };
  }
  if (open.state === "waiting" || open.agentId !== agentId) await putInService(tx, ctx, open, agentId, why);
  return { ticket: await lockOpenTicket(tx, opening.conversationId), isNew: false };
}

/** It waits in that queue: for the first time, again, or in another than before. */
async function withQueue(tx: Tx, ctx: Ctx, { opening, open, queueId, why }: Asked & { queueId: string | null }) {
  const queue: Queue | null = queueId === null ? null : await readQueue(tx, queueId);
  if (open === null) return { ticket: await openTicket(tx, ctx, opening, { queue, reason: why }), isNew: true };
  if (open.queueId !== (queue?.id ?? null)) {
    await endTicket(tx, ctx, open, "transferred", { to: queue?.id ?? null, reason: why });
    return { ticket: await openTicket(tx, ctx, opening, { queue, from: open, reason: why }), isNew: true };
  }
  if (open.state === "in_service") await putBack(tx, ctx, open, why);
  return { ticket: await lockOpenTicket(tx, opening.conversationId), isNew: false };
}

/** Of the session that the ticket belonged to; one that another took the place of without a word was merged into it. */
async function whyEnded(tx: Tx, sessionId: string): Promise<Ending> {
  const row = await tx.maybeOne(sql<{ reason: string | null }>`select closed_reason as reason from sessions where id = ${sessionId}`);
  const reason = row?.reason;
  return reason === "resolved" || reason === "silence" || reason === "timeout" ? reason : "merged";
}
