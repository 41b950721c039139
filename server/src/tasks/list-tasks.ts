import { type Ctx, cursorOf, notFound, readCursor, sql, type Tx } from "../platform/index.ts";
import { endOfToday } from "./due.ts";
import { memberBehind, type Task, taskColumns, taskVisibleTo } from "./task.ts";
import type { Fragment, TaskSubjects } from "./task-subject.ts";

/** `due`: what is late first, what has no time last. `created`: newest first. What is done always stands by when it was done, newest first. */
export const TASK_SORTS = ["due", "created"] as const;
/** Where a task stands in the workspace's day; `later`: after today. */
export const TASK_TIMES = ["overdue", "today", "later", "none"] as const;

export interface TaskFilter {
  whose: "mine" | "everybody";
  state: Task["state"];
  time?: (typeof TASK_TIMES)[number] | undefined;
  /** What they are about, and what is inside it. */
  about: { kind: string; id: string }[];
  sort: (typeof TASK_SORTS)[number];
  limit: number;
  cursor?: string | undefined;
}

/** A task as a list shows it: what it is about has a name where the asker sees it, and is not there else. */
export interface ShownTask extends Omit<Task, "links"> {
  links: { kind: string; id: string; name: string }[];
  /** Of an open one; null when it is done. */
  time: (typeof TASK_TIMES)[number] | null;
}

/** Tasks that the asker sees, a page at a time, each order along its own index. @throws {AppError} platform.not_found for a subject out of sight */
export function listTasks(
  ctx: Ctx,
  subjects: TaskSubjects,
  filter: TaskFilter,
): Promise<{ items: ShownTask[]; nextCursor: string | null }> {
  return ctx.transaction(async (tx) => {
    const today = await endOfToday(tx, ctx);
    const parts = [...(await conditions(tx, ctx, subjects, filter)), ...timeCondition(ctx, filter, today)];
    const { order, after, at } = orderOf(filter);
    if (filter.cursor !== undefined) parts.push(after(filter.cursor));
    const rows = await tx.many(sql<Task>`
      select ${taskColumns} from tasks t where ${sql.join(parts, sql` and `)} ${order} limit ${filter.limit + 1}`);
    const page = rows.slice(0, filter.limit);
    const last = page.at(-1);
    return {
      items: await showTasks(tx, ctx, subjects, page, today),
      nextCursor: rows.length > filter.limit && last !== undefined ? cursorOf([at(last), last.id]) : null,
    };
  });
}

/** One as lists show it. */
export async function showOne(tx: Tx, ctx: Ctx, subjects: TaskSubjects, task: Task): Promise<ShownTask> {
  const [shown] = await showTasks(tx, ctx, subjects, [task], await endOfToday(tx, ctx));
  if (shown === undefined) throw notFound({ what: "task" });
  return shown;
}

async function conditions(tx: Tx, ctx: Ctx, subjects: TaskSubjects, { whose, state, about }: TaskFilter): Promise<Fragment[]> {
  const memberId = memberBehind(ctx.actor);
  const parts = [sql`t.workspace_id = ${ctx.workspaceId}`, sql`t.state = ${sql.lit(state)}`, taskVisibleTo(subjects, ctx.actor, memberId)];
  if (whose === "mine") parts.push(sql`t.assignee_id = ${memberId}`);
  for (const { kind, id } of about) {
    const subject = subjects.get(kind);
    if (subject === undefined || !(await subject.read(tx, ctx.actor, [id])).has(id)) throw notFound({ what: kind });
    parts.push(sql`t.id in (select l.task_id from task_links l where l.workspace_id = ${ctx.workspaceId} and ${subject.within(id)})`);
  }
  return parts;
}

function timeCondition(ctx: Ctx, { time }: TaskFilter, today: Date): Fragment[] {
  if (time === undefined) return [];
  const now = ctx.now();
  const stretches = {
    overdue: sql`t.due_order <= ${now}`,
    today: sql`t.due_order > ${now} and t.due_order <= ${today}`,
    later: sql`t.due_order > ${today} and t.due_order < 'infinity'`,
    none: sql`t.due_order = 'infinity'`,
  };
  return [stretches[time]];
}

interface Order {
  order: Fragment;
  /** What comes behind the row that a cursor names. */
  after(cursor: string): Fragment;
  /** The place of a row, for its cursor. */
  at(task: Task): string;
}

const NO_TIME = "infinity";

function orderOf({ state, sort }: TaskFilter): Order {
  if (state === "done") return newestFirst(sql`t.done_at`, ({ doneAt }) => doneAt);
  if (sort === "created") return newestFirst(sql`t.created_at`, ({ createdAt }) => createdAt);
  return {
    order: sql`order by t.due_order, t.id`,
    after(cursor) {
      const [time, id] = readCursor(cursor, "text", "id");
      if (time === NO_TIME) return sql`(t.due_order, t.id) > ('infinity'::timestamptz, ${id}::uuid)`;
      const [due] = readCursor(cursor, "time", "id");
      return sql`(t.due_order, t.id) > (${due}::timestamptz, ${id}::uuid)`;
    },
    at: ({ dueAt }) => dueAt?.toISOString() ?? NO_TIME,
  };
}

const newestFirst = (column: Fragment, timeOf: (task: Task) => Date | null): Order => ({
  order: sql`order by ${column} desc, t.id desc`,
  after(cursor) {
    const [time, id] = readCursor(cursor, "time", "id");
    return sql`(${column}, t.id) < (${time}::timestamptz, ${id}::uuid)`;
  },
  at: (task) => timeOf(task)?.toISOString() ?? "",
});

async function showTasks(tx: Tx, ctx: Ctx, subjects: TaskSubjects, tasks: Task[], today: Date): Promise<ShownTask[]> {
  const names = new Map<string, string>();
  const links = tasks.flatMap((task) => task.links);
  for (const [kind, ofKind] of Map.groupBy(links, (link) => link.kind)) {
    const read = await subjects.get(kind)?.read(tx, ctx.actor, [...new Set(ofKind.map(({ id }) => id))]);
    for (const [id, name] of read ?? []) names.set(id, name);
  }
  return tasks.map((task) => ({
    ...task,
    time: timeOf(task, ctx.now(), today),
    links: task.links.flatMap(({ kind, id }) => {
      const name = names.get(id);
      return name === undefined ? [] : [{ kind, id, name }];
    }),
  }));
}

function timeOf({ state, dueAt }: Task, now: Date, today: Date): ShownTask["time"] {
  if (state === "done") return null;
  if (dueAt === null) return "none";
  return dueAt <= now ? "overdue" : dueAt <= today ? "today" : "later";
}
