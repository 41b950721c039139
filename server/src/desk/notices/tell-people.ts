import { messageReceived } from "../../inbox/index.ts";
import { tellMembers } from "../../notices/index.ts";
import { consumer, type FeedEvent, on, sql, type Tx } from "../../platform/index.ts";
import { ticketBreached, ticketNearLimit, ticketReturned } from "../events.ts";
import { NEAR_LIMIT, OVERDUE, TAKEN_BACK, WROTE_WHILE_AWAY } from "./member-kinds.ts";

/** Tells agents what happens to their tickets and conversations while they look elsewhere. */
export const tellPeople = consumer(
  "desk.tell_people",
  on(ticketNearLimit, (tx, events, now) => tellAgents(tx, events, now, NEAR_LIMIT)),
  on(ticketBreached, (tx, events, now) => tellAgents(tx, events, now, OVERDUE)),
  on(ticketReturned, async (tx, events, now) => {
    for (const { workspaceId, conversationId, detail } of events) {
      const { agentId, because } = detail;
      // Whoever gave it back by hand knows.
      if (agentId === null || conversationId === null || (because !== "agent_offline" && because !== "not_answered")) continue;
      await tellMembers(tx, { workspaceId, now }, [TAKEN_BACK.of({ memberId: agentId, subjectId: conversationId, facts: { because } })]);
    }
  }),
  on(messageReceived, async (tx, events, now) => {
    const spoken = events.filter(({ detail, conversationId }) => detail.silent === null && conversationId !== null);
    const agents = await findAway(tx, [...new Set(spoken.flatMap(({ conversationId }) => conversationId ?? []))]);
    for (const { workspaceId, conversationId } of spoken) {
      const memberId = agents.get(conversationId ?? "");
      if (memberId === undefined || conversationId === null) continue;
      await tellMembers(tx, { workspaceId, now }, [WROTE_WHILE_AWAY.of({ memberId, subjectId: conversationId, facts: {} })]);
    }
  }),
);

/** Its agent as the ticket is now; while it waits for one, supervisors hear of it elsewhere. */
async function tellAgents(tx: Tx, events: FeedEvent<{ promise: string }>[], now: Date, kind: typeof NEAR_LIMIT): Promise<void> {
  for (const { workspaceId, conversationId, subjectId, detail } of events) {
    const ticket = await tx.maybeOne(sql<{ agentId: string; queue: string | null }>`
      select t.agent_id as "agentId", q.name as queue from tickets t left join queues q on q.workspace_id = t.workspace_id and q.id = t.queue_id
      where t.id = ${subjectId} and t.state = 'in_service' and t.agent_id is not null`);
    if (ticket === null || conversationId === null) continue;
    const promise = detail.promise === "resolution" ? "resolution" : "first_response";
    const notice = kind.of({ memberId: ticket.agentId, subjectId: conversationId, facts: { promise, queue: ticket.queue } });
    await tellMembers(tx, { workspaceId, now }, [notice]);
  }
}

/** Of conversations that somebody has: who it is, where they are away or offline. */
async function findAway(tx: Tx, conversationIds: string[]): Promise<Map<string, string>> {
  if (conversationIds.length === 0) return new Map();
  const rows = await tx.named<{ id: string; memberId: string }>(
    "desk.away_assignees",
    `select c.id, c.assignee_id as "memberId" from conversations c join agents a on a.workspace_id = c.workspace_id and a.member_id = c.assignee_id
     where c.workspace_id = current_workspace() and c.id = any($1) and a.state in ('away', 'offline')`,
    [conversationIds],
  );
  return new Map(rows.map(({ id, memberId }) => [id, memberId]));
}
