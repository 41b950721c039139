import { type Ctx, sql, type Tx } from "../platform/index.ts";
import { may, recordAudit } from "../team/index.ts";
import { readDue, reminderOf } from "./due.ts";
import { notYourTask } from "./errors.ts";
import { taskChanged, taskDone, taskRemoved, taskReopened } from "./events.ts";
import { keepLinks, type NewTask } from "./make-task.ts";
import { dropReminder, planReminder } from "./remind.ts";
import { tasksManage } from "./rights.ts";
import { accessTask, memberBehind, showTask, type Task } from "./task.ts";
import { ensureSubjects, type TaskSubjects } from "./task-subject.ts";
import { ensureMember, tellAssignee, tellTask } from "./tell-task.ts";

export type TaskChange = { [Key in keyof NewTask]?: NewTask[Key] | undefined } & { state?: Task["state"] | undefined };

/** Whoever sees a task may change it, and finish it. @throws {AppError} as making one; platform.not_found */
export function changeTask(ctx: Ctx, subjects: TaskSubjects, id: string, change: TaskChange): Promise<Task> {
  return ctx.transaction(async (tx) => {
    const before = await accessTask(tx, ctx, subjects, id);
    await write(tx, ctx, before, change);
    if (change.links !== undefined) await changeLinks(tx, ctx, subjects, before, change.links);
    const after = await showTask(tx, id);
    await recordAudit(tx, ctx, { action: "task.changed", subjectKind: "task", subjectId: id, detail: detailOf(change) });
    tellTask(tx, ctx, kindOf(before, after), after);
    if (after.assignee?.id !== before.assignee?.id) await tellAssignee(tx, ctx, after);
    return after;
  });
}

/** What does not name another time keeps its reminder, or has had it. */
async function write(tx: Tx, ctx: Ctx, before: Task, change: TaskChange): Promise<void> {
  const state = change.state ?? before.state;
  const isMoved = state !== before.state;
  const assigneeId = change.assigneeId === undefined ? (before.assignee?.id ?? null) : change.assigneeId;
  if (assigneeId !== before.assignee?.id) await ensureMember(tx, assigneeId);
  const due = change.due === undefined ? before : await readDue(tx, ctx, change.due);
  const remindMinutes = change.remindMinutes === undefined ? before.remindMinutes : change.remindMinutes;
  await tx.run(sql`
    update tasks set title = ${change.title ?? before.title}, note = ${change.note ?? before.note}, priority = ${change.priority ?? before.priority},
      assignee_id = ${assigneeId}, due_at = ${due.dueAt}, due_on = ${due.dueOn}, remind_minutes = ${remindMinutes}, state = ${state},
      done_at = ${state === "open" ? null : isMoved ? ctx.now() : before.doneAt}, done_by = ${state === "open" ? null : isMoved ? ctx.actor.name : before.doneBy}
    where id = ${before.id}`);
  if (change.due === undefined && change.remindMinutes === undefined && !isMoved) return;
  await planReminder(tx, ctx, before.id, state === "done" ? null : await reminderOf(tx, ctx, due, remindMinutes));
}

/** What it was about before it may stay, also what the asker does not see; only what is new has to be seen. */
async function changeLinks(tx: Tx, ctx: Ctx, subjects: TaskSubjects, before: Task, links: NewTask["links"]): Promise<void> {
  const isThere = ({ kind, id }: NewTask["links"][number]) => before.links.some((one) => one.kind === kind && one.id === id);
  await ensureSubjects(
    tx,
    subjects,
    ctx.actor,
    links.filter((one) => !isThere(one)),
  );
  await tx.run(sql`
    delete from task_links l where l.task_id = ${before.id} and not exists (
      select 1 from unnest(${links.map(({ kind }) => kind)}::text[], ${links.map(({ id }) => id)}::uuid[]) as kept(kind, id)
      where kept.kind = l.kind and kept.id = l.subject_id)`);
  await keepLinks(tx, ctx, before.id, links);
}

const kindOf = (before: Task, after: Task) =>
  before.state === after.state ? taskChanged : after.state === "done" ? taskDone : taskReopened;

/** What was written stands in the task; the log says what of it changed. */
const detailOf = ({ title, note, links, ...rest }: TaskChange) => ({
  ...rest,
  ...(title === undefined ? {} : { title }),
  ...(note === undefined ? {} : { noteChanged: true }),
  ...(links === undefined ? {} : { links }),
});

/** @throws {AppError} platform.not_found, tasks.not_your_task */
export const removeTask = (ctx: Ctx, subjects: TaskSubjects, id: string): Promise<void> =>
  ctx.transaction((tx) => removeTaskIn(tx, ctx, subjects, id));

/** The same as a part of something larger. */
export async function removeTaskIn(tx: Tx, ctx: Ctx, subjects: TaskSubjects, id: string): Promise<void> {
  const task = await accessTask(tx, ctx, subjects, id);
  const { maker, title } = task;
  const isOwn = maker.id !== null && maker.id === (memberBehind(ctx.actor) ?? ctx.actor.id);
  if (!isOwn && !may(ctx.actor, tasksManage)) throw notYourTask();
  await dropReminder(tx, ctx, id);
  await tx.run(sql`delete from tasks where id = ${id}`);
  await recordAudit(tx, ctx, { action: "task.removed", subjectKind: "task", subjectId: id, detail: { title } });
  tellTask(tx, ctx, taskRemoved, task);
}
