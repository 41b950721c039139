import { addJobs, type Ctx, defineError, emit, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { accessConversation, ensureVisible } from "../conversations/conversations.ts";
import { visibleTo } from "../conversations/sight.ts";
import { keyReused } from "../errors.ts";
import { scheduledChanged } from "../events.ts";
import { sendScheduledJob } from "../job-kinds.ts";
import type { OutboundJson } from "../messages/message.schemas.ts";
import { requestHash } from "../messages/request-hash.ts";

export const SCHEDULED_STATES = ["pending", "sent", "refused", "answered", "cancelled"] as const;
/** As `POST /conversations/{id}/messages` takes it; a note is no message. */
export type ScheduledContent = Exclude<OutboundJson, { kind: "note" }>;

/** A message that leaves later. */
export interface ScheduledMessage {
  id: string;
  conversationId: string;
  author: { kind: "member" | "api_key"; id: string; name: string };
  message: ScheduledContent;
  dueAt: Date;
  /** It does not leave when the contact has written since it was made or changed. */
  unlessAnswered: boolean;
  state: (typeof SCHEDULED_STATES)[number];
  failure: { code: string; message: string } | null;
  /** Of the message that it became. */
  messageId: string | null;
  createdAt: Date;
}

export interface NewScheduled {
  message: ScheduledContent;
  /** Wall time of the workspace, `2026-11-30T09:00`, or a time with its offset. */
  at: string;
  unlessAnswered: boolean;
}

const FARTHEST_DAYS = 366;
const notInTime = defineError<{ days: number }>(
  "inbox.schedule_time",
  422,
  ({ days }) => `Name a time to come, at most ${days} days away.`,
);
const onlyItsAuthor = defineError(
  "inbox.not_your_schedule",
  403,
  "It leaves in the name of whoever wrote it, so only they change it. You can cancel it and write your own.",
);

/** Keeps a message for later. Whether it may leave is judged when it leaves. @throws {AppError} inbox.schedule_time, platform.not_found */
export function scheduleMessage(
  ctx: Ctx,
  conversationId: string,
  wanted: NewScheduled,
  key: string | undefined,
): Promise<ScheduledMessage> {
  return ctx.transaction(async (tx) => {
    await accessConversation(tx, ctx, conversationId);
    const hash = key === undefined ? null : requestHash({ conversationId, ...wanted });
    if (key !== undefined) {
      const before = await tx.maybeOne(
        sql<{ id: string; hash: string | null }>`select id, request_hash as hash from scheduled_messages where idempotency_key = ${key}`,
      );
      if (before !== null && before.hash !== hash) throw keyReused();
      if (before !== null) return findIn(tx, ctx, before.id);
    }
    const dueAt = await readTime(tx, ctx, wanted.at);
    const id = newId();
    const made = await tx.run(sql`
      insert into scheduled_messages (workspace_id, id, conversation_id, author_kind, author_id, author_name, message, due_at, unless_answered, idempotency_key, request_hash, state, created_at)
      values (${ctx.workspaceId}, ${id}, ${conversationId}, ${ctx.actor.kind}, ${ctx.actor.id}, ${ctx.actor.name}, ${JSON.stringify(wanted.message)}, ${dueAt},
        ${wanted.unlessAnswered}, ${key ?? null}, ${hash}, 'pending', ${ctx.now()})
      on conflict (workspace_id, idempotency_key) where idempotency_key is not null do nothing`);
    if (made === 0) throw keyReused();
    wake(tx, ctx, id, dueAt);
    tell(tx, ctx, conversationId, id);
    return findIn(tx, ctx, id);
  });
}

/** What waits in a conversation, and what did not leave, the soonest first. @throws {AppError} platform.not_found */
export function listScheduled(ctx: Ctx, conversationId: string): Promise<ScheduledMessage[]> {
  return ctx.transaction(async (tx) => {
    await ensureVisible(tx, ctx, conversationId);
    return read(tx, ctx, sql`s.conversation_id = ${conversationId} and s.state in ('pending', 'refused', 'answered')`);
  });
}

/**
 * Another text, another time. What was refused waits again.
 * @throws {AppError} inbox.not_your_schedule, inbox.schedule_time; platform.not_found also when it has left
 */
export function changeScheduled(ctx: Ctx, id: string, change: Partial<NewScheduled>): Promise<ScheduledMessage> {
  return ctx.transaction(async (tx) => {
    const before = await lockIn(tx, ctx, id);
    if (before.author.id !== ctx.actor.id) throw onlyItsAuthor();
    const dueAt = await readTime(tx, ctx, change.at ?? before.dueAt.toISOString());
    await tx.run(sql`
      update scheduled_messages set due_at = ${dueAt}, message = ${JSON.stringify(change.message ?? before.message)}, unless_answered = ${change.unlessAnswered ?? before.unlessAnswered},
        state = 'pending', failure_code = null, failure = null, settled_at = null, created_at = ${ctx.now()} where id = ${id}`);
    wake(tx, ctx, id, dueAt);
    tell(tx, ctx, before.conversationId, id);
    return findIn(tx, ctx, id);
  });
}

/** It does not leave; one that was refused is not shown any more. Whoever may answer there may cancel. @throws {AppError} platform.not_found */
export function cancelScheduled(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { conversationId } = await lockIn(tx, ctx, id);
    await tx.run(sql`update scheduled_messages set state = 'cancelled', settled_at = ${ctx.now()} where id = ${id}`);
    tell(tx, ctx, conversationId, id);
  });
}

