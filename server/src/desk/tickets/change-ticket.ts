import { setDue } from "../../inbox/index.ts";
import { addJobs, type Ctx, emit, newId, sql, type Tx } from "../../platform/index.ts";
import type { Ending } from "../closed-sets.ts";
import { ticketAbandoned, ticketAssigned, ticketFinished, ticketReturned, ticketTransferred } from "../events.ts";
import { routeTicketsJob } from "../job-kinds.ts";
import { readDeskSettings } from "../queues/desk-settings.ts";
import { type Queue, readQueue } from "../queues/queue.ts";
import { authorKindOf } from "./by-whom.ts";
import { nextPromise, reckon } from "./promises.ts";
import type { MoveNote, Ticket } from "./ticket.ts";

/** Waiting tickets may have somebody now. Jobs of a workspace run one after the other, those that wait as one. */
export const askForRouting = (tx: Tx, workspaceId: string, now: Date): void =>
  addJobs(tx, [routeTicketsJob({ workspaceId, payload: {}, key: `desk ${workspaceId}` })], now);

/** An agent serves it from now on; null: somebody who is no member. The caller has locked conversation and ticket. */
export async function putInService(tx: Tx, ctx: Ctx, ticket: Ticket, agentId: string | null, because: string): Promise<void> {
  const { workspaceId } = ctx;
  const now = ctx.now();
  await moveLoad(tx, ctx, ticket.state === "in_service" ? ticket.agentId : null, agentId);
  await tx.run(sql`
    update tickets set state = 'in_service', agent_id = ${agentId}, assigned_at = ${now}, position_told = null, position_told_at = null
    where id = ${ticket.id}`);
  await noteMove(tx, ctx, ticket.id, {
    kind: because === "taken" ? "taken" : "assigned",
    queueId: ticket.queueId,
    agentId,
    reason: because,
  });
  await reckonTicket(tx, { ...ticket, state: "in_service", agentId, assignedAt: now });
  const { id: subjectId, conversationId, queueId } = ticket;
  emit(tx, [ticketAssigned({ workspaceId, conversationId, subjectId, detail: { queueId, agentId, because } })], now);
}

/** It waits again, with its place by its priority and by when it came. The floor is the caller's matter. */
export async function putBack(tx: Tx, ctx: Ctx, ticket: Ticket, because: string): Promise<void> {
  const { workspaceId } = ctx;
  const now = ctx.now();
  const { id: subjectId, conversationId, queueId, agentId } = ticket;
  await moveLoad(tx, ctx, ticket.state === "in_service" ? agentId : null, null);
  await tx.run(sql`update tickets set state = 'waiting', agent_id = null, assigned_at = null where id = ${ticket.id}`);
  await noteMove(tx, ctx, ticket.id, { kind: "returned", queueId, agentId, reason: because });
  await reckonTicket(tx, { ...ticket, state: "waiting", agentId: null, assignedAt: null });
  emit(tx, [ticketReturned({ workspaceId, conversationId, subjectId, detail: { queueId, agentId, because } })], now);
  askForRouting(tx, workspaceId, now);
}

/** It is over, for good. */
export async function endTicket(
  tx: Tx,
  ctx: Ctx,
  ticket: Ticket,
  because: Ending,
  move: { to?: string | null; reason?: string | null; note?: string | null } = {},
) {
  const { workspaceId } = ctx;
  const now = ctx.now();
  const state = because === "abandoned" ? "abandoned" : because === "transferred" || because === "handed_back" ? "transferred" : "finished";
  await moveLoad(tx, ctx, ticket.state === "in_service" ? ticket.agentId : null, null);
  await tx.run(sql`
    update tickets set state = ${state}, ended_at = ${now}, ended_because = ${because}, is_unanswered = ${because === "abandoned"},
      look_at = null, abandon_at = null, overflow_at = null, answer_by = null, paused_at = null
    where id = ${ticket.id}`);
  await setDue(tx, ticket.conversationId, null);
  const { id: subjectId, conversationId, queueId, agentId } = ticket;
  await noteMove(tx, ctx, ticket.id, {
    kind: state,
    queueId: move.to ?? queueId,
    agentId,
    reason: move.reason ?? because,
    note: move.note,
  });
  const about = { workspaceId, conversationId, subjectId };
  const waitedSeconds = Math.round((now.getTime() - ticket.openedAt.getTime()) / 1000);
  const event =
    state === "abandoned"
      ? ticketAbandoned({ ...about, detail: { queueId, waitedSeconds } })
      : because === "transferred"
        ? ticketTransferred({ ...about, detail: { from: queueId, to: move.to ?? null, because: move.reason ?? because } })
        : ticketFinished({ ...about, detail: { because, agentId, queueId } });
  emit(tx, [event], now);
  if (ticket.state === "in_service") askForRouting(tx, workspaceId, now);
}

/** Reckons what is due from what the ticket is now, and keeps it: on its row, and on the conversation for lists. */
export async function reckonTicket(tx: Tx, ticket: Ticket, known?: Queue | null): Promise<void> {
  const queue = known === undefined && ticket.queueId !== null ? await readQueue(tx, ticket.queueId) : (known ?? null);
  const { warnPercent } = await readDeskSettings(tx);
  const due = reckon(queue, ticket, warnPercent);
  await tx.run(sql`
    update tickets set first_response_due_at = ${due.firstResponseDueAt}, resolution_due_at = ${due.resolutionDueAt}, abandon_at = ${due.abandonAt},
      overflow_at = ${due.overflowAt}, answer_by = ${due.answerBy}, look_at = ${due.lookAt}
    where id = ${ticket.id}`);
  await setDue(tx, ticket.conversationId, nextPromise(ticket, due));
}

/** A line of the ticket's history. */
export async function noteMove(tx: Tx, ctx: Ctx, ticketId: string, { kind, queueId, agentId, reason, note }: MoveNote): Promise<void> {
  await tx.run(sql`
    insert into ticket_moves (workspace_id, id, ticket_id, at, kind, queue_id, agent_id, by_kind, by_id, by_name, reason, note)
    values (${ctx.workspaceId}, ${newId()}, ${ticketId}, ${ctx.now()}, ${kind}, ${queueId}, ${agentId}, ${authorKindOf(ctx)}, ${ctx.actor.id}, ${ctx.actor.name},
      ${reason ?? null}, ${note ?? null})`);
}

/** Somebody serves one more. */
export const moveLoadTo = (tx: Tx, ctx: Ctx, agentId: string | null): Promise<void> => moveLoad(tx, ctx, null, agentId);

/** Rows of two agents are locked in the order of their ids. */
async function moveLoad(tx: Tx, ctx: Ctx, from: string | null, to: string | null): Promise<void> {
  if (from === to) return;
  const steps = [...(from === null ? [] : [{ memberId: from, by: -1 }]), ...(to === null ? [] : [{ memberId: to, by: 1 }])].sort((a, b) =>
    a.memberId < b.memberId ? -1 : 1,
  );
  for (const { memberId, by } of steps) {
    const serves = by > 0;
    await tx.run(sql`
      insert into agents (workspace_id, member_id, state_since, load, last_assigned_at)
      values (${ctx.workspaceId}, ${memberId}, ${ctx.now()}, ${serves ? 1 : 0}, ${serves ? ctx.now() : null})
      on conflict (workspace_id, member_id) do update set load = greatest(0, agents.load + ${by}),
        last_assigned_at = coalesce(${serves ? ctx.now() : null}, agents.last_assigned_at)`);
  }
}
