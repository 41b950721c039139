import { accessConversation, handOverIn, readFloor } from "../../inbox/index.ts";
import { beginNotice } from "../../notices/index.ts";
import { type Ctx, emit, sql, type Tx } from "../../platform/index.ts";
import { findDueTickets } from "../across-workspaces.ts";
import { deskCtx } from "../desk-ctx.ts";
import { ticketBreached, ticketNearLimit } from "../events.ts";
import { BREACHED } from "../notice-kinds.ts";
import { readDeskSettings } from "../queues/desk-settings.ts";
import { type Queue, readQueue } from "../queues/queue.ts";
import type { RoutingParts } from "../routing/route-tickets.ts";
import { endTicket, noteMove, reckonTicket } from "../tickets/change-ticket.ts";
import { type DueStep, stepsOf } from "../tickets/promises.ts";
import { settleTicket } from "../tickets/settle-ticket.ts";
import { tellContact } from "../tickets/texts.ts";
import { lockOpenTicket, type Ticket } from "../tickets/ticket.ts";

const AT_ONCE = 200;

/** Every ticket of which something is due: given up, sent on, taken from an agent, near a promise or past it. @returns how many were looked at */
export async function lookAtTickets(ground: RoutingParts): Promise<number> {
  let seen = 0;
  for (;;) {
    const due = await findDueTickets(ground.db, ground.clock.now(), AT_ONCE);
    for (const { workspaceId, conversationId } of due) {
      const ctx = deskCtx(ground, workspaceId, "desk sweep");
      // One that cannot be looked at does not hold up the others; it is looked at again.
      await ctx
        .transaction((tx) => look(tx, ctx, ground, conversationId))
        .catch((error) => ground.log.warn({ err: error, conversationId }, "a ticket could not be looked at"));
    }
    seen += due.length;
    if (due.length < AT_ONCE) return seen;
  }
}

/** Locked and read again: another process may have been here. */
async function look(tx: Tx, ctx: Ctx, ground: RoutingParts, conversationId: string): Promise<void> {
  await accessConversation(tx, ctx, conversationId);
  const ticket = await lockOpenTicket(tx, conversationId);
  if (ticket === null) return;
  const queue = ticket.queueId === null ? null : await readQueue(tx, ticket.queueId);
  const now = ctx.now();
  const isDue = (at: Date | null) => at !== null && at <= now;
  if (isDue(ticket.overflowAt) && queue !== null && queue.overflowQueueId !== null)
    return sendOn(tx, ctx, ground, ticket, queue.overflowQueueId);
  if (isDue(ticket.abandonAt)) return giveUp(tx, ctx, ground, ticket, queue);
  const after = await takeSteps(tx, ctx, ticket, queue);
  if (isDue(ticket.answerBy)) return takeFromAgent(tx, ctx, ground, after, "not_answered");
  await reckonTicket(tx, after, queue);
}

/** Into the overflow queue, with its protocol. */
async function sendOn(tx: Tx, ctx: Ctx, { parts }: RoutingParts, ticket: Ticket, queueId: string): Promise<void> {
  await handOverIn(tx, ctx, parts, ticket.conversationId, { to: { holder: "queue", id: queueId }, reason: "overflow" });
  await settleTicket(tx, ctx, ticket.conversationId, "overflow");
}

/** Nobody came: the contact is told, and the conversation is on the supervisors' list. Whoever writes next begins anew. */
async function giveUp(tx: Tx, ctx: Ctx, { parts }: RoutingParts, ticket: Ticket, queue: Queue | null): Promise<void> {
  await endTicket(tx, ctx, ticket, "abandoned");
  await handOverIn(tx, ctx, parts, ticket.conversationId, { to: { holder: "nobody", id: null }, reason: "abandoned" });
  await tellContact(tx, ctx, parts, { kind: "abandoned", ticket, queue });
}

/** Its agent is gone or silent: it waits again, in its place. */
export async function takeFromAgent(tx: Tx, ctx: Ctx, { parts }: RoutingParts, ticket: Ticket, because: string): Promise<void> {
  const { conversationId, queueId, agentId } = ticket;
  const floor = await readFloor(tx, conversationId);
  if (queueId !== null && floor.holder === "person" && floor.id === agentId)
    await handOverIn(tx, ctx, parts, conversationId, { to: { holder: "queue", id: queueId }, reason: because });
  await settleTicket(tx, ctx, conversationId, because);
}

/** Warnings and breaches, each once, in the order of their times. @returns the ticket after them */
async function takeSteps(tx: Tx, ctx: Ctx, ticket: Ticket, queue: Queue | null): Promise<Ticket> {
  if (queue === null) return ticket;
  const { warnPercent } = await readDeskSettings(tx);
  const now = ctx.now();
  const due = stepsOf(queue, ticket, warnPercent)
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  if (due.length === 0) return ticket;
  const broke = (promise: string) => due.some((step) => step.promise === promise && !step.isWarning);
  const after: Ticket = {
    ...ticket,
    escalated: [...ticket.escalated, ...due.map(({ key }) => key)],
    firstResponseBreachedAt: ticket.firstResponseBreachedAt ?? (broke("first_response") ? now : null),
    resolutionBreachedAt: ticket.resolutionBreachedAt ?? (broke("resolution") ? now : null),
  };
  await tx.run(sql`
    update tickets set escalated = ${after.escalated}, first_response_breached_at = ${after.firstResponseBreachedAt}, resolution_breached_at = ${after.resolutionBreachedAt}
    where id = ${ticket.id}`);
  for (const step of due) await takeStep(tx, ctx, ticket, step);
  return after;
}

async function takeStep(
  tx: Tx,
  ctx: Ctx,
  { id, conversationId, queueId, agentId }: Ticket,
  { promise, isWarning, at, whom }: DueStep,
): Promise<void> {
  const { workspaceId } = ctx;
  const about = { workspaceId, conversationId, subjectId: id };
  const reason = typeof whom === "string" ? whom : "member";
  await noteMove(tx, ctx, id, { kind: isWarning ? "near_limit" : "breached", queueId, agentId, reason: `${promise} ${reason}` });
  if (isWarning) emit(tx, [ticketNearLimit({ ...about, detail: { promise, queueId, dueAt: at.toISOString() } })], ctx.now());
  else emit(tx, [ticketBreached({ ...about, detail: { promise, queueId } })], ctx.now());
  if (!isWarning && whom === "supervisors") await beginNotice(tx, { workspaceId, subjectId: id, now: ctx.now() }, BREACHED[promise]);
}
