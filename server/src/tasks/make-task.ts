import { type Ctx, newId, sql, type Tx } from "../platform/index.ts";
import { recordAudit } from "../team/index.ts";
import { readDue, reminderOf } from "./due.ts";
import { taskMade } from "./events.ts";
import { planReminder } from "./remind.ts";
import { memberBehind, showTask, type Task } from "./task.ts";
import { ensureSubjects, type TaskLink, type TaskSubjects } from "./task-subject.ts";
import { ensureMember, tellAssignee, tellTask } from "./tell-task.ts";

export interface NewTask {
  title: string;
  note: string;
  assigneeId: string | null;
  /** A day, a time of the workspace's clock, or a time with its offset; null: at no time. */
  due: string | null;
  remindMinutes: number | null;
  priority: Task["priority"];
  links: readonly TaskLink[];
}

/** @throws {AppError} platform.not_found for a member or a subject that is not there, tasks.unknown_subject, platform.invalid_request */
export const makeTask = (ctx: Ctx, subjects: TaskSubjects, wanted: NewTask): Promise<Task> =>
  ctx.transaction((tx) => makeTaskIn(tx, ctx, subjects, wanted));

/** The same as a part of something larger. */
export async function makeTaskIn(tx: Tx, ctx: Ctx, subjects: TaskSubjects, wanted: NewTask): Promise<Task> {
  const { title, note, assigneeId, priority, remindMinutes, links } = wanted;
  const { actor, workspaceId } = ctx;
  await ensureMember(tx, assigneeId);
  await ensureSubjects(tx, subjects, actor, links);
  const due = await readDue(tx, ctx, wanted.due);
  const remindAt = await reminderOf(tx, ctx, due, remindMinutes);
  const id = newId();
  await tx.run(sql`
    insert into tasks (workspace_id, id, title, note, priority, assignee_id, due_at, due_on, remind_minutes, remind_at, maker_kind, maker_id, maker_name, created_at)
    values (${workspaceId}, ${id}, ${title}, ${note}, ${priority}, ${assigneeId}, ${due.dueAt}, ${due.dueOn}, ${remindMinutes}, ${remindAt},
      ${actor.kind}, ${memberBehind(actor) ?? actor.id}, ${actor.name}, ${ctx.now()})`);
  await keepLinks(tx, ctx, id, links);
  await planReminder(tx, ctx, id, remindAt);
  const task = await showTask(tx, id);
  await recordAudit(tx, ctx, { action: "task.made", subjectKind: "task", subjectId: id, detail: { title, assigneeId } });
  tellTask(tx, ctx, taskMade, task);
  await tellAssignee(tx, ctx, task);
  return task;
}

/** What it is about, each once. */
export async function keepLinks(tx: Tx, { workspaceId }: Ctx, taskId: string, links: readonly TaskLink[]): Promise<void> {
  await tx.run(sql`
    insert into task_links (workspace_id, task_id, kind, subject_id)
    select ${workspaceId}, ${taskId}, kind, id from unnest(${links.map(({ kind }) => kind)}::text[], ${links.map(({ id }) => id)}::uuid[]) as given(kind, id)
    on conflict do nothing`);
}
