import { addJobs, type Ctx, emit, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { audienceBefore } from "./audience.ts";
import { accessConversation, type LockedConversation } from "./conversations.ts";

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
export async function changeConversation(ctx: Ctx, conversationId: string, change: ConversationChange): Promise<void> {
  await ctx.transaction(async (tx) => {
    const conversation = await accessConversation(tx, ctx, conversationId);
    if (change.snoozedUntil !== undefined) await snooze(tx, ctx, conversation, change.snoozedUntil);
    else if (change.state !== undefined && change.state !== conversation.state) await setState(tx, ctx, conversation, change.state);
    if (change.assigneeId !== undefined && change.assigneeId !== conversation.assigneeId)
      await assign(tx, ctx, conversation, change.assigneeId);
    if (change.queueId !== undefined) {
      await ensureThere(tx, "queues", change.queueId, "queue");
      await tx.run(sql`update conversations set queue_id = ${change.queueId} where id = ${conversation.id}`);
    }
    if (change.priority !== undefined)
      await tx.run(sql`update conversations set priority = ${change.priority} where id = ${conversation.id}`);
    if (change.subject !== undefined) await tx.run(sql`update conversations set subject = ${change.subject} where id = ${conversation.id}`);
    const moved = change.assigneeId !== undefined || change.queueId !== undefined;
    const before = moved ? audienceBefore(conversation) : undefined;
    emit(
      tx,
      [{ workspaceId: ctx.workspaceId, kind: "conversation.changed", conversationId, subjectId: conversationId, before }],
      ctx.now(),
    );
  });
}

async function setState(tx: Tx, ctx: Ctx, conversation: LockedConversation, state: "open" | "waiting" | "resolved") {
  if (state === "resolved") {
    await tx.run(
      sql`update sessions set closed_at = ${ctx.now()}, closed_by = ${ctx.actor.id} where id = ${conversation.sessionId} and closed_at is null`,
    );
  } else if (conversation.state === "resolved" || conversation.sessionId === null) {
    const sessionId = newId();
    await tx.run(
      sql`insert into sessions (workspace_id, id, conversation_id, opened_at, opened_by) values (${ctx.workspaceId}, ${sessionId}, ${conversation.id}, ${ctx.now()}, 'member')`,
    );
    await tx.run(sql`update conversations set session_id = ${sessionId} where id = ${conversation.id}`);
  }
  await tx.run(
    sql`update conversations set state = ${state}, snoozed_until = null, unread_count = case when ${state} = 'resolved' then 0 else unread_count end where id = ${conversation.id}`,
  );
  const event = { resolved: "conversation.resolved", open: "conversation.reopened", waiting: "conversation.waiting" }[state];
  await writeLine(tx, ctx, conversation, event, {});
}

async function snooze(tx: Tx, ctx: Ctx, conversation: LockedConversation, until: Date) {
  await tx.run(sql`update conversations set state = 'snoozed', snoozed_until = ${until} where id = ${conversation.id}`);
  addJobs(
    tx,
    [{ kind: "inbox.wake_conversation", workspaceId: ctx.workspaceId, payload: { conversationId: conversation.id }, runAt: until }],
    ctx.now(),
  );
  await writeLine(tx, ctx, conversation, "conversation.snoozed", { until: until.toISOString() });
}

async function assign(tx: Tx, ctx: Ctx, conversation: LockedConversation, assigneeId: string | null) {
  const name = await ensureThere(tx, "members", assigneeId, "member");
  await tx.run(sql`update conversations set assignee_id = ${assigneeId} where id = ${conversation.id}`);
  await writeLine(tx, ctx, conversation, assigneeId === null ? "conversation.unassigned" : "conversation.assigned", {
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

async function ensureThere(tx: Tx, table: "members" | "queues", id: string | null, what: string): Promise<string | null> {
  if (id === null) return null;
  const row =
    table === "members"
      ? await tx.maybeOne(sql<{ name: string }>`select name from members where id = ${id} and removed_at is null`)
      : await tx.maybeOne(sql<{ name: string }>`select name from queues where id = ${id}`);
  if (row === null) throw notFound({ what });
  return row.name;
}

/** A centred line of the timeline: who did what. */
async function writeLine(tx: Tx, ctx: Ctx, conversation: LockedConversation, event: string, detail: Record<string, unknown>) {
  const kind = ctx.actor.kind === "member" ? "member" : ctx.actor.kind === "api_key" ? "api" : "system";
  await tx.run(sql`
    insert into messages (workspace_id, id, conversation_id, channel_id, direction, is_note, author_kind, author_id, author_name, kind, content, status, occurred_at, created_at)
    values (${ctx.workspaceId}, ${newId()}, ${conversation.id}, ${conversation.channelId}, 'out', true, ${kind}, ${ctx.actor.id}, ${ctx.actor.name}, 'event',
      ${JSON.stringify({ event, ...detail })}, 'sent', ${ctx.now()}, ${ctx.now()})`);
}

/** The time of a snooze has come; nothing happens when it was woken, moved or resolved meanwhile. */
export async function wakeConversation(tx: Tx, workspaceId: string, conversationId: string, now: Date): Promise<void> {
  const woken = await tx.run(sql`
    update conversations set state = 'open', snoozed_until = null where id = ${conversationId} and state = 'snoozed' and snoozed_until <= ${now}`);
  if (woken > 0) emit(tx, [{ workspaceId, kind: "conversation.changed", conversationId, subjectId: conversationId }], now);
}

/** Somebody looked: nothing is unread here, and the contact sees the blue checks. */
export async function markConversationRead(ctx: Ctx, conversationId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const conversation = await accessConversation(tx, ctx, conversationId);
    const changed = await tx.run(sql`update conversations set unread_count = 0 where id = ${conversation.id} and unread_count > 0`);
    if (changed === 0) return;
    emit(tx, [{ workspaceId: ctx.workspaceId, kind: "conversation.changed", conversationId, subjectId: conversationId }], ctx.now());
    addJobs(tx, [{ kind: "inbox.mark_read", workspaceId: ctx.workspaceId, payload: { conversationId } }], ctx.now());
  });
}

export async function markConversationUnread(ctx: Ctx, conversationId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    await accessConversation(tx, ctx, conversationId);
    await tx.run(sql`update conversations set unread_count = greatest(unread_count, 1) where id = ${conversationId}`);
    emit(tx, [{ workspaceId: ctx.workspaceId, kind: "conversation.changed", conversationId, subjectId: conversationId }], ctx.now());
  });
}
