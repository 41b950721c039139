import { accessConversation, type HandOverParts } from "../../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { atCeiling, nothingWaits } from "../errors.ts";
import { readDeskSettings } from "../queues/desk-settings.ts";
import { lockOpenTicket } from "../tickets/ticket.ts";
import { assignTicket } from "./route-tickets.ts";

/** Candidates that are looked at: others may take the first ones at the same moment. */
const LOOK_AT = 20;

/**
 * The ticket that is next in the asker's queues becomes theirs: by priority, then arrival, pull queues included.
 * @throws {AppError} desk.nothing_waits, desk.at_ceiling
 */
export async function takeNext(
  ctx: Ctx,
  parts: HandOverParts,
  memberId: string,
  queueId: string | null,
): Promise<{ ticketId: string; conversationId: string }> {
  const waiting = await ctx.transaction((tx) => findWaiting(tx, memberId, queueId));
  for (const { id, conversationId } of waiting) {
    const taken = await ctx.transaction(async (tx) => {
      await accessConversation(tx, ctx, conversationId);
      const ticket = await lockOpenTicket(tx, conversationId);
      if (ticket === null || ticket.id !== id || ticket.state !== "waiting") return false;
      await ensureBelowCeiling(tx, memberId);
      await assignTicket(tx, ctx, parts, ticket, memberId, "taken");
      return true;
    });
    if (taken) return { ticketId: id, conversationId };
  }
  throw nothingWaits();
}

const findWaiting = (tx: Tx, memberId: string, queueId: string | null) =>
  tx.many(sql<{ id: string; conversationId: string }>`
    select first.id, first.conversation_id as "conversationId" from queue_members q cross join lateral (
      select t.id, t.conversation_id, t.priority, t.opened_at from tickets t
      where t.workspace_id = q.workspace_id and t.queue_id = q.queue_id and t.state = 'waiting' order by t.priority desc, t.opened_at, t.id limit ${LOOK_AT}) first
    where q.workspace_id = current_workspace() and q.member_id = ${memberId} and (${queueId}::uuid is null or q.queue_id = ${queueId}::uuid)
    order by first.priority desc, first.opened_at, first.id limit ${LOOK_AT}`);

/** The row stays locked: two "next" of one agent come one after the other. */
async function ensureBelowCeiling(tx: Tx, memberId: string): Promise<void> {
  const { personalCeiling } = await readDeskSettings(tx);
  const agent = await tx.maybeOne(
    sql<{ load: number; ceiling: number | null }>`select load, ceiling from agents where member_id = ${memberId} for update`,
  );
  const ceiling = agent?.ceiling ?? personalCeiling;
  if ((agent?.load ?? 0) >= ceiling) throw atCeiling({ ceiling });
}
