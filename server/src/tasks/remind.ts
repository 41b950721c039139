import { tellMembers } from "../notices/index.ts";
import { addJobs, type Clock, type Ctx, type Database, dropJobs, type Job, Postpone, sql, type Tx } from "../platform/index.ts";
import { remindJob } from "./job-kinds.ts";
import { DUE } from "./notice-kinds.ts";

const keyOf = (taskId: string) => `task ${taskId}`;

/** Says when somebody is reminded of a task, in place of what was said before; null: never. */
export async function planReminder(tx: Tx, ctx: Ctx, taskId: string, remindAt: Date | null): Promise<void> {
  const { workspaceId } = ctx;
  await dropReminder(tx, ctx, taskId);
  await tx.run(sql`update tasks set remind_at = ${remindAt} where id = ${taskId}`);
  if (remindAt !== null) addJobs(tx, [remindJob({ workspaceId, payload: { taskId }, key: keyOf(taskId), runAt: remindAt })], ctx.now());
}

/** Jobs of a key run one after the other, so one that is not wanted any more would hold up the next. */
export const dropReminder = (tx: Tx, { workspaceId }: Ctx, taskId: string): Promise<void> => dropJobs(tx, workspaceId, keyOf(taskId));

interface DueTask {
  id: string;
  /** Who has it, or else the member who made it. */
  memberId: string | null;
  remindAt: Date;
  isDay: boolean;
  minutes: number;
}

/**
 * The time has come. What is told and that it was told are one transaction, under the lock of the task: whoever comes second finds
 * nothing, and a crash leaves it to be told.
 * @throws {Postpone} when the clock went back, or another time was named meanwhile
 */
export async function remind(
  { db, clock }: { db: Database; clock: Clock },
  { workspaceId, payload }: Job<{ taskId: string }>,
): Promise<void> {
  await db.inWorkspace(workspaceId, async (tx) => {
    const task = await tx.maybeOne(sql<DueTask>`
      select id, coalesce(assignee_id, case when maker_kind in ('member', 'api_key') then maker_id end) as "memberId", remind_at as "remindAt",
        due_on is not null as "isDay", remind_minutes as minutes
      from tasks where id = ${payload.taskId} and remind_at is not null and state = 'open' for update`);
    if (task === null) return;
    const now = clock.now();
    if (task.remindAt > now) throw new Postpone(task.remindAt.getTime() - now.getTime());
    await tx.run(sql`update tasks set remind_at = null where id = ${task.id}`);
    const { id: subjectId, memberId, isDay, minutes } = task;
    if (memberId !== null) await tellMembers(tx, { workspaceId, now }, [DUE.of({ memberId, subjectId, facts: { isDay, minutes } })]);
  });
}
