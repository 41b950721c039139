import { accessConversation } from "../../inbox/index.ts";
import { type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import type { OrderKind, Origin, Priority } from "../closed-sets.ts";
import { orderOpened } from "../events.ts";
import { holdAsset } from "../records/assets.ts";
import { holdContractor } from "../records/contractors.ts";
import { holdSite } from "../records/sites.ts";
import { moveOrderIn } from "./move-order.ts";
import { type ChecklistItem, showOrder, type WorkOrder } from "./order.ts";
import { addMessageIn } from "./order-files.ts";
import { deadlineOf, nextNumber } from "./settings.ts";
import { keepStep, tellOrder } from "./tell-order.ts";

export interface NewOrder {
  title: string;
  description?: string;
  origin: Origin;
  kind?: OrderKind;
  priority: Priority;
  assetId?: string | null;
  /** Absent: where the asset stands. */
  siteId?: string | null;
  /** Absent: who looks after the asset. */
  contractorId?: string | null;
  contactId?: string | null;
  conversationId?: string | null;
  /** The message that it was made of: it belongs to the order, with its files. */
  messageId?: string | null;
  /** It is offered to them at once. */
  technicianId?: string | null;
  /** Absent: by priority and contract. */
  dueAt?: Date | null;
  checklist?: string[];
  needsPhoto?: boolean;
  /** Absent: as its site and contractor ask. */
  needsSignature?: boolean;
  /** It happened long ago: nobody is told. */
  isHistory?: boolean;
}

/** @throws {AppError} platform.not_found for what is not there, operations.archived, operations.message_elsewhere */
export const openOrder = (ctx: Ctx, wanted: NewOrder): Promise<WorkOrder> => ctx.transaction((tx) => openOrderIn(tx, ctx, wanted));

/** The same as a part of something larger. */
export async function openOrderIn(tx: Tx, ctx: Ctx, wanted: NewOrder): Promise<WorkOrder> {
  const { conversationId = null, assetId = null, priority } = wanted;
  // Conversation first, like everybody; the counter last, because all wait for it.
  const conversation = conversationId === null ? null : await accessConversation(tx, ctx, conversationId);
  const asset = assetId === null ? null : await holdAsset(tx, assetId);
  const siteId = wanted.siteId === undefined ? (asset?.siteId ?? null) : wanted.siteId;
  const contractorId = wanted.contractorId === undefined ? (asset?.contractorId ?? null) : wanted.contractorId;
  if (siteId !== asset?.siteId) await holdSite(tx, siteId);
  if (contractorId !== asset?.contractorId) await holdContractor(tx, contractorId);
  const contactId = conversation?.contactId ?? wanted.contactId ?? null;
  if (conversation === null) await ensureContact(tx, contactId);
  const dueAt = wanted.dueAt ?? (await deadlineOf(tx, { workspaceId: ctx.workspaceId, from: ctx.now(), priority, siteId, contractorId }));
  const id = newId();
  const { number, code } = await nextNumber(tx, ctx.workspaceId);
  await tx.run(sql`
    insert into work_orders (workspace_id, id, number, code, origin, kind, priority, title, description, asset_id, site_id, contractor_id, contact_id,
      conversation_id, due_at, checklist, needs_photo, needs_signature, created_at, created_by, changed_at, state_since)
    values (${ctx.workspaceId}, ${id}, ${number}, ${code}, ${wanted.origin}, ${wanted.kind ?? "corrective"}, ${priority}, ${wanted.title.trim()},
      ${wanted.description?.trim() ?? ""}, ${assetId}, ${siteId}, ${contractorId}, ${contactId}, ${conversationId}, ${dueAt},
      ${JSON.stringify(checklistOf(wanted.checklist))}, ${wanted.needsPhoto ?? true},
      coalesce(${wanted.needsSignature ?? null}::boolean, exists (select 1 from sites where id = ${siteId} and asks_signature) or
        exists (select 1 from contractors where id = ${contractorId} and asks_signature)), ${ctx.now()}, ${ctx.actor.name}, ${ctx.now()}, ${ctx.now()})`);
  await keepStep(tx, ctx, id, { kind: "opened", detail: { origin: wanted.origin } });
  const opened = await showOrder(tx, ctx, id);
  if (wanted.messageId != null) await addMessageIn(tx, ctx, opened, wanted.messageId);
  await recordAudit(tx, ctx, { action: "work_order.opened", subjectKind: "work_order", subjectId: id, detail: { code, priority } });
  if (wanted.isHistory !== true) tellOrder(tx, ctx, orderOpened, opened);
  if (wanted.technicianId != null) return moveOrderIn(tx, ctx, id, { move: "assign", technicianId: wanted.technicianId });
  return showOrder(tx, ctx, id);
}

const checklistOf = (texts: string[] = []): ChecklistItem[] =>
  texts.map((text) => ({ id: newId(), text: text.trim(), doneAt: null, doneBy: null, note: null }));

async function ensureContact(tx: Tx, id: string | null): Promise<void> {
  if (id === null) return;
  if ((await tx.maybeOne(sql`select 1 from contacts where id = ${id} and merged_into is null`)) === null)
    throw notFound({ what: "contact" });
}
