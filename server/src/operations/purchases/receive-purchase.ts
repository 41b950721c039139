import { tellMembers } from "../../notices/index.ts";
import { type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { holdSite } from "../records/sites.ts";
import { moveStock } from "../stock/move-stock.ts";
import { invoiceTaken, moreThanOrdered, wrongInvoiceKey } from "./errors.ts";
import { readInvoiceKey } from "./invoice-key.ts";
import { ARRIVED } from "./notice-kinds.ts";
import { accessPurchase, linesOf, memberBehind, type Purchase, type PurchaseLine, readPurchase, step } from "./purchase.ts";

export interface Receiving {
  /** Where it arrived. */
  siteId: string;
  invoiceNumber: string;
  /** Of a Brazilian electronic invoice; null: there is none. */
  invoiceKey: string | null;
  lines: readonly { lineId: string; quantity: number }[];
  /** More than was ordered is taken in only so, with a reason. */
  isMoreConfirmed: boolean;
  reason: string;
}

/**
 * Takes in what arrived, all or a part: the receipt, its movements and the balances are one act.
 * @throws {AppError} operations.purchase_state, operations.more_than_ordered, operations.wrong_invoice_key, operations.invoice_taken,
 * operations.archived, platform.not_found
 */
export function receivePurchase(ctx: Ctx, id: string, receiving: Receiving): Promise<Purchase> {
  return ctx.transaction(async (tx) => {
    const purchase = await accessPurchase(tx, id, ["ordered", "partly_received"]);
    await holdSite(tx, receiving.siteId);
    const invoiceKey = await readKey(tx, id, receiving.invoiceKey);
    const arrived = await match(tx, id, receiving);
    const receiptId = await keepReceipt(tx, ctx, id, receiving, invoiceKey);
    for (const { line, quantity } of arrived) {
      await tx.run(
        sql`insert into purchase_receipt_lines (workspace_id, receipt_id, line_id, quantity) values (${ctx.workspaceId}, ${receiptId}, ${line.id}, ${quantity})`,
      );
      await tx.run(sql`update purchase_lines set received = received + ${quantity} where id = ${line.id}`);
    }
    await moveStock(tx, ctx, movesOf(id, receiving, arrived));
    const isWhole = (await linesOf(tx, id)).every(({ quantity, received }) => received >= quantity);
    const detail = { siteId: receiving.siteId, invoiceNumber: receiving.invoiceNumber, lines: receiving.lines, reason: receiving.reason };
    await step(tx, ctx, purchase, "received", { to: isWhole ? "received" : "partly_received", detail });
    await tellRequester(tx, ctx, purchase, receiving.siteId, isWhole);
    return readPurchase(tx, id);
  });
}

async function readKey(tx: Tx, purchaseId: string, written: string | null): Promise<string | null> {
  if (written === null || written.trim() === "") return null;
  const key = readInvoiceKey(written);
  if (key === null) throw wrongInvoiceKey();
  const taken = await tx.maybeOne(sql<{ number: number }>`
    select p.number from purchase_receipts r join purchases p on p.workspace_id = r.workspace_id and p.id = r.purchase_id
    where r.invoice_key = ${key} and r.purchase_id <> ${purchaseId} limit 1`);
  if (taken !== null) throw invoiceTaken(taken);
  return key;
}

interface Arrived {
  line: PurchaseLine;
  quantity: number;
}

/** A line that is named twice counts together. */
async function match(tx: Tx, id: string, { lines, isMoreConfirmed, reason }: Receiving): Promise<Arrived[]> {
  const byId = new Map((await linesOf(tx, id)).map((line) => [line.id, line]));
  const sums = new Map<string, number>();
  for (const { lineId, quantity } of lines) sums.set(lineId, (sums.get(lineId) ?? 0) + quantity);
  return [...sums].map(([lineId, quantity]) => {
    const line = byId.get(lineId);
    if (line === undefined) throw notFound({ what: "line" });
    const outstanding = Math.max(line.quantity - line.received, 0);
    if (quantity > outstanding && !(isMoreConfirmed && reason.trim() !== ""))
      throw moreThanOrdered({ line: line.description, outstanding });
    return { line, quantity };
  });
}

async function keepReceipt(tx: Tx, ctx: Ctx, purchaseId: string, receiving: Receiving, invoiceKey: string | null): Promise<string> {
  const id = newId();
  await tx.run(sql`
    insert into purchase_receipts (workspace_id, id, purchase_id, site_id, invoice_number, invoice_key, received_at, received_by, reason)
    values (${ctx.workspaceId}, ${id}, ${purchaseId}, ${receiving.siteId}, ${receiving.invoiceNumber}, ${invoiceKey}, ${ctx.now()}, ${ctx.actor.name}, ${receiving.reason})`);
  return id;
}

/** What is no part of the catalogue goes into no stock. */
const movesOf = (purchaseId: string, { siteId, invoiceNumber }: Receiving, arrived: readonly Arrived[]) =>
  arrived
    .flatMap(({ line: { partId, unitPrice }, quantity }) =>
      partId === null
        ? []
        : [{ kind: "in" as const, partId, siteId, quantity, unitCost: unitPrice ?? 0, reason: invoiceNumber, purchaseId }],
    )
    .toSorted((a, b) => (a.partId < b.partId ? -1 : 1));

async function tellRequester(tx: Tx, ctx: Ctx, { id, requester }: Purchase, siteId: string, isWhole: boolean): Promise<void> {
  if (requester.id === memberBehind(ctx.actor)) return;
  const { name: site } = await tx.one(sql<{ name: string }>`select name from sites where id = ${siteId}`);
  await tellMembers(tx, { workspaceId: ctx.workspaceId, now: ctx.now() }, [
    ARRIVED.of({ memberId: requester.id, subjectId: id, facts: { isWhole, site } }),
  ]);
}
