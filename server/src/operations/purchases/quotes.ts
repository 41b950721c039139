import { type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { holdSupplier } from "../records/suppliers.ts";
import { costInCents } from "../stock/amounts.ts";
import { quoteExpired, quoteIncomplete } from "./errors.ts";
import { accessPurchase, linesOf, type Purchase, readPurchase, step } from "./purchase.ts";
import { withdrawApprovals } from "./withdraw.ts";

export interface WrittenQuote {
  supplierId: string;
  freightCents: number;
  /** Working days, as the supplier says. */
  deliveryDays: number | null;
  /** `2026-12-31`; null: nobody said. */
  validUntil: string | null;
  note: string;
  /** One for every line. */
  prices: readonly { lineId: string; unitPrice: number }[];
}

/** What a supplier wants for it. Money in cents, prices a unit in ten-thousandths of the currency. */
export interface Quote extends Omit<WrittenQuote, "supplierId"> {
  id: string;
  supplier: { id: string; name: string };
  totalCents: number;
  writtenAt: Date;
  writtenBy: string;
}

/** What was paid for the same part the last time; null where it was never bought. */
export interface LastPaid {
  lineId: string;
  unitPrice: number;
  at: Date;
  supplier: string;
}

const QUOTABLE = ["requested", "quoting", "awaiting_approval", "approved"] as const;

/** A supplier has one quote a purchase; writing it again replaces it. @throws {AppError} operations.quote_incomplete, operations.purchase_state, platform.not_found */
export function writeQuote(ctx: Ctx, purchaseId: string, written: WrittenQuote): Promise<Purchase> {
  return ctx.transaction(async (tx) => {
    const purchase = await accessPurchase(tx, purchaseId, QUOTABLE);
    const supplier = await holdSupplier(tx, written.supplierId);
    const totalCents = await totalOf(tx, purchaseId, written);
    const kept = await tx.maybeOne(sql<{ id: string }>`
      select id from purchase_quotes where purchase_id = ${purchaseId} and supplier_id = ${written.supplierId}`);
    // What was chosen is what was approved: written anew, it is chosen anew.
    const isChosen = kept !== null && kept.id === purchase.quoteId;
    if (isChosen) await forgetChoice(tx, ctx, purchase);
    await tx.run(sql`delete from purchase_quotes where id = ${kept?.id ?? null}`);
    await insertQuote(tx, ctx, purchaseId, written, totalCents);
    const now = await readPurchase(tx, purchaseId);
    await step(tx, ctx, now, "quoted", {
      to: now.state === "requested" ? "quoting" : now.state,
      detail: { supplier: supplier.name, totalCents },
    });
    return readPurchase(tx, purchaseId);
  });
}

async function totalOf(tx: Tx, purchaseId: string, { prices, freightCents }: WrittenQuote): Promise<number> {
  const lines = await linesOf(tx, purchaseId);
  const byLine = new Map(prices.map(({ lineId, unitPrice }) => [lineId, unitPrice]));
  if (prices.length !== lines.length || lines.some(({ id }) => !byLine.has(id))) throw quoteIncomplete();
  return lines.reduce((sum, { id, quantity }) => sum + costInCents(quantity, byLine.get(id) ?? 0), freightCents);
}

async function insertQuote(tx: Tx, ctx: Ctx, purchaseId: string, written: WrittenQuote, totalCents: number): Promise<void> {
  const id = newId();
  await tx.run(sql`
    insert into purchase_quotes (workspace_id, id, purchase_id, supplier_id, freight_cents, total_cents, delivery_days, valid_until, note, written_at, written_by)
    values (${ctx.workspaceId}, ${id}, ${purchaseId}, ${written.supplierId}, ${written.freightCents}, ${totalCents}, ${written.deliveryDays}, ${written.validUntil},
      ${written.note}, ${ctx.now()}, ${ctx.actor.name})`);
  await tx.run(sql`
    insert into purchase_quote_lines (workspace_id, quote_id, line_id, unit_price)
    select ${ctx.workspaceId}, ${id}, line, price from unnest(${written.prices.map(({ lineId }) => lineId)}::uuid[], ${written.prices.map(({ unitPrice }) => unitPrice)}::bigint[]) as p(line, price)`);
}

/** Its prices, supplier and total become those of the purchase; what was approved of another choice holds no longer. */
export function chooseQuote(ctx: Ctx, purchaseId: string, quoteId: string): Promise<Purchase> {
  return ctx.transaction(async (tx) => {
    const before = await accessPurchase(tx, purchaseId, ["quoting", "awaiting_approval", "approved"]);
    const quote = (await quotesOf(tx, purchaseId)).find(({ id }) => id === quoteId);
    if (quote === undefined) throw notFound({ what: "quote" });
    if (before.quoteId === quoteId) return before;
    ensureValid(ctx, quote);
    await withdrawApprovals(tx, ctx, before, "quote");
    await tx.run(sql`
      update purchase_lines l set unit_price = q.unit_price from purchase_quote_lines q
      where q.workspace_id = l.workspace_id and q.line_id = l.id and q.quote_id = ${quoteId} and l.purchase_id = ${purchaseId}`);
    await tx.run(sql`
      update purchases set quote_id = ${quoteId}, supplier_id = ${quote.supplier.id}, freight_cents = ${quote.freightCents}, total_cents = ${quote.totalCents}
      where id = ${purchaseId}`);
    const purchase = await readPurchase(tx, purchaseId);
    await step(tx, ctx, purchase, "chosen", { detail: { supplier: quote.supplier.name, totalCents: quote.totalCents } });
    return readPurchase(tx, purchaseId);
  });
}

/** @throws {AppError} operations.quote_expired */
export function ensureValid(ctx: Ctx, { validUntil }: Pick<Quote, "validUntil">): void {
  if (validUntil !== null && ctx.now() >= new Date(new Date(`${validUntil}T00:00:00Z`).getTime() + 2 * DAY_MS))
    throw quoteExpired({ validUntil });
}

/** A day is over everywhere a day after it is over in Greenwich. */
const DAY_MS = 86_400_000;

async function forgetChoice(tx: Tx, ctx: Ctx, purchase: Purchase): Promise<void> {
  await withdrawApprovals(tx, ctx, purchase, "quote");
  await tx.run(sql`update purchase_lines set unit_price = null where purchase_id = ${purchase.id}`);
  await tx.run(
    sql`update purchases set quote_id = null, supplier_id = null, freight_cents = 0, total_cents = null where id = ${purchase.id}`,
  );
}

/** The cheapest first. */
export const quotesOf = (tx: Tx, purchaseId: string): Promise<Quote[]> =>
  tx.many(sql<Quote>`
    select q.id, q.freight_cents as "freightCents", q.total_cents as "totalCents", q.delivery_days as "deliveryDays", q.valid_until::text as "validUntil", q.note,
      q.written_at as "writtenAt", q.written_by as "writtenBy",
      (select json_build_object('id', s.id, 'name', s.name) from suppliers s where s.workspace_id = q.workspace_id and s.id = q.supplier_id) as supplier,
      (select json_agg(json_build_object('lineId', l.line_id, 'unitPrice', l.unit_price)) from purchase_quote_lines l
        where l.workspace_id = q.workspace_id and l.quote_id = q.id) as prices
    from purchase_quotes q where q.purchase_id = ${purchaseId} order by q.total_cents, q.id`);

/** Of each line with a part, the last price that was ordered. */
export const lastPaidOf = (tx: Tx, purchaseId: string): Promise<LastPaid[]> =>
  tx.many(sql<LastPaid>`
    select l.id as "lineId", paid.* from purchase_lines l cross join lateral (
      select o.unit_price as "unitPrice", p.ordered_at as at, s.name as supplier from purchase_lines o
        join purchases p on p.workspace_id = o.workspace_id and p.id = o.purchase_id join suppliers s on s.workspace_id = p.workspace_id and s.id = p.supplier_id
      where o.workspace_id = l.workspace_id and o.part_id = l.part_id and o.purchase_id <> l.purchase_id and p.ordered_at is not null
      order by p.ordered_at desc limit 1) paid
    where l.purchase_id = ${purchaseId}`);
