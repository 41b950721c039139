import { accessConversation } from "../../inbox/index.ts";
import { sql } from "../../platform/index.ts";
import { setState } from "../agents/presence.ts";
import { deskCtx } from "../desk-ctx.ts";
import type { RoutingParts } from "../routing/route-tickets.ts";
import { lockOpenTicket } from "../tickets/ticket.ts";
import { takeFromAgent } from "./look-at-tickets.ts";

/** Agents of whom no device gave a sign for long are offline. @returns how many */
export async function findSilentAgents(ground: RoutingParts): Promise<number> {
  const now = ground.clock.now();
  const silent = await ground.db.systemStatement<{ workspaceId: string; memberId: string }>(
    "desk.silent_agents",
    `select a.workspace_id as "workspaceId", a.member_id as "memberId" from agents a left join desk_settings d on d.workspace_id = a.workspace_id
     where a.state <> 'offline' and a.seen_at < $1::timestamptz - make_interval(secs => coalesce(d.silent_seconds, 45)) limit 1000`,
    [now],
  );
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
  const held = await ground.db.systemStatement<{ workspaceId: string; conversationId: string; agentId: string }>(
    "desk.held_tickets",
    `select t.workspace_id as "workspaceId", t.conversation_id as "conversationId", t.agent_id as "agentId"
     from agents a join tickets t on t.workspace_id = a.workspace_id and t.agent_id = a.member_id and t.state = 'in_service'
       left join desk_settings d on d.workspace_id = a.workspace_id
     where a.load > 0 and a.state = 'offline' and t.queue_id is not null
       and a.state_since < $1::timestamptz - make_interval(secs => coalesce(d.grace_seconds, 120)) limit 1000`,
    [now],
  );
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
