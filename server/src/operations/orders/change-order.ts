import { type Ctx, newId, sql, type Tx } from "../../platform/index.ts";
import { may, recordAudit } from "../../team/index.ts";
import type { OrderKind, Priority } from "../closed-sets.ts";
import { notYourOrder } from "../errors.ts";
import { orderChanged } from "../events.ts";
import { holdAsset } from "../records/assets.ts";
import { holdContractor } from "../records/contractors.ts";
import { holdSite } from "../records/sites.ts";
import { operationsWrite } from "../rights.ts";
import { accessOrder, type ChecklistItem, memberBehind, showOrder, type WorkOrder } from "./order.ts";
import { deadlineOf } from "./settings.ts";
import { keepStep, tellOrder } from "./tell-order.ts";

export interface OrderChange {
  title?: string | undefined;
  description?: string | undefined;
  kind?: OrderKind | undefined;
  priority?: Priority | undefined;
  assetId?: string | null | undefined;
  siteId?: string | null | undefined;
  contractorId?: string | null | undefined;
  /** Null: by priority and contract again. */
  dueAt?: string | null | undefined;
  /** All of it; a line without an id is new. */
  checklist?: { id?: string | undefined; text: string; isDone: boolean; note?: string | null | undefined }[] | undefined;
  solution?: string | undefined;
  needsPhoto?: boolean | undefined;
  needsSignature?: boolean | undefined;
}

/** Whoever writes orders changes them; who does one ticks its list and writes what was done. @throws {AppError} platform.not_found, operations.not_your_order */
export const changeOrder = (ctx: Ctx, id: string, change: OrderChange): Promise<WorkOrder> =>
  ctx.transaction((tx) => changeOrderIn(tx, ctx, id, change));

/** The same as a part of something larger. */
export async function changeOrderIn(tx: Tx, ctx: Ctx, id: string, change: OrderChange): Promise<WorkOrder> {
  const before = await accessOrder(tx, ctx, id);
  ensureWho(ctx, before, change);
  await holdNamed(tx, before, change);
  const kept = { ...columnsOf(ctx, before, change), ...(await dueOf(tx, ctx, before, change)), changed_at: ctx.now() };
  await tx.run(
    sql`update work_orders set ${sql.join(Object.entries(kept).map(([name, value]) => sql`${sql.ref(name)} = ${value}`))} where id = ${id}`,
  );
  const fields = Object.keys(change);
  await keepStep(tx, ctx, id, { kind: "changed", detail: { fields } });
  await recordAudit(tx, ctx, {
    action: "work_order.changed",
    subjectKind: "work_order",
    subjectId: id,
    detail: { code: before.code, fields },
  });
  const after = await showOrder(tx, ctx, id);
  tellOrder(tx, ctx, orderChanged, after);
  return after;
}

const OF_THE_TECHNICIAN = new Set(["checklist", "solution"]);

function ensureWho(ctx: Ctx, { code, technician }: WorkOrder, change: OrderChange): void {
  if (may(ctx.actor, operationsWrite) || ctx.actor.kind === "system") return;
  const isOwn = technician !== null && technician.id === memberBehind(ctx.actor);
  if (!isOwn || Object.keys(change).some((name) => !OF_THE_TECHNICIAN.has(name))) throw notYourOrder({ code });
}

async function holdNamed(tx: Tx, before: WorkOrder, { assetId, siteId, contractorId }: OrderChange): Promise<void> {
  if (assetId != null && assetId !== before.asset?.id) await holdAsset(tx, assetId);
  if (siteId !== before.site?.id) await holdSite(tx, siteId);
  if (contractorId !== before.contractor?.id) await holdContractor(tx, contractorId);
}

function columnsOf(ctx: Ctx, before: WorkOrder, change: OrderChange): Record<string, unknown> {
  const columns = {
    title: change.title?.trim(),
    description: change.description?.trim(),
    kind: change.kind,
    priority: change.priority,
    asset_id: change.assetId,
    site_id: change.siteId,
    contractor_id: change.contractorId,
    solution: change.solution?.trim(),
    needs_photo: change.needsPhoto,
    needs_signature: change.needsSignature,
    checklist: change.checklist === undefined ? undefined : JSON.stringify(checklistOf(ctx, before.checklist, change.checklist)),
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

/** What was ticked before keeps by whom and when. */
function checklistOf(ctx: Ctx, before: ChecklistItem[], after: NonNullable<OrderChange["checklist"]>): ChecklistItem[] {
  return after.map(({ id, text, isDone, note }) => {
    const old = before.find((one) => one.id === id);
    const ticked =
      old?.doneAt == null ? { doneAt: ctx.now().toISOString(), doneBy: ctx.actor.name } : { doneAt: old.doneAt, doneBy: old.doneBy };
    return {
      id: old?.id ?? newId(),
      text: text.trim(),
      note: note === undefined ? (old?.note ?? null) : note,
      ...(isDone ? ticked : { doneAt: null, doneBy: null }),
    };
  });
}

/** A deadline that was set by hand stays; else it follows priority, place and contract, from when the order was opened. */
async function dueOf(tx: Tx, ctx: Ctx, before: WorkOrder, change: OrderChange): Promise<{ due_at?: Date }> {
  if (change.dueAt != null) return { due_at: new Date(change.dueAt) };
  const { priority = before.priority, siteId = before.site?.id ?? null, contractorId = before.contractor?.id ?? null } = change;
  const isAsked = change.dueAt === null || change.priority !== undefined || change.contractorId !== undefined;
  if (!isAsked) return {};
  return { due_at: await deadlineOf(tx, { workspaceId: ctx.workspaceId, from: before.createdAt, priority, siteId, contractorId }) };
}
