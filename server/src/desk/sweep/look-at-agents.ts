import { accessConversation } from "../../inbox/index.ts";
import { sql } from "../../platform/index.ts";
import { findHeldTickets, findSilent } from "../across-workspaces.ts";
import { setState } from "../agents/presence.ts";
import { deskCtx } from "../desk-ctx.ts";
import type { RoutingParts } from "../routing/route-tickets.ts";
import { lockOpenTicket } from "../tickets/ticket.ts";
import { takeFromAgent } from "./look-at-tickets.ts";

/** Agents of whom no device gave a sign for long are offline. @returns how many */
export async function findSilentAgents(ground: RoutingParts): Promise<number> {
  const now = ground.clock.now();
  const silent = await findSilent(ground.db, now);
  for (const { workspaceId, memberId } of silent) {
    const ctx = deskCtx(ground, workspaceId, "desk sweep");
    await ctx.transaction(async (tx) => {
      const row = await tx.maybeOne(
        sql<{ seenAt: Date | null }>`select seen_at as "seenAt" from agents where member_id = ${memberId} for update`,
      );
      // A sign came between the look and the lock.
      if (row === null || row.seenAt === null || row.seenAt.getTime() > now.getTime() - 20_000) return;
      await setState(tx, ctx, memberId, { state: "offline" });
    });
  }
  return silent.length;
}

/** Tickets of agents who are offline longer than the grace go back to their queues; those who were removed have none. @returns how many */
export async function returnTickets(ground: RoutingParts): Promise<number> {
  const now = ground.clock.now();
  const held = await findHeldTickets(ground.db, now);
  for (const { workspaceId, conversationId, agentId } of held) {
    const ctx = deskCtx(ground, workspaceId, "desk sweep");
    await ctx.transaction(async (tx) => {
      await accessConversation(tx, ctx, conversationId);
      const ticket = await lockOpenTicket(tx, conversationId);
      const agent = await tx.maybeOne(sql<{ state: string }>`select state from agents where member_id = ${agentId}`);
      if (ticket?.agentId !== agentId || ticket.state !== "in_service" || agent?.state !== "offline") return;
      await takeFromAgent(tx, ctx, ground, ticket, "agent_offline");
    });
  }
  return held.length;
}
