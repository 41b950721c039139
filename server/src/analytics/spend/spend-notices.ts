import type { SpendKind } from "../../inbox/index.ts";
import { type NoticeKind, type NoticeTopic, noticeKind } from "../../notices/index.ts";
import { sql, type Tx } from "../../platform/index.ts";

const topic: NoticeTopic = {
  roles: ["owner", "administrator"],
  path: "/analytics?screen=spend",
  titles: {
    "pt-BR": { begun: () => "Gasto do mês", over: "O gasto está dentro do orçamento" },
    en: { begun: () => "This month's spend", over: "The spend is within its budget" },
    es: { begun: () => "Gasto del mes", over: "El gasto está dentro del presupuesto" },
  },
};

/** What is told of a budget; the subject is the budget that is in force. */
export interface SpendNotices {
  near: NoticeKind;
  over: NoticeKind;
}

/** @param kinds known when all rooms are open */
export function spendNotices(kinds: () => ReadonlyMap<string, SpendKind>): SpendNotices {
  const facts = async (tx: Tx, budgetId: string | null) => {
    const budget = await tx.maybeOne(sql<{ kind: string }>`select kind from spend_budgets where id = ${budgetId}`);
    return budget === null ? null : (kinds().get(budget.kind)?.label ?? null);
  };
  return {
    near: noticeKind({
      kind: "spend_near_budget",
      topic,
      facts,
      words: {
        "pt-BR": {
          begun: (label) => `${label["pt-BR"]}: 80% do orçamento do mês já foram gastos`,
          over: (label) => `${label["pt-BR"]}: o gasto do mês está abaixo de 80% do orçamento`,
        },
        en: {
          begun: (label) => `${label.en}: 80% of the month's budget is spent`,
          over: (label) => `${label.en}: this month's spend is below 80% of the budget`,
        },
        es: {
          begun: (label) => `${label.es}: ya se gastó el 80% del presupuesto del mes`,
          over: (label) => `${label.es}: el gasto del mes está por debajo del 80% del presupuesto`,
        },
      },
    }),
    over: noticeKind({
      kind: "spend_over_budget",
      topic,
      facts,
      words: {
        "pt-BR": {
          begun: (label) => `${label["pt-BR"]}: o orçamento do mês foi gasto por inteiro`,
          over: (label) => `${label["pt-BR"]}: há orçamento de novo`,
        },
        en: {
          begun: (label) => `${label.en}: all of the month's budget is spent`,
          over: (label) => `${label.en}: there is a budget again`,
        },
        es: {
          begun: (label) => `${label.es}: se gastó todo el presupuesto del mes`,
          over: (label) => `${label.es}: hay presupuesto de nuevo`,
        },
      },
    }),
  };
}
