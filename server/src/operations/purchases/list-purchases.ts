import { type Ctx, cursorOf, readCursor, sql, type Tx } from "../../platform/index.ts";
import { type Purchase, type PurchaseState, purchaseColumns } from "./purchase.ts";

interface PurchasesAsked {
  state?: PurchaseState | undefined;
  isOpen?: boolean | undefined;
  requesterId?: string | undefined;
  /** Who is asked to decide now, themselves or as a deputy. */
  approverId?: string | undefined;
  workOrderId?: string | undefined;
  partId?: string | undefined;
  search?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** What changed last comes first. */
export async function listPurchases(ctx: Ctx, asked: PurchasesAsked): Promise<{ items: Purchase[]; nextCursor: string | null }> {
  const parts = conditions(ctx, asked);
  const rows = await ctx.transaction((tx) =>
    tx.many(
      sql<Purchase>`select ${purchaseColumns} from purchases p where ${sql.join(parts, sql` and `)} order by p.changed_at desc, p.id desc limit ${asked.limit + 1}`,
    ),
  );
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > asked.limit && last !== undefined ? cursorOf([last.changedAt.toISOString(), last.id]) : null };
}

function conditions(ctx: Ctx, asked: PurchasesAsked) {
  const { state, isOpen, requesterId, approverId, workOrderId, partId, search = "", cursor } = asked;
  const parts = [sql`p.workspace_id = ${ctx.workspaceId}`];
  if (state !== undefined) parts.push(sql`p.state = ${state}`);
  if (isOpen !== undefined) parts.push(sql`p.state ${isOpen ? sql`not in` : sql`in`} ('received', 'rejected', 'cancelled')`);
  if (requesterId !== undefined) parts.push(sql`p.requester_id = ${requesterId}`);
  if (workOrderId !== undefined) parts.push(sql`p.work_order_id = ${workOrderId}`);
  if (approverId !== undefined)
    parts.push(sql`exists (select 1 from purchase_approvals a where a.workspace_id = p.workspace_id and a.purchase_id = p.id and a.state = 'pending'
      and (a.approver_id = ${approverId} or a.deputy_id = ${approverId}))`);
  if (partId !== undefined)
    parts.push(
      sql`exists (select 1 from purchase_lines l where l.workspace_id = p.workspace_id and l.purchase_id = p.id and l.part_id = ${partId})`,
    );
  if (search.trim() !== "")
    parts.push(sql`(p.number::text = ltrim(${search.trim()}, '0') or position(prosa_fold(${search.trim()}) in prosa_fold(p.title)) > 0)`);
  if (cursor !== undefined) {
    const [at, id] = readCursor(cursor, "time", "id");
    parts.push(sql`(p.changed_at, p.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  return parts;
}

/** What an approver was asked, for the screen. */
export interface ShownApproval {
  id: string;
  level: number;
  approver: { id: string; name: string };
  deputy: { id: string; name: string } | null;
  state: "pending" | "approved" | "rejected" | "expired" | "withdrawn";
  totalCents: number;
  askedAt: Date;
  expiresAt: Date;
  decidedAt: Date | null;
  decidedBy: string | null;
  decidedOn: "screen" | "phone" | null;
  reason: string;
}

export interface Step {
  kind: string;
  at: Date;
  by: string;
  detail: Record<string, unknown>;
}

export interface Receipt {
  id: string;
  site: { id: string; name: string };
  invoiceNumber: string;
  invoiceKey: string | null;
  receivedAt: Date;
  receivedBy: string;
  reason: string;
}

/** The questions to approvers, the oldest first. */
export const approvalsOf = (tx: Tx, purchaseId: string): Promise<ShownApproval[]> =>
  tx.many(sql<ShownApproval>`
    select a.id, a.level, a.state, a.total_cents as "totalCents", a.asked_at as "askedAt", a.expires_at as "expiresAt", a.decided_at as "decidedAt",
      a.decided_on as "decidedOn", a.reason, json_build_object('id', m.id, 'name', m.name) as approver,
      (select json_build_object('id', d.id, 'name', d.name) from members d where d.workspace_id = a.workspace_id and d.id = a.deputy_id) as deputy,
      (select d.name from members d where d.workspace_id = a.workspace_id and d.id = a.decided_by) as "decidedBy"
    from purchase_approvals a join members m on m.workspace_id = a.workspace_id and m.id = a.approver_id
    where a.purchase_id = ${purchaseId} order by a.asked_at, a.id`);

export const stepsOf = (tx: Tx, purchaseId: string): Promise<Step[]> =>
  tx.many(sql<Step>`select kind, at, by_name as by, detail from purchase_steps where purchase_id = ${purchaseId} order by at, id`);

export const receiptsOf = (tx: Tx, purchaseId: string): Promise<Receipt[]> =>
  tx.many(sql<Receipt>`
    select r.id, json_build_object('id', s.id, 'name', s.name) as site, r.invoice_number as "invoiceNumber", r.invoice_key as "invoiceKey",
      r.received_at as "receivedAt", r.received_by as "receivedBy", r.reason
    from purchase_receipts r join sites s on s.workspace_id = r.workspace_id and s.id = r.site_id
    where r.purchase_id = ${purchaseId} order by r.received_at, r.id`);
