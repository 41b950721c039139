import { readFigure, type SpendKind } from "../../inbox/index.ts";
import type { Ctx } from "../../platform/index.ts";
import { readWorkspace } from "../../team/index.ts";
import type { ReportGround } from "../ground.ts";
import { budgetIn, type KeptBudget, readBudgets } from "./budgets.ts";
import { project, sum } from "./project.ts";

/** A month of one thing that money is spent on. Amounts are millionths of the workspace's currency. */
export interface MonthOfKind {
  kind: SpendKind;
  spent: number;
  /** Each day of the month, those to come too. */
  days: number[];
  /** Null where it cannot be said: on the month's first day, and before it. */
  projected: number | null;
  /** Rows that nobody knows the price of. */
  unpriced: number;
  /** In cents; null: none. */
  budget: number | null;
  /** The budget's own, where it is kept here. */
  budgetId: string | null;
}

export interface Month {
  /** `2026-11`, of the workspace. */
  month: string;
  currency: string;
  /** Whole days of it that are over. */
  gone: number;
  kinds: MonthOfKind[];
}

/** Budgets are cents, prices millionths. */
export const MICROS_A_CENT = 10_000;
const DAY_MS = 86_400_000;

/**
 * What a month cost and may cost, in all of the workspace whoever asks: a budget is of the whole.
 * @param month of the workspace; the one that it is now without it
 * @throws {AppError} inbox.figure_too_slow
 */
export async function readMonth(ctx: Ctx, ground: ReportGround, asked?: string): Promise<Month> {
  const [{ currency, timeZone }, budgets] = await ctx.transaction(async (tx) => [await readWorkspace(tx), await readBudgets(tx)]);
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone }).format(ctx.now());
  const month = asked ?? today.slice(0, 7);
  const days = daysOf(month);
  const gone = days.filter((day) => day < today).length;
  const kinds: MonthOfKind[] = [];
  for (const kind of ground.spendKinds().values()) kinds.push(await readKind(ctx, ground, { kind, month, days, gone, budgets }));
  return { month, currency, gone, kinds };
}

interface OneOfMonth {
  kind: SpendKind;
  month: string;
  days: string[];
  gone: number;
  budgets: readonly KeptBudget[];
}

async function readKind(ctx: Ctx, ground: ReportGround, { kind, month, days, gone, budgets }: OneOfMonth): Promise<MonthOfKind> {
  const [from = "", to = ""] = [days[0], days.at(-1)];
  const read = async ({ figureId, of }: SpendKind["spent"]) => {
    const figure = ground.figures().get(figureId);
    if (figure === undefined) throw new Error(`"${kind.id}" is told by the figure "${figureId}", which no room declares`);
    const whole: Ctx = { ...ctx, actor: { ...ctx.actor, sight: { kind: "all" }, capabilities: new Set([figure.right.name]) } };
    return readFigure(whole, figure, { from, to, grain: "day", ...of });
  };
  const spentAt = new Map((await read(kind.spent)).map(({ at, value }) => [at, value ?? 0]));
  const unpriced = kind.unpriced === undefined ? [] : await read(kind.unpriced);
  const { ownBudget } = kind;
  const kept = budgetIn(budgets, kind.id, month);
  const amounts = days.map((day) => spentAt.get(day) ?? 0);
  return {
    kind,
    spent: sum(amounts),
    days: amounts,
    projected: project(amounts, gone),
    unpriced: sum(unpriced.map(({ value }) => value ?? 0)),
    budget: ownBudget === undefined ? (kept?.cents ?? null) : await ctx.transaction((tx) => ownBudget.readCents(tx)),
    budgetId: ownBudget === undefined ? (kept?.id ?? null) : null,
  };
}

/** Each day of a month. Pure. */
function daysOf(month: string): string[] {
  const first = Date.parse(`${month}-01`);
  const count = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return Array.from({ length: count }, (_none, index) => new Date(first + index * DAY_MS).toISOString().slice(0, 10));
}
