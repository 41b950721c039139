import { Type } from "typebox";
import { type ActionSubject, accessConversation, action } from "../inbox/index.ts";
import { idSchema, Nullable, notFound, OneOf } from "../platform/index.ts";
import { removeTaskIn } from "./change-task.ts";
import { dayFromNow } from "./due.ts";
import { makeTaskIn } from "./make-task.ts";
import { tasksWrite } from "./rights.ts";
import { readTask, TASK_PRIORITIES } from "./task.ts";
import type { TaskSubjects } from "./task-subject.ts";

const conversationSubject: ActionSubject = { kind: "conversation", access: accessConversation };
const closed = { additionalProperties: false };

/** What people in bulk, macros and machines do with tasks: about each conversation one. */
export const taskActions = (subjects: () => TaskSubjects) => [
  action({
    id: "conversation.make_task",
    subject: conversationSubject,
    label: { "pt-BR": "Criar uma tarefa", en: "Make a task", es: "Crear una tarea" },
    right: tasksWrite,
    isAudited: true,
    forModels: {
      personas: ["customer", "provider", "prospector", "administrator"],
      asksFirst: false,
      about: "Make a task for the team about this conversation: something that a person has to do later.",
      fixed: { memberId: null, priority: undefined },
    },
    input: Type.Object(
      {
        title: Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" }),
        memberId: Nullable(idSchema("member who has it; null: nobody")),
        note: Type.Optional(Type.String({ maxLength: 4000 })),
        dueInDays: Type.Optional(Type.Integer({ minimum: 0, maximum: 3650, description: "For that day; 0 is today." })),
        priority: Type.Optional(OneOf(TASK_PRIORITIES)),
      },
      closed,
    ),
    async run({ tx, ctx, subjectId, input: { title, memberId, note = "", dueInDays, priority = "normal" } }) {
      const due = dueInDays === undefined ? null : await dayFromNow(tx, ctx, dueInDays);
      const task = await makeTaskIn(tx, ctx, subjects(), {
        title: title.trim(),
        note,
        assigneeId: memberId,
        due,
        remindMinutes: due === null ? null : 0,
        priority,
        links: [{ kind: "conversation", id: subjectId }],
      });
      return { action: "conversation.remove_task", input: { taskId: task.id } };
    },
  }),
  action({
    id: "conversation.remove_task",
    subject: conversationSubject,
    label: { "pt-BR": "Remover uma tarefa", en: "Remove a task", es: "Quitar una tarea" },
    right: tasksWrite,
    isAudited: true,
    input: Type.Object({ taskId: idSchema("task") }, closed),
    async run({ tx, ctx, subjectId, input: { taskId } }) {
      const { links } = await readTask(tx, ctx, subjects(), taskId);
      if (!links.some(({ kind, id }) => kind === "conversation" && id === subjectId)) throw notFound({ what: "task" });
      await removeTaskIn(tx, ctx, subjects(), taskId);
      return null;
    },
  }),
];
