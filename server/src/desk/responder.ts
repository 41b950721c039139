import type { HandOverParts, Responder, Turn, TurnOutcome } from "../inbox/index.ts";
import type { Tx } from "../platform/index.ts";
import { sql } from "../platform/index.ts";
import { type DeskGround, deskCtx } from "./desk-ctx.ts";
import { readQueue, readQueues } from "./queues/queue.ts";
import { positionOf } from "./tickets/positions.ts";
import { settleTicket } from "./tickets/settle-ticket.ts";
import { greetingOf, tellContact } from "./tickets/texts.ts";

/** Answers for queues: when one is given the floor, a ticket is made and the contact told of it. What follows is routing. */
export function queueResponder(ground: DeskGround & { parts: HandOverParts }): Responder {
  return {
    holder: "queue",
    turns: "first",
    async canTake(tx, id, now) {
      if (id === null) return { never: "no queue is named" };
      return (await readQueue(tx, id)) === null ? { never: "the queue is gone" } : { from: now };
    },
    listTargets: async (tx) => (await readQueues(tx)).map(({ id, name }) => ({ id, name })),
    async takeTurn({ workspaceId, conversationId, sessionId, correlationId }: Turn): Promise<TurnOutcome> {
      const ctx = deskCtx(ground, workspaceId, correlationId ?? `turn ${conversationId}`);
      await ctx.transaction(async (tx) => {
        const { ticket } = await settleTicket(tx, ctx, conversationId, "queued");
        if (ticket === null || ticket.state !== "waiting" || ticket.sessionId !== sessionId || !(await isUngreeted(tx, ticket.id))) return;
        const queue = ticket.queueId === null ? null : await readQueue(tx, ticket.queueId);
        const position = await positionOf(tx, ticket);
        await tx.run(sql`update tickets set position_told = ${position}, position_told_at = ${ctx.now()} where id = ${ticket.id}`);
        await tellContact(tx, ctx, ground.parts, { kind: greetingOf(queue, ctx.now()), ticket, queue, position });
      });
      return { outcome: "kept" };
    },
  };
}

/** A turn may run again: what it said is not said twice. */
async function isUngreeted(tx: Tx, ticketId: string): Promise<boolean> {
  const row = await tx.one(sql<{ at: Date | null }>`select position_told_at as at from tickets where id = ${ticketId}`);
  return row.at === null;
}
