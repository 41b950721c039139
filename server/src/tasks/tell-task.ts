import { tellMembers } from "../notices/index.ts";
import { type Ctx, type EventKind, emit, notFound, sql, type Tx, tellMember } from "../platform/index.ts";
import { GIVEN } from "./notice-kinds.ts";
import { makerOf, memberBehind, type Task } from "./task.ts";

/**
 * Says what happened to a task. One that is about a conversation is heard by whoever sees that conversation, and by whom it is of;
 * the others by everybody, who learn an id and nothing else.
 */
export function tellTask(tx: Tx, { workspaceId, now }: Ctx, kind: EventKind<{ assigneeId: string | null }>, task: Task): void {
  const conversationId = task.links.find((one) => one.kind === "conversation")?.id ?? null;
  const assigneeId = task.assignee?.id ?? null;
  emit(tx, [kind({ workspaceId, conversationId, subjectId: task.id, detail: { assigneeId } })], now());
  if (conversationId === null) return;
  for (const memberId of new Set([assigneeId, makerOf(task)]))
    if (memberId !== null) tellMember(tx, memberId, { workspaceId, kind: kind.kind, conversationId: null, subjectId: task.id });
}

/** Whoever gets a task from somebody else hears of it. */
export async function tellAssignee(tx: Tx, ctx: Ctx, { id, assignee }: Task): Promise<void> {
  if (assignee === null || assignee.id === memberBehind(ctx.actor)) return;
  const by = ctx.actor.kind === "member" ? ctx.actor.name : null;
  await tellMembers(tx, { workspaceId: ctx.workspaceId, now: ctx.now() }, [
    GIVEN.of({ memberId: assignee.id, subjectId: id, facts: { by } }),
  ]);
}

/** @throws {AppError} platform.not_found for somebody who is not there any more */
export async function ensureMember(tx: Tx, memberId: string | null): Promise<void> {
  if (memberId === null) return;
  const there = await tx.maybeOne(sql`select 1 from members where id = ${memberId} and removed_at is null`);
  if (there === null) throw notFound({ what: "member" });
}
