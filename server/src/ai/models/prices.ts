import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { DEFAULT_PRICES, type Price } from "./default-prices.ts";

export interface PricedModel extends Price {
  model: string;
  /** The workspace's own, not the program's. */
  isOwn: boolean;
}

/** What a model costs here; null where nobody knows. */
export async function priceOf(tx: Tx, model: string): Promise<Price | null> {
  const own = await tx.maybeOne(sql<Price>`select input::float8 as input, output::float8 as output from ai_prices where model = ${model}`);
  return own ?? DEFAULT_PRICES[model] ?? null;
}

/** The whole table, the workspace's own lines over the program's. */
export async function readPrices(tx: Tx): Promise<PricedModel[]> {
  const own = await tx.many(
    sql<PricedModel>`select model, input::float8 as input, output::float8 as output, true as "isOwn" from ai_prices order by model limit 200`,
  );
  const names = new Set(own.map(({ model }) => model));
  const others = Object.entries(DEFAULT_PRICES).flatMap(([model, price]) => (names.has(model) ? [] : [{ model, ...price, isOwn: false }]));
  return [...own, ...others].toSorted((a, b) => a.model.localeCompare(b.model));
}

/** The workspace's own lines, all of them: those that are left out have the program's price again, or none. */
export function keepPrices(ctx: Ctx, prices: readonly (Price & { model: string })[]): Promise<PricedModel[]> {
  return ctx.transaction(async (tx) => {
    await tx.run(sql`delete from ai_prices where workspace_id = ${ctx.workspaceId}`);
    for (const { model, input, output } of prices)
      await tx.run(sql`
        insert into ai_prices (workspace_id, model, input, output) values (${ctx.workspaceId}, ${model}, ${input}, ${output})
        on conflict (workspace_id, model) do update set input = excluded.input, output = excluded.output`);
    await recordAudit(tx, ctx, { action: "ai_prices.changed", subjectKind: "workspace", subjectId: ctx.workspaceId, detail: { prices } });
    return readPrices(tx);
  });
}

/** Millionths of the workspace's currency. @param rate millionths of it for a US dollar. Pure. */
export const costOf = ({ input, output }: Price, tokens: { input: number; output: number }, rate: number): number =>
  inCurrency((tokens.input * input + tokens.output * output) / 1_000_000, rate);

/** Millionths of a US dollar as millionths of the workspace's currency. @param rate as in {@link costOf}. Pure. */
export const inCurrency = (dollars: number, rate: number): number => Math.round(dollars * (rate / 1_000_000));
