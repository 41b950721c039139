import { accessConversation } from "../../inbox/index.ts";
import { emit, sql } from "../../platform/index.ts";
import { findMovedUp } from "../across-workspaces.ts";
import { deskCtx } from "../desk-ctx.ts";
import { ticketMovedUp } from "../events.ts";
import { readQueue } from "../queues/queue.ts";
import type { RoutingParts } from "../routing/route-tickets.ts";
import { positionOf } from "../tickets/positions.ts";
import { isOpenAt } from "../tickets/promises.ts";
import { tellContact } from "../tickets/texts.ts";
import { lockOpenTicket } from "../tickets/ticket.ts";

/** Nobody is told more often than this, and only good news. */
const TELL_EVERY_MINUTES = 5;

/** Tells those who moved up since they were told last. @returns how many were told */
export async function tellPositions(ground: RoutingParts): Promise<number> {
  const moved = await findMovedUp(ground.db, ground.clock.now(), TELL_EVERY_MINUTES);
  let told = 0;
  for (const { workspaceId, conversationId } of moved) {
    const ctx = deskCtx(ground, workspaceId, "desk sweep");
    await ctx.transaction(async (tx) => {
      await accessConversation(tx, ctx, conversationId);
      const ticket = await lockOpenTicket(tx, conversationId);
      if (ticket === null || ticket.state !== "waiting" || ticket.positionTold === null) return;
      const position = await positionOf(tx, ticket);
      const queue = ticket.queueId === null ? null : await readQueue(tx, ticket.queueId);
      if (position >= ticket.positionTold || !isOpenAt(queue?.hours ?? null, ctx.now())) return;
      await tx.run(sql`update tickets set position_told = ${position}, position_told_at = ${ctx.now()} where id = ${ticket.id}`);
      emit(
        tx,
        [ticketMovedUp({ workspaceId, conversationId, subjectId: ticket.id, detail: { queueId: ticket.queueId, position } })],
        ctx.now(),
      );
      if (await tellContact(tx, ctx, ground.parts, { kind: "position", ticket, queue, position })) told += 1;
    });
  }
  return told;
}
