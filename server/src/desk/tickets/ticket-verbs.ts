import { accessConversation, changeConversationIn, type HandOverParts, handOverIn, type LockedConversation } from "../../inbox/index.ts";
import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { may } from "../../team/index.ts";
import { notAnAgent, ticketOver, unknownReason } from "../errors.ts";
import { askRating } from "../rating/ask-rating.ts";
import { deskWatch } from "../rights.ts";
import { noteMove } from "./change-ticket.ts";
import { settleTicket } from "./settle-ticket.ts";
import { lockOpenTicket, type Ticket } from "./ticket.ts";

/** Where a ticket goes on. */
export type Destination = { holder: "queue" | "flow" | "ai"; id: string } | { holder: "person"; id: string };

/** To an agent, a queue, or back to a flow or AI agent, with a note for who comes next. @throws {AppError} desk.ticket_over, platform.not_found */
export function transferTicket(
  ctx: Ctx,
  parts: HandOverParts,
  ticketId: string,
  to: Destination,
  { reason, note }: { reason?: string | undefined; note?: string | undefined },
) {
  return ctx.transaction(async (tx) => {
    const { ticket, conversation } = await accessTicket(tx, ctx, ticketId);
    if (to.holder === "person") await ensureAgent(tx, ctx, ticket, to.id);
    if (note !== undefined)
      await noteMove(tx, ctx, ticket.id, { kind: "note", queueId: ticket.queueId, agentId: ticket.agentId, reason, note });
    await handOverIn(tx, ctx, parts, conversation.id, { to, reason: reason ?? "transferred", summary: note });
    await settleTicket(tx, ctx, conversation.id, reason ?? "transferred");
  });
}

/** Its agent gives it back: it waits again, in its place. @throws {AppError} desk.ticket_over */
export function returnTicket(ctx: Ctx, parts: HandOverParts, ticketId: string, note?: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { ticket, conversation } = await accessTicket(tx, ctx, ticketId);
    if (ticket.queueId === null) throw notFound({ what: "queue" });
    await handOverIn(tx, ctx, parts, conversation.id, { to: { holder: "queue", id: ticket.queueId }, reason: "given_back", summary: note });
    await settleTicket(tx, ctx, conversation.id, "given_back");
  });
}

/** Settles the conversation, with a reason; whether the contact is asked how it was, the reason and the queue say. */
export function closeTicket(
  ctx: Ctx,
  parts: HandOverParts,
  ticketId: string,
  { reasonId, note, asks }: { reasonId: string | null; note?: string | undefined; asks: boolean },
): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { ticket, conversation } = await accessTicket(tx, ctx, ticketId);
    const reason =
      reasonId === null
        ? null
        : await tx.maybeOne(
            sql<{
              asksRating: boolean;
            }>`select asks_rating as "asksRating" from close_reasons where id = ${reasonId} and archived_at is null`,
          );
    if (reasonId !== null && reason === null) throw unknownReason();
    await tx.run(sql`update tickets set close_reason_id = ${reasonId} where id = ${ticket.id}`);
    if (note !== undefined) await noteMove(tx, ctx, ticket.id, { kind: "note", queueId: ticket.queueId, agentId: ticket.agentId, note });
    await changeConversationIn(tx, ctx, conversation.id, { state: "resolved" });
    await settleTicket(tx, ctx, conversation.id, "closed");
    await askRating(tx, ctx, parts, ticket, { byHand: asks, byReason: reason?.asksRating ?? true });
  });
}

/** @param priority 1 to 10; what waits is ordered anew at once */
export function prioritiseTicket(ctx: Ctx, ticketId: string, priority: number): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { ticket } = await accessTicket(tx, ctx, ticketId);
    await tx.run(sql`update tickets set priority = ${priority} where id = ${ticket.id}`);
    const detail = `${ticket.priority} → ${priority}`;
    await noteMove(tx, ctx, ticket.id, { kind: "priority", queueId: ticket.queueId, agentId: ticket.agentId, reason: detail });
  });
}

/** Fetched with the asker's sight, locked after its conversation. @throws {AppError} platform.not_found, desk.ticket_over */
async function accessTicket(tx: Tx, ctx: Ctx, ticketId: string): Promise<{ ticket: Ticket; conversation: LockedConversation }> {
  const row = await tx.maybeOne(sql<{ conversationId: string; state: string }>`
    select conversation_id as "conversationId", state from tickets where id = ${ticketId}`);
  if (row === null) throw notFound({ what: "ticket" });
  const conversation = await accessConversation(tx, ctx, row.conversationId).catch(() => {
    throw notFound({ what: "ticket" });
  });
  const ticket = await lockOpenTicket(tx, conversation.id);
  if (ticket?.id !== ticketId) throw ticketOver({ state: row.state });
  return { ticket, conversation };
}

/** Whoever watches may give a ticket to anybody; others to those who serve its queue. */
async function ensureAgent(tx: Tx, ctx: Ctx, { queueId }: Ticket, memberId: string): Promise<void> {
  const member = await tx.maybeOne(sql<{ name: string; serves: boolean }>`
    select m.name, ${queueId}::uuid is null or exists (select 1 from queue_members q where q.workspace_id = m.workspace_id and q.member_id = m.id and q.queue_id = ${queueId}::uuid) as serves
    from members m where m.id = ${memberId} and m.removed_at is null`);
  if (member === null) throw notFound({ what: "member" });
  if (!member.serves && !may(ctx.actor, deskWatch)) throw notAnAgent({ name: member.name });
}
