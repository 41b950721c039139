import { memberNotice, noticeSubject } from "../notices/index.ts";
import { sql } from "../platform/index.ts";
import { tasksRead } from "./rights.ts";
import { taskVisibleTo } from "./task.ts";
import type { TaskSubjects } from "./task-subject.ts";

const about = { subject: "task", isUrgent: false } as const;
const media = { app: true, desktop: true, sound: false, push: true, email: false };

/** Somebody else gave a member something to do; null where no person did. */
export const GIVEN = memberNotice<{ by: string | null }>({
  ...about,
  kind: "tasks.given",
  group: "mine",
  media: { ...media, email: true },
  labels: { "pt-BR": "Tarefa atribuída a mim", en: "Task given to me", es: "Tarea asignada a mí" },
  words: {
    "pt-BR": ({ name, by }) => ({ title: `Tarefa para você: ${name}`, text: by === null ? "Criada automaticamente" : `De ${by}` }),
    en: ({ name, by }) => ({ title: `A task for you: ${name}`, text: by === null ? "Made automatically" : `Given by ${by}` }),
    es: ({ name, by }) => ({ title: `Tarea para ti: ${name}`, text: by === null ? "Creada automáticamente" : `De ${by}` }),
  },
});

interface Coming {
  /** It is for a day, without a time. */
  isDay: boolean;
  /** Before it is due, or before nine in the morning of its day. */
  minutes: number;
}

/** The reminder of a task. */
export const DUE = memberNotice<Coming>({
  ...about,
  kind: "tasks.due",
  group: "deadline",
  media: { ...media, sound: true },
  labels: { "pt-BR": "Lembrete de tarefa", en: "Reminder of a task", es: "Recordatorio de tarea" },
  words: {
    "pt-BR": ({ name, ...coming }) => ({
      title: `Lembrete: ${name}`,
      text: says(coming, "É para hoje", "Vence agora", "Está chegando a hora"),
    }),
    en: ({ name, ...coming }) => ({ title: `Reminder: ${name}`, text: says(coming, "It is for today", "It is due now", "It is due soon") }),
    es: ({ name, ...coming }) => ({ title: `Recordatorio: ${name}`, text: says(coming, "Es para hoy", "Vence ahora", "Vence pronto") }),
  },
});

const says = ({ isDay, minutes }: Coming, today: string, now: string, soon: string): string => (minutes > 0 ? soon : isDay ? today : now);

/** Tasks as notices name them, only to whoever sees them now. */
export const taskNoticeSubject = (subjects: () => TaskSubjects) =>
  noticeSubject({
    subject: "task",
    async read(tx, told, ids) {
      if (!told.capabilities.has(tasksRead.name)) return new Map();
      const rows = await tx.many(sql<{ id: string; title: string }>`
        select t.id, t.title from tasks t where t.id = any(${[...ids]}) and ${taskVisibleTo(subjects(), told, told.id)}`);
      return new Map(rows.map(({ id, title }) => [id, { name: title, path: `/tasks/${id}` }]));
    },
  });
