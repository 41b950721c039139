import { type Ctx, sql } from "../platform/index.ts";
import { dayFromNow } from "./due.ts";
import { makeTask, type NewTask } from "./make-task.ts";
import type { TaskSubjects } from "./task-subject.ts";

/** In days from today; whose: their place among those who serve, null is nobody. */
interface Planned extends Pick<NewTask, "title" | "note" | "priority"> {
  days: number | null;
  whose: number | null;
}

const PLANNED: Planned[] = [
  { title: "Cobrar o laudo da vistoria", note: "Prometido para ontem.", days: -1, priority: "high", whose: 0 },
  { title: "Preparar a proposta revista", note: "Com dois compressores.", days: 0, priority: "high", whose: 0 },
  { title: "Ver o horário da visita", note: "", days: 0, priority: "normal", whose: 1 },
  { title: "Pedir o comprovante de compra", note: "Sem ele a garantia não anda.", days: 2, priority: "normal", whose: 0 },
  { title: "Ligar para saber se ficou bom", note: "", days: 6, priority: "low", whose: 1 },
  { title: "Rever a lista de peças em falta", note: "", days: null, priority: "low", whose: null },
];

/** A few tasks as a team of the demonstration would have them, about the talks that are there. */
export const demoTasks =
  (subjects: () => TaskSubjects) =>
  async (ctx: Ctx): Promise<void> => {
    const [members, talks] = await ctx.transaction(async (tx) => [
      await tx.many(sql<{ id: string }>`
        select id from members where removed_at is null and role in ('owner', 'supervisor', 'agent') order by created_at, id limit 2`),
      await tx.many(sql<{ id: string }>`
        select id from conversations where state = 'open' and last_message_id is not null order by last_message_at desc, id limit ${PLANNED.length}`),
    ]);
    for (const [place, { days, whose, ...task }] of PLANNED.entries()) {
      const talk = whose === null ? undefined : talks[place];
      await makeTask(ctx, subjects(), {
        ...task,
        assigneeId: whose === null ? null : (members[whose]?.id ?? null),
        due: days === null ? null : await ctx.transaction((tx) => dayFromNow(tx, ctx, days)),
        remindMinutes: null,
        links: talk === undefined ? [] : [{ kind: "conversation", id: talk.id }],
      });
    }
  };
