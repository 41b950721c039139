import { Type } from "typebox";
import { type App, cursorSchema, IsoTime, idSchema, limitSchema, listOf, Nullable, OneOf } from "../platform/index.ts";
import { changeTask, removeTask } from "./change-task.ts";
import { listTasks, type ShownTask, showOne, TASK_SORTS, TASK_TIMES } from "./list-tasks.ts";
import { makeTask } from "./make-task.ts";
import { tasksRead, tasksWrite } from "./rights.ts";
import { readTask, TASK_PRIORITIES, TASK_STATES } from "./task.ts";
import type { TaskSubjects } from "./task-subject.ts";

const Title = Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" });
const Note = Type.String({ maxLength: 4000 });
const Priority = OneOf(TASK_PRIORITIES);
const DueSchema = Type.String({
  pattern: "^\\d{4}-(0[1-9]|1[0-2])-([0-2]\\d|3[01])(T([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2})?)?$",
  description: "A day, `2026-11-30`, at whose end it is late; or a time, which without an offset is one of the workspace's clock.",
});
const Minutes = Type.Integer({
  minimum: 0,
  maximum: 40_320,
  description: "When somebody is reminded: so many minutes before it is due; of a task for a day, before nine in the morning. Null: never.",
});
const Link = Type.Object(
  { kind: Type.String({ maxLength: 40, description: "`conversation` or `contact`." }), id: idSchema("record") },
  { additionalProperties: false },
);
const Links = Type.Array(Link, { maxItems: 10, description: "What it is about." });
const Written = {
  note: Note,
  assigneeId: Nullable(idSchema("member who has it; null: nobody")),
  due: Nullable(DueSchema),
  remindMinutes: Nullable(Minutes),
  priority: Priority,
  links: Links,
};
const TaskInput = Type.Object({ title: Title, ...Type.Partial(Type.Object(Written)).properties }, { additionalProperties: false });
const TaskChange = Type.Object(
  { ...Type.Partial(Type.Object({ title: Title, ...Written })).properties, state: Type.Optional(OneOf(TASK_STATES)) },
  { additionalProperties: false, minProperties: 1 },
);
const TaskSchema = Type.Object({
  id: idSchema("task"),
  title: Type.String(),
  note: Type.String(),
  priority: Priority,
  state: OneOf(TASK_STATES),
  assignee: Nullable(Type.Object({ id: idSchema("member"), name: Type.String() })),
  dueAt: Nullable(Type.String({ format: "date-time", description: "From when it is late." })),
  dueOn: Nullable(Type.String({ description: "The day, of one that has no time of day." })),
  remindMinutes: Nullable(Type.Integer()),
  time: Nullable(OneOf(TASK_TIMES, { description: "Where it stands in the workspace's day; null when it is done." })),
  maker: Type.Object({
    kind: Type.String(),
    id: Nullable(Type.String({ description: "Of the member, also where a key made it." })),
    name: Type.String(),
  }),
  links: Type.Array(Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() }), {
    description: "Of what it is about, what you see.",
  }),
  createdAt: IsoTime,
  doneAt: Nullable(IsoTime),
  doneBy: Nullable(Type.String()),
});
const params = Type.Object({ taskId: idSchema("task") });

/** What is to be done, by whom and until when. */
export function taskRoutes(app: App, subjects: () => TaskSubjects) {
  const tags = ["Tasks"];
  const write = { config: { access: tasksWrite } };
  app.get(
    "/tasks",
    {
      config: { access: tasksRead },
      schema: {
        tags,
        summary: "Tasks that you see, what is late first",
        querystring: Type.Object({
          whose: Type.Optional(OneOf(["mine", "everybody"])),
          state: Type.Optional(OneOf(TASK_STATES)),
          time: Type.Optional(OneOf(TASK_TIMES)),
          conversationId: Type.Optional(idSchema("conversation")),
          contactId: Type.Optional(idSchema("contact; tasks about their conversations belong to it")),
          sort: Type.Optional(OneOf(TASK_SORTS)),
          limit: Type.Optional(limitSchema),
          cursor: Type.Optional(cursorSchema),
        }),
        response: { 200: listOf(TaskSchema) },
      },
    },
    async ({ ctx, query: { whose = "everybody", state = "open", sort = "due", limit = 50, conversationId, contactId, time, cursor } }) => {
      const about = [
        ...(conversationId === undefined ? [] : [{ kind: "conversation", id: conversationId }]),
        ...(contactId === undefined ? [] : [{ kind: "contact", id: contactId }]),
      ];
      const { items, nextCursor } = await listTasks(ctx, subjects(), { whose, state, sort, limit, time, cursor, about });
      return { items: items.map(present), nextCursor };
    },
  );
  app.get(
    "/tasks/:taskId",
    { config: { access: tasksRead }, schema: { tags, summary: "One task", params, response: { 200: TaskSchema } } },
    ({ ctx, params }) =>
      ctx.transaction(async (tx) => present(await showOne(tx, ctx, subjects(), await readTask(tx, ctx, subjects(), params.taskId)))),
  );
  app.post(
    "/tasks",
    { ...write, schema: { tags, summary: "Make a task", body: TaskInput, response: { 201: TaskSchema } } },
    async ({ ctx, body }, reply) => {
      const { note = "", assigneeId = null, due = null, remindMinutes = null, priority = "normal", links = [] } = body;
      const wanted = { title: body.title.trim(), note, assigneeId, due, remindMinutes, priority, links };
      const task = await makeTask(ctx, subjects(), wanted);
      return reply.code(201).send(present(await ctx.transaction((tx) => showOne(tx, ctx, subjects(), task))));
    },
  );
  app.patch(
    "/tasks/:taskId",
    {
      ...write,
      schema: { tags, summary: "Change, finish or reopen a task that you see", params, body: TaskChange, response: { 200: TaskSchema } },
    },
    async ({ ctx, params, body }) => {
      const task = await changeTask(ctx, subjects(), params.taskId, {
        ...body,
        ...(body.title === undefined ? {} : { title: body.title.trim() }),
      });
      return present(await ctx.transaction((tx) => showOne(tx, ctx, subjects(), task)));
    },
  );
  app.delete(
    "/tasks/:taskId",
    {
      ...write,
      schema: { tags, summary: "Remove a task; one of somebody else's making needs a right", params, response: { 204: Type.Null() } },
    },
    async ({ ctx, params }, reply) => {
      await removeTask(ctx, subjects(), params.taskId);
      return reply.code(204).send(null);
    },
  );
}

const present = ({ dueAt, createdAt, doneAt, ...task }: ShownTask) => ({
  ...task,
  dueAt: dueAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
  doneAt: doneAt?.toISOString() ?? null,
});
