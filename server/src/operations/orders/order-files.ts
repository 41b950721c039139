import { accessConversation, type KeptFile, keepFile, keepFilesOf, readKeptFile } from "../../inbox/index.ts";
import { type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { messageElsewhere } from "../errors.ts";
import { orderChanged } from "../events.ts";
import { accessOrder, readOrder, showOrder, type WorkOrder } from "./order.ts";
import { keepStep, tellOrder } from "./tell-order.ts";

/** A file of an order. */
export interface OrderFile {
  id: string;
  kind: "photo" | "video" | "audio" | "document" | "signature";
  name: string;
  messageId: string | null;
  /** Of a signature. */
  signer: string | null;
  addedAt: Date;
  addedBy: string;
}

export const filesOf = (tx: Tx, orderId: string): Promise<OrderFile[]> =>
  tx.many(sql<OrderFile>`
    select id, kind, name, message_id as "messageId", signer, added_at as "addedAt", added_by as "addedBy"
    from work_order_files where workspace_id = current_workspace() and order_id = ${orderId} order by added_at, id limit 500`);

/** A file that was uploaded, or that stands in a message that one sees. @throws {AppError} platform.not_found */
export function addFile(ctx: Ctx, orderId: string, attachmentId: string, name?: string): Promise<WorkOrder> {
  return ctx.transaction(async (tx) => {
    const order = await accessOrder(tx, ctx, orderId);
    const file = await keepFile(tx, ctx, attachmentId);
    await keepFiles(tx, ctx, order, [{ ...file, fileName: name ?? file.fileName }], null);
    await recordAudit(tx, ctx, {
      action: "work_order.file_added",
      subjectKind: "work_order",
      subjectId: orderId,
      detail: { attachmentId },
    });
    return announce(tx, ctx, orderId);
  });
}

/**
 * A message belongs to the order from now on, with its files. One of another order moves only where that is asked for.
 * @throws {AppError} operations.message_elsewhere, platform.not_found
 */
export async function addMessageIn(tx: Tx, ctx: Ctx, order: WorkOrder, messageId: string, isMoved = false): Promise<KeptFile[]> {
  const message = await tx.maybeOne(
    sql<{
      conversationId: string;
    }>`select conversation_id as "conversationId" from messages where id = ${messageId} and deleted_at is null`,
  );
  if (message === null) throw notFound({ what: "message" });
  await accessConversation(tx, ctx, message.conversationId);
  const other = await tx.maybeOne(
    sql<{ orderId: string }>`select order_id as "orderId" from work_order_messages where message_id = ${messageId}`,
  );
  if (other !== null && other.orderId !== order.id) {
    if (!isMoved) throw messageElsewhere();
    await tx.run(sql`delete from work_order_files where message_id = ${messageId}`);
  }
  await tx.run(sql`
    insert into work_order_messages (workspace_id, message_id, order_id, conversation_id, added_at)
    values (${ctx.workspaceId}, ${messageId}, ${order.id}, ${message.conversationId}, ${ctx.now()})
    on conflict (workspace_id, message_id) do update set order_id = excluded.order_id`);
  const files = await keepFilesOf(tx, messageId);
  await keepFiles(tx, ctx, order, files, messageId);
  return files;
}

const KINDS: Readonly<Record<string, OrderFile["kind"]>> = { image: "photo", video: "video", audio: "audio", voice: "audio" };

async function keepFiles(tx: Tx, ctx: Ctx, order: WorkOrder, files: KeptFile[], messageId: string | null): Promise<void> {
  for (const file of files) {
    const kind = KINDS[file.kind] ?? "document";
    const id = newId();
    const name = (file.fileName?.trim() || `${order.code} ${kind} ${ctx.now().toISOString().slice(0, 16).replace("T", " ")}`).slice(0, 200);
    const added = await tx.run(sql`
      insert into work_order_files (workspace_id, id, order_id, attachment_id, message_id, kind, name, added_at, added_by)
      values (${ctx.workspaceId}, ${id}, ${order.id}, ${file.id}, ${messageId}, ${kind}, ${name}, ${ctx.now()}, ${ctx.actor.name}) on conflict do nothing`);
    if (added > 0) await keepStep(tx, ctx, order.id, { kind: "file_added", detail: { fileId: id, kind, name } });
  }
}

/** After its files or messages changed. */
export async function announce(tx: Tx, ctx: Ctx, orderId: string): Promise<WorkOrder> {
  await tx.run(sql`update work_orders set changed_at = ${ctx.now()} where id = ${orderId}`);
  const order = await showOrder(tx, ctx, orderId);
  tellOrder(tx, ctx, orderChanged, order);
  return order;
}

/** Where a file of an order lies, for who sees the order. @throws {AppError} platform.not_found, inbox.file_not_stored */
export function findFile(ctx: Ctx, orderId: string, fileId: string, isSmall: boolean) {
  return ctx.transaction(async (tx) => {
    await readOrder(tx, ctx, orderId);
    const file = await tx.maybeOne(
      sql<{ attachmentId: string; name: string }>`
        select attachment_id as "attachmentId", name from work_order_files where order_id = ${orderId} and id = ${fileId}`,
    );
    if (file === null) throw notFound({ what: "file" });
    return { ...(await readKeptFile(tx, file.attachmentId, isSmall)), fileName: file.name };
  });
}
