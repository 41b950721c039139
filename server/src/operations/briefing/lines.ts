import { type BriefingLine, briefingLine } from "../../notices/index.ts";
import { sql } from "../../platform/index.ts";
import { readFieldDay } from "../field-day.ts";

const WORDS = {
  "pt-BR": {
    late: (late: number, open: number) => `Ordens atrasadas: ${late} (de ${open} abertas)`,
    low: (low: number) => `Peças no mínimo: ${low}`,
    yesterday: (done: number, due: number) => `Ordens de ontem concluídas: ${done} de ${due}`,
    week: (done: number, opened: number) => `Semana: ${done} ordens concluídas, ${opened} abertas`,
    waiting: (waiting: number) => `Compras à espera de aprovação: ${waiting}`,
  },
  en: {
    late: (late: number, open: number) => `Late orders: ${late} (of ${open} open)`,
    low: (low: number) => `Parts at their minimum: ${low}`,
    yesterday: (done: number, due: number) => `Yesterday's orders done: ${done} of ${due}`,
    week: (done: number, opened: number) => `The week: ${done} orders done, ${opened} opened`,
    waiting: (waiting: number) => `Purchases waiting for approval: ${waiting}`,
  },
  es: {
    late: (late: number, open: number) => `Órdenes atrasadas: ${late} (de ${open} abiertas)`,
    low: (low: number) => `Piezas en el mínimo: ${low}`,
    yesterday: (done: number, due: number) => `Órdenes de ayer hechas: ${done} de ${due}`,
    week: (done: number, opened: number) => `Semana: ${done} órdenes hechas, ${opened} abiertas`,
    waiting: (waiting: number) => `Compras que esperan aprobación: ${waiting}`,
  },
};

/** What field work has to say in the morning. */
export const fieldLines: BriefingLine[] = [
  briefingLine({
    position: 10,
    async say(tx, { language, now }) {
      const { late, open } = await readFieldDay(tx, now, null);
      return WORDS[language].late(late, open);
    },
  }),
  briefingLine({
    position: 20,
    async say(tx, { language, now }) {
      const { lowParts } = await readFieldDay(tx, now, null);
      return WORDS[language].low(lowParts);
    },
  }),
  briefingLine({
    position: 30,
    async say(tx, { language, now, from, until, kind }) {
      if (kind === "daily") {
        const { doneOfYesterday, dueYesterday } = await readFieldDay(tx, now, null);
        return dueYesterday === 0 ? null : WORDS[language].yesterday(doneOfYesterday, dueYesterday);
      }
      const week = await tx.one(sql<{ done: number; opened: number }>`
        select (select count(*)::int from work_orders where workspace_id = current_workspace() and done_at >= ${from} and done_at < ${until}) as done,
          (select count(*)::int from work_orders where workspace_id = current_workspace() and created_at >= ${from} and created_at < ${until}) as opened`);
      return WORDS[language].week(week.done, week.opened);
    },
  }),
  briefingLine({
    position: 35,
    async say(tx, { language, now }) {
      const { approvalsWaiting } = await readFieldDay(tx, now, null);
      return approvalsWaiting === 0 ? null : WORDS[language].waiting(approvalsWaiting);
    },
  }),
];
