import { type Ctx, sql } from "../../platform/index.ts";
import { createRecord } from "../records/record.ts";
import { suppliers } from "../records/suppliers.ts";
import { type AskOutside, askApproval } from "./ask-approval.ts";
import { decidePurchase } from "./decide-approval.ts";
import { writeLimits } from "./limits.ts";
import { orderPurchase } from "./order-purchase.ts";
import { linesOf, PURCHASE_STATES, type PurchaseState, readPurchase } from "./purchase.ts";
import { chooseQuote, quotesOf, writeQuote } from "./quotes.ts";
import { receivePurchase } from "./receive-purchase.ts";
import { cancelPurchase, requestPurchase } from "./request-purchase.ts";

/** Of each what is wanted, how much, and how far it came. */
const PLANNED: readonly { part: string; quantity: number; state: PurchaseState; isUrgent?: true }[] = [
  { part: "Rolamento 608ZZ", quantity: 5, state: "requested", isUrgent: true },
  { part: "Suporte de condensadora", quantity: 2, state: "requested" },
  { part: "Rolamento 6203", quantity: 10, state: "quoting" },
  { part: "Filtro F8 610×305", quantity: 12, state: "quoting" },
  { part: "Motor do ventilador 1/6 cv", quantity: 1, state: "awaiting_approval", isUrgent: true },
  { part: "Placa eletrônica 24.000", quantity: 2, state: "approved" },
  { part: "Controlador da câmara fria", quantity: 1, state: "ordered" },
  { part: "Correia B-51", quantity: 6, state: "ordered" },
  { part: "Gás R-410A", quantity: 30, state: "partly_received" },
  { part: "Contator 25 A", quantity: 4, state: "received" },
  { part: "Bomba de dreno", quantity: 3, state: "rejected" },
  { part: "Óleo POE 68", quantity: 5, state: "cancelled" },
];
/** From here on the manager approves; the owner may in their place. */
const ABOVE_CENTS = 50_000;
const SUPPLIERS = ["Refrigera Manaus", "Polo Frio", "Amazonas Motores"];

interface Cast {
  technician: Ctx;
  buyer: Ctx;
  suppliers: string[];
  siteId: string;
}

/** Purchases as a team would have them, each brought so far by the verbs that people use. Nothing leaves for anybody's phone or mailbox. */
export async function demoPurchases(ctx: Ctx): Promise<void> {
  const cast = await findCast(ctx);
  if (cast === null) return;
  for (const planned of PLANNED) await bring(ctx, cast, planned);
}

/** Who asks, who buys, from whom. */
async function findCast(ctx: Ctx): Promise<Cast | null> {
  const [members, site] = await ctx.transaction(async (tx) => [
    await tx.many(
      sql<{ id: string; name: string; role: string }>`select id, name, role from members where removed_at is null order by created_at, id`,
    ),
    await tx.maybeOne(sql<{ id: string }>`select id from sites where archived_at is null order by created_at, id limit 1`),
  ]);
  const leads = (role: string) => role === "owner" || role === "administrator" || role === "manager";
  const asks = members.find(({ role }) => role === "technician") ?? members.find(({ role }) => !leads(role));
  const buys = members.find(({ role, id }) => role === "buyer" && id !== asks?.id) ?? members.find(({ id }) => id !== asks?.id);
  const approves = members.find(({ role }) => role === "manager");
  const deputy = members.find(({ role }) => role === "owner");
  if (asks === undefined || buys === undefined || site === null) return null;
  if (approves !== undefined) await writeLimits(ctx, [{ aboveCents: ABOVE_CENTS, approverId: approves.id, deputyId: deputy?.id ?? null }]);
  const as = ({ id, name }: { id: string; name: string }): Ctx => ({ ...ctx, actor: { ...ctx.actor, kind: "member", id, name } });
  const ids = [];
  for (const name of SUPPLIERS) ids.push((await createRecord(ctx, suppliers, { name })).id);
  return { technician: as(asks), buyer: as(buys), suppliers: ids, siteId: site.id };
}

const nobodyOutside: AskOutside = async () => undefined;

async function bring(ctx: Ctx, { technician, buyer, suppliers, siteId }: Cast, planned: (typeof PLANNED)[number]): Promise<void> {
  const { part: name, quantity, state, isUrgent = false } = planned;
  const part = await ctx.transaction((tx) =>
    tx.maybeOne(sql<{ id: string; cost: number }>`
      select p.id, coalesce((select m.unit_cost from stock_movements m where m.workspace_id = p.workspace_id and m.part_id = p.id and m.kind = 'in' limit 1), 1000000) as cost
      from parts p where p.workspace_id = ${ctx.workspaceId} and p.name = ${name}`),
  );
  if (part === null) return;
  const lines = [{ partId: part.id, quantity: quantity * 1000 }];
  const { id } = await requestPurchase(technician, { reason: "", isUrgent, siteId, workOrderId: null, lines });
  const isPast = (reached: PurchaseState) => PURCHASE_STATES.indexOf(state) >= PURCHASE_STATES.indexOf(reached);
  if (state === "cancelled") return void (await cancelPurchase(technician, id, { reason: "Achamos no estoque", mayAny: false }));
  if (!isPast("quoting")) return;
  const [line] = await ctx.transaction((tx) => linesOf(tx, id));
  if (line === undefined) return;
  for (const [place, supplierId] of suppliers.entries())
    await writeQuote(buyer, id, {
      supplierId,
      freightCents: place * 4_450,
      deliveryDays: 3 + place * 3,
      validUntil: null,
      note: "",
      prices: [{ lineId: line.id, unitPrice: Math.round(part.cost * (1.04 + place * 0.07)) }],
    });
  if (!isPast("awaiting_approval")) return;
  const [cheapest] = await ctx.transaction((tx) => quotesOf(tx, id));
  if (cheapest !== undefined) await chooseQuote(buyer, id, cheapest.id);
  await askApproval(buyer, nobodyOutside, id);
  if (isPast("approved")) await decide(ctx, id, state !== "rejected");
  if (state === "rejected" || !isPast("ordered")) return;
  await orderPurchase(buyer, id);
  if (!isPast("partly_received")) return;
  const arrived = state === "received" ? line.quantity : Math.floor(line.quantity / 2);
  const receiving = {
    siteId,
    invoiceNumber: "18427",
    invoiceKey: null,
    isMoreConfirmed: false,
    reason: "",
    lines: [{ lineId: line.id, quantity: arrived }],
  };
  await receivePurchase(buyer, id, receiving);
}

/** By whoever was asked; what is small enough was approved by who buys. */
async function decide(ctx: Ctx, id: string, isApproved: boolean): Promise<void> {
  const { state, approver } = await ctx.transaction((tx) => readPurchase(tx, id));
  if (state !== "awaiting_approval" || approver === null) return;
  const actor = { ...ctx.actor, kind: "member" as const, id: approver.id, name: approver.name };
  await decidePurchase({ ...ctx, actor }, nobodyOutside, id, {
    isApproved,
    reason: isApproved ? "" : "Esperar o próximo mês",
    on: "screen",
  });
}
