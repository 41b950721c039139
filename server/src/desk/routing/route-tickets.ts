import { accessConversation, type HandOverParts, handOverIn, readFloor } from "../../inbox/index.ts";
import { type Ctx, completeJobs, type Job, type JobOffer, job, notFound, sql, type Tx } from "../../platform/index.ts";
import { type DeskGround, deskCtx } from "../desk-ctx.ts";
import { routeTicketsJob } from "../job-kinds.ts";
import { readDeskSettings } from "../queues/desk-settings.ts";
import { readQueue } from "../queues/queue.ts";
import { putInService } from "../tickets/change-ticket.ts";
import { settleTicket } from "../tickets/settle-ticket.ts";
import { tellContact } from "../tickets/texts.ts";
import { lockOpenTicket, type Ticket } from "../tickets/ticket.ts";
import { chooseAgent, isFree } from "./choose-agent.ts";

export type RoutingParts = DeskGround & { parts: HandOverParts };

/** So many jobs of routing are one look; they say nothing but that there may be work. */
const JOBS_AT_ONCE = 500;

/** Runs routing: of a workspace only one at a time, since its jobs have one key; that keeps the order without a lock over all tickets. */
export function routing(ground: RoutingParts): JobOffer {
  return job(routeTicketsJob, {
    size: JOBS_AT_ONCE,
    async runBatch(jobs) {
      for (const [workspaceId, theirs] of Map.groupBy(jobs, (one) => one.workspaceId)) await routeAndComplete(ground, workspaceId, theirs);
    },
  });
}

async function routeAndComplete(ground: RoutingParts, workspaceId: string, jobs: Job[]): Promise<void> {
  await routeWorkspace(ground, workspaceId, jobs[0]?.correlationId ?? null);
  await ground.db.inWorkspace(workspaceId, (tx) => completeJobs(tx, jobs));
}

/** Gives every ticket that somebody is free for to that agent, each in a transaction of its own. @returns how many */
export async function routeWorkspace(ground: RoutingParts, workspaceId: string, correlationId: string | null): Promise<number> {
  const ctx = deskCtx(ground, workspaceId, correlationId ?? "routing");
  const passed = new Set<string>();
  for (let given = 0; ; ) {
    const next = await ctx.transaction((tx) => findNext(tx, [...passed]));
    if (next === null) return given;
    const isGiven = await ctx.transaction((tx) => give(tx, ctx, ground.parts, next));
    if (isGiven) given += 1;
    else passed.add(next.ticketId);
  }
}

interface Next {
  ticketId: string;
  conversationId: string;
}

/** The first ticket by priority and arrival among those queues in which somebody is free. Pull queues give nothing by themselves. */
async function findNext(tx: Tx, passed: string[]): Promise<Next | null> {
  const { personalCeiling } = await readDeskSettings(tx);
  return tx.maybeOne(sql<Next>`
    with free as (
      select q.queue_id from agents a join queue_members q on q.workspace_id = a.workspace_id and q.member_id = a.member_id
        join members m on m.workspace_id = a.workspace_id and m.id = a.member_id and m.removed_at is null
        left join queue_settings s on s.workspace_id = q.workspace_id and s.queue_id = q.queue_id
      where a.workspace_id = current_workspace() and a.state <> 'offline' and coalesce(s.mode, 'least_busy') <> 'pull' and ${isFree(personalCeiling, sql`q.queue_id`)}
      group by q.queue_id)
    select first.id as "ticketId", first.conversation_id as "conversationId" from free cross join lateral (
      select t.id, t.conversation_id, t.priority, t.opened_at from tickets t
      where t.workspace_id = current_workspace() and t.queue_id = free.queue_id and t.state = 'waiting' and t.id <> all(${passed}::uuid[])
      order by t.priority desc, t.opened_at, t.id limit 1) first
    order by first.priority desc, first.opened_at, first.id limit 1`);
}

/** Locks in the house's order (conversation, ticket, agent), looks again, and gives. @returns false when it is no longer to be given */
async function give(tx: Tx, ctx: Ctx, parts: HandOverParts, { ticketId, conversationId }: Next): Promise<boolean> {
  await accessConversation(tx, ctx, conversationId);
  const floor = await readFloor(tx, conversationId);
  const ticket = await lockOpenTicket(tx, conversationId);
  if (ticket === null || ticket.id !== ticketId || ticket.state !== "waiting" || ticket.queueId === null) return false;
  // Somebody took it meanwhile, and the ticket has not followed yet.
  if (floor.holder !== "queue" || floor.sessionId !== ticket.sessionId) {
    await settleTicket(tx, ctx, conversationId, "moved");
    return false;
  }
  const queue = await readQueue(tx, ticket.queueId);
  const { personalCeiling } = await readDeskSettings(tx);
  const agentId = queue === null ? null : await chooseAgent(tx, queue, personalCeiling);
  if (queue === null || agentId === null) return false;
  await assignTicket(tx, ctx, parts, ticket, agentId, "routed");
  return true;
}

/** One transaction: the ticket, the agent's load, who has the floor, whom the conversation is with. */
export async function assignTicket(
  tx: Tx,
  ctx: Ctx,
  parts: HandOverParts,
  ticket: Ticket,
  agentId: string,
  because: string,
): Promise<void> {
  await putInService(tx, ctx, ticket, agentId, because);
  await handOverIn(tx, ctx, parts, ticket.conversationId, { to: { holder: "person", id: agentId }, reason: because });
  const queue = ticket.queueId === null ? null : await readQueue(tx, ticket.queueId);
  const agent = await tx.maybeOne(sql<{ name: string }>`select name from members where id = ${agentId} and removed_at is null`);
  if (agent === null) throw notFound({ what: "member" });
  await tellContact(tx, ctx, parts, { kind: "assigned", ticket, queue, agent: agent.name });
}
