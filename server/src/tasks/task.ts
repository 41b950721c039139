import { type Actor, type Ctx, notFound, sql, type Tx } from "../platform/index.ts";
import { tasksManage } from "./rights.ts";
import type { Fragment, Seer, TaskLink, TaskSubjects } from "./task-subject.ts";

/** As with conversations; the database checks them. */
export const TASK_PRIORITIES = ["low", "normal", "high", "urgent"] as const;
export const TASK_STATES = ["open", "done"] as const;

/** Something to do. */
export interface Task {
  id: string;
  title: string;
  note: string;
  priority: (typeof TASK_PRIORITIES)[number];
  state: (typeof TASK_STATES)[number];
  assignee: { id: string; name: string } | null;
  /** From when it is late; null: at no time. */
  dueAt: Date | null;
  /** The day, of one that has no time of day. */
  dueOn: string | null;
  /** Minutes before it is due, 0 when it is; of a task for a day, before nine in the morning. Null: never. */
  remindMinutes: number | null;
  /** The id is the member's where a key made it. */
  maker: { kind: Actor["kind"]; id: string | null; name: string };
  links: TaskLink[];
  createdAt: Date;
  doneAt: Date | null;
  doneBy: string | null;
}

/** Columns of a task `t`. */
export const taskColumns = sql`
  t.id, t.title, t.note, t.priority, t.state, t.due_at as "dueAt", t.due_on::text as "dueOn", t.remind_minutes as "remindMinutes",
    t.created_at as "createdAt", t.done_at as "doneAt", t.done_by as "doneBy",
    json_build_object('kind', t.maker_kind, 'id', t.maker_id, 'name', t.maker_name) as maker,
    (select json_build_object('id', m.id, 'name', m.name) from members m where m.workspace_id = t.workspace_id and m.id = t.assignee_id) as assignee,
    coalesce((select json_agg(json_build_object('kind', l.kind, 'id', l.subject_id) order by l.kind desc, l.subject_id)
      from task_links l where l.workspace_id = t.workspace_id and l.task_id = t.id), '[]') as links`;

const LINKS = sql`from task_links l where l.workspace_id = t.workspace_id and l.task_id = t.id`;

/**
 * Whether the asker sees the task `t`: their own and what they made, and what is about something that they see. What is about nothing is
 * for everybody while nobody has it, and else for who manages tasks.
 * @param memberId of whoever asks, as a member; null for machines
 */
export function taskVisibleTo(subjects: TaskSubjects, asker: Seer, memberId: string | null): Fragment {
  const managed = asker.capabilities.has(tasksManage.name) ? sql`true` : sql`t.assignee_id is null`;
  const parts = [
    sql`t.assignee_id = ${memberId}`,
    sql`t.maker_id = ${memberId}`,
    sql`(not exists (select 1 ${LINKS}) and ${managed})`,
    ...[...subjects.values()].map(({ kind, sees }) => sql`exists (select 1 ${LINKS} and l.kind = ${kind} and ${sees(asker)})`),
  ];
  return sql`(${sql.join(parts, sql` or `)})`;
}

/** The member who acts, or for whom a key acts; null where none does. What somebody's key makes is theirs. */
export const memberBehind = ({ kind, id, madeById }: Actor): string | null => (kind === "member" ? id : (madeById ?? null));

/** @throws {AppError} platform.not_found where there is none that the asker sees */
export async function readTask(tx: Tx, ctx: Ctx, subjects: TaskSubjects, id: string): Promise<Task> {
  const visible = taskVisibleTo(subjects, ctx.actor, memberBehind(ctx.actor));
  const task = await tx.maybeOne(sql<Task>`select ${taskColumns} from tasks t where t.id = ${id} and ${visible}`);
  if (task === null) throw notFound({ what: "task" });
  return task;
}

/** The one way to a task that is acted upon: seen, and locked. @throws {AppError} platform.not_found */
export async function accessTask(tx: Tx, ctx: Ctx, subjects: TaskSubjects, id: string): Promise<Task> {
  await tx.run(sql`select 1 from tasks where id = ${id} for update`);
  return readTask(tx, ctx, subjects, id);
}

/** What became of a task that the asker has just made or changed, also where they no longer see it. */
export const showTask = (tx: Tx, id: string): Promise<Task> => tx.one(sql<Task>`select ${taskColumns} from tasks t where t.id = ${id}`);

/** The member who made it, by hand or by a key; null: a machine of the product did. */
export const makerOf = ({ maker }: Pick<Task, "maker">): string | null =>
  maker.kind === "member" || maker.kind === "api_key" ? maker.id : null;