/** When two conversations become one, what waits in the first leaves in the second. */
export async function moveScheduled(tx: Tx, fromId: string, toId: string): Promise<void> {
  await tx.run(sql`update scheduled_messages set conversation_id = ${toId} where conversation_id = ${fromId}`);
}

/** With its conversation, in the order in which everybody locks. One that has left is not there any more. */
async function lockIn(tx: Tx, ctx: Ctx, id: string): Promise<ScheduledMessage> {
  const { conversationId } = await findIn(tx, ctx, id);
  await accessConversation(tx, ctx, conversationId);
  await tx.run(sql`select 1 from scheduled_messages where id = ${id} for update`);
  const now = await findIn(tx, ctx, id);
  if (now.state === "sent" || now.state === "cancelled") throw notFound({ what: "scheduled message" });
  return now;
}

async function findIn(tx: Tx, ctx: Ctx, id: string): Promise<ScheduledMessage> {
  const [found] = await read(tx, ctx, sql`s.id = ${id}`);
  if (found === undefined) throw notFound({ what: "scheduled message" });
  return found;
}

function read(tx: Tx, ctx: Ctx, which: ReturnType<typeof sql>): Promise<ScheduledMessage[]> {
  return tx.many(sql<ScheduledMessage>`
    select s.id, s.conversation_id as "conversationId", json_build_object('kind', s.author_kind, 'id', s.author_id, 'name', s.author_name) as author, s.message,
      s.due_at as "dueAt", s.unless_answered as "unlessAnswered", s.state, s.message_id as "messageId", s.created_at as "createdAt",
      case when s.failure_code is not null then json_build_object('code', s.failure_code, 'message', s.failure) end as failure
    from scheduled_messages s join conversations c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
    where ${which} and ${visibleTo(ctx.actor)} order by s.due_at, s.id`);
}

/** A time without an offset is one of the workspace's clock. */
async function readTime(tx: Tx, ctx: Ctx, at: string): Promise<Date> {
  const hasOffset = /(?:Z|[+-]\d{2}:\d{2})$/.test(at);
  const { dueAt } = hasOffset
    ? { dueAt: new Date(at) }
    : await tx.one(
        sql<{ dueAt: Date }>`select ${at}::timestamp at time zone time_zone as "dueAt" from workspaces where id = ${ctx.workspaceId}`,
      );
  const awayMs = dueAt.getTime() - ctx.now().getTime();
  if (!(awayMs > 0 && awayMs <= FARTHEST_DAYS * 86_400_000)) throw notInTime({ days: FARTHEST_DAYS });
  return dueAt;
}

/** Each change adds a job for its time; those of before find nothing to do. */
const wake = (tx: Tx, { workspaceId, now }: Ctx, scheduledId: string, runAt: Date) =>
  addJobs(tx, [sendScheduledJob({ workspaceId, payload: { scheduledId }, runAt })], now());

const tell = (tx: Tx, { workspaceId, now }: Ctx, conversationId: string, subjectId: string) =>
  emit(tx, [scheduledChanged({ workspaceId, conversationId, subjectId })], now());
