import { addJobs, type Ctx, sql, type Tx } from "../../platform/index.ts";
import { type Language, readWorkspace } from "../../team/index.ts";
import { costInCents } from "../stock/amounts.ts";
import { mailOrderJob } from "./job-kinds.ts";
import { accessPurchase, linesOf, memberBehind, type Purchase, type PurchaseLine, readPurchase, step } from "./purchase.ts";
import { quotesOf } from "./quotes.ts";

/** It leaves for the supplier as a PDF, by mail and WhatsApp. From here its lines stay. @throws {AppError} operations.purchase_state */
export function orderPurchase(ctx: Ctx, id: string): Promise<Purchase> {
  return ctx.transaction(async (tx) => {
    const purchase = await accessPurchase(tx, id, ["approved"]);
    const quote = (await quotesOf(tx, id)).find((one) => one.id === purchase.quoteId);
    const days = quote?.deliveryDays ?? null;
    await tx.run(sql`
      update purchases set ordered_at = ${ctx.now()},
        expected_on = (${ctx.now()}::timestamptz at time zone (select time_zone from workspaces where id = current_workspace()))::date + ${days}::int
      where id = ${id}`);
    await step(tx, ctx, purchase, "ordered", { to: "ordered" });
    const payload = { purchaseId: id, memberId: memberBehind(ctx.actor) };
    addJobs(tx, [mailOrderJob({ workspaceId: ctx.workspaceId, payload })], ctx.now());
    return readPurchase(tx, id);
  });
}

/** The order as the supplier reads it, in the workspace's language. */
export async function writeOrder(tx: Tx, id: string): Promise<{ subject: string; text: string }> {
  const purchase = await readPurchase(tx, id);
  const lines = await linesOf(tx, id);
  const { language } = await readWorkspace(tx);
  const { name, currency } = await tx.one(
    sql<{ name: string; currency: string }>`select name, currency from workspaces where id = current_workspace()`,
  );
  const words = WORDS[language];
  const money = (cents: number) => (cents / 100).toLocaleString(language, { style: "currency", currency });
  const line = ({ quantity, unit, description, unitPrice }: PurchaseLine) =>
    `${(quantity / 1000).toLocaleString(language)} ${unit}  ${description}  ${money(costInCents(quantity, unitPrice ?? 0))}`;
  const number = String(purchase.number).padStart(4, "0");
  const text = [
    `${words.order} ${number}`,
    `${name} → ${purchase.supplier?.name ?? ""}`,
    "",
    ...lines.map(line),
    `${words.freight}  ${money(purchase.freightCents)}`,
    `${words.total}  ${money(purchase.totalCents ?? 0)}`,
    "",
    ...(purchase.site === null ? [] : [`${words.deliverTo} ${purchase.site.name}`]),
    ...(purchase.expectedOn === null ? [] : [`${words.expectedOn} ${purchase.expectedOn}`]),
  ].join("\n");
  return { subject: `${words.order} ${number} · ${name}`, text };
}

const WORDS: Readonly<Record<Language, Record<"order" | "freight" | "total" | "deliverTo" | "expectedOn", string>>> = {
  "pt-BR": { order: "Pedido de compra", freight: "Frete", total: "Total", deliverTo: "Entregar em:", expectedOn: "Previsto para:" },
  en: { order: "Purchase order", freight: "Freight", total: "Total", deliverTo: "Deliver to:", expectedOn: "Expected on:" },
  es: { order: "Orden de compra", freight: "Flete", total: "Total", deliverTo: "Entregar en:", expectedOn: "Previsto para:" },
};
