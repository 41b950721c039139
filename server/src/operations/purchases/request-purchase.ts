import { tellMembers } from "../../notices/index.ts";
import { addJobs, type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { holdSite } from "../records/sites.ts";
import { holdPart } from "../stock/parts.ts";
import { findBuyers } from "../stock/tell-low.ts";
import { noMember, notYours } from "./errors.ts";
import { tellBuyersJob } from "./job-kinds.ts";
import { REQUESTED } from "./notice-kinds.ts";
import { accessPurchase, linesOf, memberBehind, type Purchase, readPurchase, step } from "./purchase.ts";
import { withdrawApprovals } from "./withdraw.ts";

interface WrittenLine {
  partId: string | null;
  /** Absent: the part's name. */
  description?: string | undefined;
  unit?: string | undefined;
  /** Thousandths of the unit. */
  quantity: number;
}

export interface NewPurchase {
  reason: string;
  isUrgent: boolean;
  siteId: string | null;
  workOrderId: string | null;
  lines: readonly WrittenLine[];
}

/** Asks for something to be bought; buyers hear of it. @throws {AppError} platform.not_found, operations.archived */
export const requestPurchase = (ctx: Ctx, wanted: NewPurchase): Promise<Purchase> =>
  ctx.transaction((tx) => requestPurchaseIn(tx, ctx, wanted));

/** The same as a part of something larger. */
export async function requestPurchaseIn(
  tx: Tx,
  ctx: Ctx,
  { reason, isUrgent, siteId, workOrderId, lines }: NewPurchase,
): Promise<Purchase> {
  const { workspaceId } = ctx;
  const requesterId = memberBehind(ctx.actor);
  if (requesterId === null) throw noMember();
  await holdSite(tx, siteId);
  if (workOrderId !== null && (await tx.maybeOne(sql`select 1 from work_orders where id = ${workOrderId} for share`)) === null)
    throw notFound({ what: "work order" });
  const id = newId();
  const { number } = await tx.one(sql<{ number: number }>`
    insert into purchase_numbers (workspace_id, last) values (${workspaceId}, 1)
    on conflict (workspace_id) do update set last = purchase_numbers.last + 1 returning last as number`);
  await tx.run(sql`
    insert into purchases (workspace_id, id, number, title, reason, is_urgent, site_id, work_order_id, requester_id, created_at, changed_at)
    values (${workspaceId}, ${id}, ${number}, 'x', ${reason}, ${isUrgent}, ${siteId}, ${workOrderId}, ${requesterId}, ${ctx.now()}, ${ctx.now()})`);
  await writeLines(tx, ctx, id, lines);
  const purchase = await readPurchase(tx, id);
  await step(tx, ctx, purchase, "requested", { detail: { title: purchase.title, isUrgent } });
  const buyers = (await findBuyers(tx)).filter((memberId) => memberId !== requesterId);
  const facts = { by: purchase.requester.name, isUrgent };
  await tellMembers(
    tx,
    { workspaceId, now: ctx.now() },
    buyers.map((memberId) => REQUESTED.of({ memberId, subjectId: id, facts })),
  );
  if (buyers.length > 0) addJobs(tx, [tellBuyersJob({ workspaceId, payload: { purchaseId: id } })], ctx.now());
  return purchase;
}

/** In the place of those that were there; its title says what it is: "5 un Rolamento 608ZZ". */
async function writeLines(tx: Tx, ctx: Ctx, purchaseId: string, lines: readonly WrittenLine[]): Promise<void> {
  await tx.run(sql`delete from purchase_lines where purchase_id = ${purchaseId}`);
  for (const [place, { partId, description, unit, quantity }] of lines.entries()) {
    const part = partId === null ? null : await holdPart(tx, partId);
    await tx.run(sql`
      insert into purchase_lines (workspace_id, id, purchase_id, place, part_id, description, unit, quantity)
      values (${ctx.workspaceId}, ${newId()}, ${purchaseId}, ${place}, ${partId}, ${description ?? part?.name ?? "?"}, ${part?.unit ?? unit ?? "un"}, ${quantity})`);
  }
  await tx.run(sql`
    update purchases p set title = left((select trim_scale(l.quantity / 1000.0) || '× ' || l.description from purchase_lines l
        where l.workspace_id = p.workspace_id and l.purchase_id = p.id order by l.place limit 1)
      || (select case when count(*) > 1 then ' + ' || count(*) - 1 else '' end from purchase_lines l where l.workspace_id = p.workspace_id and l.purchase_id = p.id), 200)
    where p.id = ${purchaseId}`);
}

export interface PurchaseChange {
  reason?: string | undefined;
  isUrgent?: boolean | undefined;
  siteId?: string | null | undefined;
  /** In the place of those that are there. Quotes of before are of other lines, and go. */
  lines?: readonly WrittenLine[] | undefined;
}

const OPEN = ["requested", "quoting", "awaiting_approval", "approved"] as const;

/** Until it is ordered. Other lines take approval and quotes away. @throws {AppError} operations.purchase_state, platform.not_found, operations.archived */
export function changePurchase(ctx: Ctx, id: string, change: PurchaseChange): Promise<Purchase> {
  return ctx.transaction(async (tx) => {
    let purchase = await accessPurchase(tx, id, OPEN);
    const { reason = purchase.reason, isUrgent = purchase.isUrgent, siteId = purchase.site?.id ?? null, lines } = change;
    if (siteId !== purchase.site?.id) await holdSite(tx, siteId);
    await tx.run(sql`update purchases set reason = ${reason}, is_urgent = ${isUrgent}, site_id = ${siteId} where id = ${id}`);
    const before = lines === undefined ? [] : await linesOf(tx, id);
    if (lines !== undefined) {
      await withdrawApprovals(tx, ctx, purchase, "lines");
      purchase = await readPurchase(tx, id);
      await tx.run(sql`delete from purchase_quotes where purchase_id = ${id}`);
      await tx.run(sql`update purchases set quote_id = null, supplier_id = null, total_cents = null, freight_cents = 0 where id = ${id}`);
      await writeLines(tx, ctx, id, lines);
    }
    await step(tx, ctx, purchase, "changed", { detail: { ...change, ...(lines === undefined ? {} : { before }) } });
    return readPurchase(tx, id);
  });
}

/** Not what is ordered in part. @param mayAny else only what the actor asked for. @throws {AppError} operations.purchase_state, platform.not_found */
export const cancelPurchase = (ctx: Ctx, id: string, why: Cancelling): Promise<Purchase> =>
  ctx.transaction((tx) => cancelPurchaseIn(tx, ctx, id, why));

interface Cancelling {
  reason: string;
  mayAny: boolean;
}

/** The same as a part of something larger. */
export async function cancelPurchaseIn(tx: Tx, ctx: Ctx, id: string, { reason, mayAny }: Cancelling): Promise<Purchase> {
  const purchase = await accessPurchase(tx, id, [...OPEN, "ordered"]);
  if (!mayAny && purchase.requester.id !== memberBehind(ctx.actor)) throw notYours();
  await tx.run(sql`update purchase_approvals set state = 'withdrawn' where purchase_id = ${id} and state = 'pending'`);
  await step(tx, ctx, purchase, "cancelled", { to: "cancelled", detail: { reason } });
  return readPurchase(tx, id);
}
