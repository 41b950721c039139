import { accessConversation, type HandOverParts } from "../../inbox/index.ts";
import { type Ctx, sql } from "../../platform/index.ts";
import { askForRouting } from "../tickets/change-ticket.ts";
import { lockOpenTicket } from "../tickets/ticket.ts";
import { returnTicket } from "../tickets/ticket-verbs.ts";

/**
 * Tickets of agents who are not online, and of those above the mean load, wait again, the youngest unanswered first, and routing gives them
 * to whoever has room. What an agent has begun to answer stays. @returns how many were set free
 */
export async function redistribute(ctx: Ctx, parts: HandOverParts, queueId: string | null): Promise<number> {
  const movable = await ctx.transaction((tx) =>
    tx.many(sql<{ id: string; conversationId: string }>`
      with held as (
        select t.id, t.conversation_id, t.first_reply_at, a.state, row_number() over (partition by t.agent_id order by t.opened_at) as nth,
          (select ceil(avg(load)) from agents where workspace_id = t.workspace_id and state = 'online') as fair
        from tickets t join agents a on a.workspace_id = t.workspace_id and a.member_id = t.agent_id
        where t.workspace_id = current_workspace() and t.state = 'in_service' and t.queue_id is not null and (${queueId}::uuid is null or t.queue_id = ${queueId}::uuid))
      select id, conversation_id as "conversationId" from held where first_reply_at is null and (state <> 'online' or nth > coalesce(fair, 0)) order by conversation_id limit 500`),
  );
  let freed = 0;
  for (const { id, conversationId } of movable) {
    const isStill = await ctx.transaction(async (tx) => {
      await accessConversation(tx, ctx, conversationId);
      const ticket = await lockOpenTicket(tx, conversationId);
      return ticket?.id === id && ticket.state === "in_service" && ticket.firstReplyAt === null;
    });
    if (!isStill) continue;
    await returnTicket(ctx, parts, id);
    freed += 1;
  }
  await ctx.transaction((tx) => askForRouting(tx, ctx.workspaceId, ctx.now()));
  return freed;
}
