import { keepFile } from "../../inbox/index.ts";
import { type Ctx, newId, sql, type Tx } from "../../platform/index.ts";
import { may, recordAudit } from "../../team/index.ts";
import { notYourOrder, signatureNotAPicture } from "../errors.ts";
import { accessOrder, memberBehind, type WorkOrder } from "../orders/order.ts";
import { announce } from "../orders/order-files.ts";
import { keepStep } from "../orders/tell-order.ts";
import { operationsDispatch } from "../rights.ts";

export interface Signing {
  /** PNG, JPEG or WebP. */
  picture: Buffer;
  /** The name of who signed. */
  signer: string;
}

/** How a file is kept: sniffed and scanned, as every upload. */
export type KeepUpload = (
  ctx: Ctx,
  file: { bytes: Buffer; fileName: string; declaredType: string; voice: boolean },
) => Promise<{ id: string }>;

/** Whoever was there signs for what was done. Signed again, the newest counts; the former ones stay. @throws {AppError} operations.not_your_order, operations.signature_not_a_picture */
export async function signOrder(ctx: Ctx, keep: KeepUpload, orderId: string, { picture, signer }: Signing): Promise<WorkOrder> {
  await ctx.transaction((tx) => accessOwn(tx, ctx, orderId)); // before anything is stored
  const { id: attachmentId } = await keep(ctx, { bytes: picture, fileName: "signature.png", declaredType: "image/png", voice: false });
  return ctx.transaction(async (tx) => {
    const order = await accessOwn(tx, ctx, orderId);
    const file = await keepFile(tx, ctx, attachmentId);
    if (file.kind !== "image") throw signatureNotAPicture();
    await keepSignature(tx, ctx, order, attachmentId, signer.trim());
    await recordAudit(tx, ctx, {
      action: "work_order.signed",
      subjectKind: "work_order",
      subjectId: orderId,
      detail: { attachmentId, signer },
    });
    return announce(tx, ctx, orderId);
  });
}

async function accessOwn(tx: Tx, ctx: Ctx, orderId: string): Promise<WorkOrder> {
  const order = await accessOrder(tx, ctx, orderId);
  const isOwn = order.technician !== null && order.technician.id === memberBehind(ctx.actor);
  if (!isOwn && !may(ctx.actor, operationsDispatch)) throw notYourOrder({ code: order.code });
  return order;
}

async function keepSignature(tx: Tx, ctx: Ctx, order: WorkOrder, attachmentId: string, signer: string): Promise<void> {
  const id = newId();
  const name = `${order.code} ${signer}`.slice(0, 200);
  const kept = await tx.run(sql`
    insert into work_order_files (workspace_id, id, order_id, attachment_id, kind, name, signer, added_at, added_by)
    values (${ctx.workspaceId}, ${id}, ${order.id}, ${attachmentId}, 'signature', ${name}, ${signer}, ${ctx.now()}, ${ctx.actor.name})
    on conflict do nothing`);
  if (kept > 0) await keepStep(tx, ctx, order.id, { kind: "signed", detail: { fileId: id, signer } });
}
