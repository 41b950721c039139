import { Type } from "typebox";
import { Labels } from "../../inbox/index.ts";
import { type App, Nullable } from "../../platform/index.ts";
import type { ReportGround } from "../ground.ts";
import { analyticsBudgets, analyticsSpend } from "../rights.ts";
import { readBudgets, setBudget } from "./budgets.ts";
import { MICROS_A_CENT, type MonthOfKind, readMonth } from "./read-spend.ts";

const Month = Type.String({ pattern: "^20\\d\\d-(0[1-9]|1[0-2])$", description: "Month of the workspace, `2026-11`." });
const micros = (description: string) => Type.Number({ description: `${description} In millionths of the currency.` });
const Part = Type.Object({ figureId: Type.String(), by: Nullable(Type.String()), key: Nullable(Type.String()) });
const KindSchema = Type.Object({
  kind: Type.String(),
  label: Labels,
  spent: micros("What it cost."),
  days: Type.Array(micros("Each day of the month, those to come too.")),
  projected: Nullable(micros("What the month comes to if it goes on like its whole days so far; null on its first day.")),
  budget: Nullable(Type.Integer({ description: "In cents; null: none." })),
  left: Nullable(micros("Of the budget; below zero where it is overspent.")),
  budgetPath: Nullable(Type.String({ description: "The page where its budget is kept; null where it is kept here." })),
  unpriced: Type.Integer({ description: "Rows that nobody knows the price of: they are in no sum." }),
  shownBy: Type.Object(
    { spent: Part, unpriced: Nullable(Part) },
    { description: "The figures that it is read from, whose records stand behind it." },
  ),
});
const budget = {
  kind: Type.String({ maxLength: 40 }),
  month: Month,
  cents: Nullable(Type.Integer({ minimum: 0, maximum: 100_000_000_000, description: "A month, from this one on; null: none." })),
};

/** `/spend`: what a month costs against what it may. `/spend-budgets`: what it may. */
export function spendRoutes(app: App, ground: ReportGround) {
  const tags = ["Figures"];
  app.get(
    "/spend",
    {
      config: { access: analyticsSpend },
      schema: {
        tags,
        summary: "What a month costs against its budgets, of the whole workspace",
        querystring: Type.Object({ month: Type.Optional(Month) }, { additionalProperties: false }),
        response: {
          200: Type.Object({
            month: Type.String(),
            currency: Type.String(),
            daysOver: Type.Integer({ description: "Whole days of it that are over: a day more, up to its last, is today." }),
            items: Type.Array(KindSchema),
          }),
        },
      },
    },
    async ({ ctx, query }) => {
      const { month, currency, gone, kinds } = await readMonth(ctx, ground, query.month);
      return { month, currency, daysOver: gone, items: kinds.map(show) };
    },
  );
  app.get(
    "/spend-budgets",
    {
      config: { access: analyticsSpend },
      schema: {
        tags,
        summary: "What may be spent, now and before",
        response: { 200: Type.Object({ items: Type.Array(Type.Object(budget)) }) },
      },
    },
    async ({ ctx }) => ({ items: (await ctx.transaction(readBudgets)).map(({ kind, month, cents }) => ({ kind, month, cents })) }),
  );
  app.post(
    "/spend-budgets",
    {
      config: { access: analyticsBudgets },
      schema: {
        tags,
        summary: "Say what may be spent a month from one on",
        body: Type.Object(budget, { additionalProperties: false }),
        response: { 204: Type.Null() },
      },
    },
    async ({ ctx, body }, reply) => {
      await setBudget(ctx, ground.spendKinds(), body);
      return reply.code(204).send(null);
    },
  );
}

const show = ({ kind, spent, days, projected, budget: cents, unpriced }: MonthOfKind) => ({
  kind: kind.id,
  label: kind.label,
  spent,
  days,
  projected,
  budget: cents,
  left: cents === null ? null : cents * MICROS_A_CENT - spent,
  budgetPath: kind.ownBudget?.path ?? null,
  unpriced,
  shownBy: { spent: part(kind.spent), unpriced: kind.unpriced === undefined ? null : part(kind.unpriced) },
});

const part = ({ figureId, of }: MonthOfKind["kind"]["spent"]) => ({ figureId, by: of?.by ?? null, key: of?.key ?? null });
