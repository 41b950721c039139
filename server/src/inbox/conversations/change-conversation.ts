import { addJobs, type Ctx, emit, type NewEvent, notFound, Postpone, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import {
  conversationAssigned,
  conversationPrioritised,
  conversationQueued,
  conversationRead,
  conversationRenamed,
  conversationReopened,
  conversationResolved,
  conversationSnoozed,
  conversationUnread,
  conversationWaiting,
  conversationWoken,
} from "../events.ts";
import { closeSession } from "../floor/close-session.ts";
import { isPerson } from "../floor/floor.ts";
import { memberOf, takeFloorByAssigning } from "../floor/give-floor.ts";
import { openSession } from "../floor/open-session.ts";
import { markReadJob, wakeConversationJob } from "../job-kinds.ts";
import { authorOf } from "../messages/author-kind.ts";
import { audienceBefore } from "./audience.ts";
import { accessConversation, type LockedConversation } from "./conversations.ts";
import { writeLine } from "./write-line.ts";

export interface ConversationChange {
  state?: "open" | "waiting" | "resolved" | undefined;
  /** Sleeps until then; a message of the contact wakes it earlier. */
  snoozedUntil?: Date | undefined;
  /** Null: nobody. */
  assigneeId?: string | null | undefined;
  queueId?: string | null | undefined;
  priority?: "low" | "normal" | "high" | "urgent" | undefined;
  subject?: string | null | undefined;
}

/** Resolves, reopens, snoozes, assigns; each change leaves a line in the timeline that says who did it. */
export function changeConversation(ctx: Ctx, conversationId: string, change: ConversationChange): Promise<void> {
  return ctx.transaction((tx) => changeConversationIn(tx, ctx, conversationId, change));
}

/** The same as a part of something larger. */
export async function changeConversationIn(tx: Tx, ctx: Ctx, conversationId: string, change: ConversationChange): Promise<void> {
  const conversation = await accessConversation(tx, ctx, conversationId);
  if (change.snoozedUntil !== undefined) await snooze(tx, ctx, conversation, change.snoozedUntil);
  else if (change.state !== undefined && change.state !== conversation.state) await setState(tx, ctx, conversation, change.state);
  if (change.assigneeId !== undefined) {
    if (change.assigneeId !== conversation.assigneeId) await assign(tx, ctx, conversation, change.assigneeId);
    await takeFloorByAssigning(tx, ctx, conversation.id, change.assigneeId);
  }
  if (change.queueId !== undefined && change.queueId !== conversation.queueId) await queue(tx, ctx, conversation, change.queueId);
  if (change.priority !== undefined && change.priority !== conversation.priority) await prioritise(tx, ctx, conversation, change.priority);
  if (change.subject !== undefined && change.subject !== conversation.subject) {
    await tx.run(sql`update conversations set subject = ${change.subject} where id = ${conversation.id}`);
    tell(tx, ctx, conversationRenamed(about(ctx, conversation)));
  }
}

const tell = (tx: Tx, ctx: Ctx, event: NewEvent) => emit(tx, [event], ctx.now());

const about = ({ workspaceId }: Ctx, { id }: { id: string }) => ({ workspaceId, conversationId: id, subjectId: id });

/** It stands in another queue's list. @throws {AppError} platform.not_found */
export async function queue(tx: Tx, ctx: Ctx, conversation: LockedConversation, queueId: string | null): Promise<void> {
  await ensureThere(tx, "queues", queueId, "queue");
  await tx.run(sql`update conversations set queue_id = ${queueId} where id = ${conversation.id}`);
  tell(
    tx,
    ctx,
    conversationQueued({
      ...about(ctx, conversation),
      before: audienceBefore(conversation),
      detail: { from: conversation.queueId, to: queueId },
    }),
  );
}

async function prioritise(tx: Tx, ctx: Ctx, conversation: LockedConversation, priority: NonNullable<ConversationChange["priority"]>) {
  await tx.run(sql`update conversations set priority = ${priority} where id = ${conversation.id}`);
  tell(tx, ctx, conversationPrioritised({ ...about(ctx, conversation), detail: { from: conversation.priority, to: priority } }));
}

async function setState(tx: Tx, ctx: Ctx, conversation: LockedConversation, state: "open" | "waiting" | "resolved") {
  if (state === "resolved") {
    const place = { workspaceId: ctx.workspaceId, conversationId: conversation.id, now: ctx.now() };
    await closeSession(tx, place, "resolved", { id: ctx.actor.id, isPerson: isPerson(ctx.actor) });
  } else if (conversation.state === "resolved" || conversation.sessionId === null) {
    await openSession(tx, ctx, conversation, { isReply: false });
  }
  await tx.run(
    sql`update conversations set state = ${state}, snoozed_until = null, unread_count = case when ${state} = 'resolved' then 0 else unread_count end where id = ${conversation.id}`,
  );
  const event = { resolved: conversationResolved, open: conversationReopened, waiting: conversationWaiting }[state];
  tell(tx, ctx, event(about(ctx, conversation)));
  await line(tx, ctx, conversation, event.kind, {});
}

async function snooze(tx: Tx, ctx: Ctx, conversation: LockedConversation, until: Date) {
  // A resolved one has no open session: the next message has to open one.
  await tx.run(sql`
    update conversations set state = 'snoozed', snoozed_until = ${until}, session_id = case when state <> 'resolved' then session_id end where id = ${conversation.id}`);
  addJobs(
    tx,
    [wakeConversationJob({ workspaceId: ctx.workspaceId, payload: { conversationId: conversation.id }, runAt: until })],
    ctx.now(),
  );
  const detail = { until: until.toISOString() };
  tell(tx, ctx, conversationSnoozed({ ...about(ctx, conversation), detail }));
  await line(tx, ctx, conversation, conversationSnoozed.kind, detail);
}

/** Somebody else answers here from now on: a line, an event and an entry of the audit log say so. The floor is the caller's matter. */
export async function assign(tx: Tx, ctx: Ctx, conversation: LockedConversation, assigneeId: string | null): Promise<void> {
  const name = await ensureThere(tx, "members", assigneeId, "member");
  await tx.run(sql`update conversations set assignee_id = ${assigneeId} where id = ${conversation.id}`);
  tell(
    tx,
    ctx,
    conversationAssigned({
      ...about(ctx, conversation),
      before: audienceBefore(conversation),
      detail: { from: conversation.assigneeId, to: assigneeId, by: memberOf(ctx) },
    }),
  );
  await line(tx, ctx, conversation, assigneeId === null ? "conversation.unassigned" : conversationAssigned.kind, {
    assigneeId,
    assigneeName: name,
  });
  await recordAudit(tx, ctx, {
    action: "conversation.assigned",
    subjectKind: "conversation",
    subjectId: conversation.id,
    detail: { from: conversation.assigneeId, to: assigneeId },
  });
}

/** Nobody of the team looks after it any more: it lies in a queue again, which the line about the floor says. */
export async function unassign(tx: Tx, ctx: Ctx, conversation: LockedConversation): Promise<void> {
  await tx.run(sql`update conversations set assignee_id = null where id = ${conversation.id}`);
  const detail = { from: conversation.assigneeId, to: null, by: memberOf(ctx) };
  tell(tx, ctx, conversationAssigned({ ...about(ctx, conversation), before: audienceBefore(conversation), detail }));
}

async function ensureThere(tx: Tx, table: "members" | "queues", id: string | null, what: string): Promise<string | null> {
  if (id === null) return null;
  const row =
    table === "members"
      ? await tx.maybeOne(sql<{ name: string }>`select name from members where id = ${id} and removed_at is null`)
      : await tx.maybeOne(sql<{ name: string }>`select name from queues where id = ${id}`);
  if (row === null) throw notFound({ what });
  return row.name;
}

const line = (tx: Tx, ctx: Ctx, conversation: LockedConversation, event: string, detail: Record<string, unknown>) =>
  writeLine(tx, { workspaceId: ctx.workspaceId, conversation, event, detail, author: authorOf(ctx), now: ctx.now() });

/**
 * The time of a snooze has come; nothing happens when it was woken or resolved meanwhile.
 * @throws {Postpone} when it has not come: a snooze names a time of the day, also where the clock went back and moved what waits along.
 */
export async function wakeConversation(tx: Tx, workspaceId: string, conversationId: string, now: Date): Promise<void> {
  const woken = await tx.run(sql`
    update conversations set state = 'open', snoozed_until = null where id = ${conversationId} and state = 'snoozed' and snoozed_until <= ${now}`);
  if (woken > 0) return emit(tx, [conversationWoken({ workspaceId, conversationId, subjectId: conversationId })], now);
  const later = await tx.maybeOne(
    sql<{ until: Date }>`select snoozed_until as until from conversations where id = ${conversationId} and state = 'snoozed'`,
  );
  if (later !== null) throw new Postpone(later.until.getTime() - now.getTime());
}

/** Somebody looked: nothing is unread here, and the contact sees the blue checks. */
export async function markConversationRead(ctx: Ctx, conversationId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const conversation = await accessConversation(tx, ctx, conversationId);
    const changed = await tx.run(sql`update conversations set unread_count = 0 where id = ${conversation.id} and unread_count > 0`);
    if (changed === 0) return;
    tell(tx, ctx, conversationRead(about(ctx, conversation)));
    addJobs(tx, [markReadJob({ workspaceId: ctx.workspaceId, payload: { conversationId } })], ctx.now());
  });
}

export const markConversationUnread = (ctx: Ctx, conversationId: string): Promise<void> =>
  ctx.transaction((tx) => markUnreadIn(tx, ctx, conversationId));

/** The same as a part of something larger. */
export async function markUnreadIn(tx: Tx, ctx: Ctx, conversationId: string): Promise<void> {
  const conversation = await accessConversation(tx, ctx, conversationId);
  await tx.run(sql`update conversations set unread_count = greatest(unread_count, 1) where id = ${conversation.id}`);
  tell(tx, ctx, conversationUnread(about(ctx, conversation)));
}
