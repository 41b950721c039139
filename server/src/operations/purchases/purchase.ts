import { type Actor, type Ctx, emit, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { wrongState } from "./errors.ts";
import { purchaseChanged } from "./events.ts";

export const PURCHASE_STATES = [
  "requested",
  "quoting",
  "awaiting_approval",
  "approved",
  "ordered",
  "partly_received",
  "received",
  "rejected",
  "cancelled",
] as const;
export type PurchaseState = (typeof PURCHASE_STATES)[number];

/** Quantities in thousandths of the unit, prices in ten-thousandths of the currency. */
export interface PurchaseLine {
  id: string;
  partId: string | null;
  description: string;
  unit: string;
  quantity: number;
  unitPrice: number | null;
  received: number;
}

/** As lists show it. */
export interface Purchase {
  id: string;
  number: number;
  state: PurchaseState;
  title: string;
  reason: string;
  isUrgent: boolean;
  site: { id: string; name: string } | null;
  workOrder: { id: string; code: string } | null;
  requester: { id: string; name: string };
  supplier: { id: string; name: string } | null;
  quoteId: string | null;
  freightCents: number;
  totalCents: number | null;
  expectedOn: string | null;
  /** Who is asked now. */
  approver: { id: string; name: string } | null;
  createdAt: Date;
  changedAt: Date;
}

/** Columns of a purchase `p`. */
export const purchaseColumns = sql`
  p.id, p.number, p.state, p.title, p.reason, p.is_urgent as "isUrgent", p.quote_id as "quoteId", p.freight_cents as "freightCents", p.total_cents as "totalCents",
  p.expected_on::text as "expectedOn", p.created_at as "createdAt", p.changed_at as "changedAt",
  (select json_build_object('id', n.id, 'name', n.name) from sites n where n.workspace_id = p.workspace_id and n.id = p.site_id) as site, (select json_build_object('id', n.id, 'name', n.name) from suppliers n where n.workspace_id = p.workspace_id and n.id = p.supplier_id) as supplier, (select json_build_object('id', n.id, 'name', n.name) from members n where n.workspace_id = p.workspace_id and n.id = p.requester_id) as requester,
  (select json_build_object('id', o.id, 'code', o.code) from work_orders o where o.workspace_id = p.workspace_id and o.id = p.work_order_id) as "workOrder",
  (select json_build_object('id', m.id, 'name', m.name) from purchase_approvals a join members m on m.workspace_id = a.workspace_id and m.id = a.approver_id
    where a.workspace_id = p.workspace_id and a.purchase_id = p.id and a.state = 'pending') as approver`;

/** @throws {AppError} platform.not_found */
export async function readPurchase(tx: Tx, id: string): Promise<Purchase> {
  const purchase = await tx.maybeOne(sql<Purchase>`select ${purchaseColumns} from purchases p where p.id = ${id}`);
  if (purchase === null) throw notFound({ what: "purchase" });
  return purchase;
}

/** The one way to a purchase that is acted upon. @throws {AppError} platform.not_found, operations.purchase_state */
export async function accessPurchase(tx: Tx, id: string, needed: readonly PurchaseState[] = PURCHASE_STATES): Promise<Purchase> {
  await tx.run(sql`select 1 from purchases where id = ${id} for update`);
  const purchase = await readPurchase(tx, id);
  if (!needed.includes(purchase.state)) throw wrongState({ state: purchase.state, needed: needed.join(", ") });
  return purchase;
}

export const linesOf = (tx: Tx, purchaseId: string): Promise<PurchaseLine[]> =>
  tx.many(sql<PurchaseLine>`
    select id, part_id as "partId", description, unit, quantity, unit_price as "unitPrice", received
    from purchase_lines where purchase_id = ${purchaseId} order by place, id`);

/** The member who acts, or for whom a key acts. */
export const memberBehind = ({ kind, id, madeById }: Actor): string | null => (kind === "member" ? id : (madeById ?? null));

/** Moves it on, and writes down what happened in its history, the audit log and the events. */
export async function step(
  tx: Tx,
  ctx: Ctx,
  purchase: Pick<Purchase, "id" | "state">,
  kind: string,
  { to = purchase.state, detail = {} }: { to?: PurchaseState; detail?: Record<string, unknown> } = {},
): Promise<void> {
  const { actor, workspaceId } = ctx;
  const isEnd = to === "received" || to === "rejected" || to === "cancelled";
  await tx.run(sql`
    update purchases set state = ${to}, changed_at = ${ctx.now()}, ended_at = ${isEnd ? ctx.now() : null} where id = ${purchase.id}`);
  await tx.run(sql`
    insert into purchase_steps (workspace_id, id, purchase_id, kind, at, by_kind, by_id, by_name, detail)
    values (${workspaceId}, ${newId()}, ${purchase.id}, ${kind}, ${ctx.now()}, ${actor.kind}, ${actor.id}, ${actor.name}, ${JSON.stringify(detail)})`);
  await recordAudit(tx, ctx, { action: `purchase.${kind}`, subjectKind: "purchase", subjectId: purchase.id, detail });
  emit(tx, [purchaseChanged({ workspaceId, subjectId: purchase.id, detail: { step: kind, state: to } })], ctx.now());
}
