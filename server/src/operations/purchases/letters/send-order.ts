import { type HandOverParts, lendFile } from "../../../inbox/index.ts";
import { type Actor, type Ctx, createCtx, type Job, type SendMail, type Tx } from "../../../platform/index.ts";
import { findActor, type Rights, readWorkspace } from "../../../team/index.ts";
import type { KeepUpload } from "../../papers/sign-order.ts";
import type { PurchaseGround } from "../approval-due.ts";
import { writeOrder } from "../order-purchase.ts";
import { accessPurchase, step } from "../purchase.ts";
import { numberOf } from "./ask-quotes.ts";
import { lettersOf } from "./letter.ts";
import { LETTER_WORDS } from "./letter-words.ts";
import { writePurchasePaper } from "./purchase-paper.ts";
import { MEDIA, type Medium, readSupplier, type SupplierFacts } from "./supplier-place.ts";
import { type Written, writeLetter } from "./write-letter.ts";

export interface OrderGround extends PurchaseGround {
  parts: HandOverParts;
  keepUpload: KeepUpload;
  sendMail: SendMail;
  rights(): Rights;
}

type OrderJob = Job<{ purchaseId: string; memberId?: string | null }>;

/**
 * The order as a PDF to its supplier, by every medium that reaches them, in the name of who ordered. Without an account for mails it leaves as a
 * mail of the product. What left and what did not stands in the purchase's history. Runs again until the mail server took it.
 */
export async function sendOrder(ground: OrderGround, { workspaceId, payload, id }: OrderJob): Promise<void> {
  const correlationId = `order ${id}`;
  const system = createCtx({ ...ground, workspaceId, actor: PROGRAM, correlationId });
  const member = payload.memberId ?? null;
  const actor =
    member === null
      ? null
      : await system.transaction((tx) => findActor(tx, ground.rights(), { kind: "member", id: member, now: system.now() }));
  const ctx = createCtx({ ...ground, workspaceId, actor: actor ?? PROGRAM, correlationId });
  const paper = await writePurchasePaper(ctx, payload.purchaseId);
  const { id: attachmentId } = await ground.keepUpload(ctx, {
    bytes: paper.bytes,
    fileName: paper.name,
    declaredType: "application/pdf",
    voice: false,
  });
  const mailTo = await ctx.transaction((tx) => writeAll(tx, ctx, ground, payload.purchaseId, attachmentId));
  if (mailTo === null) return;
  const mail = await ctx.transaction((tx) => writeOrder(tx, payload.purchaseId));
  await ground.sendMail({ to: mailTo, ...mail });
}

const PROGRAM: Actor = { kind: "system", id: null, name: "Prosa", capabilities: new Set(), sight: { kind: "all" } };

/** @returns the address that only the product's own mail reaches */
async function writeAll(tx: Tx, ctx: Ctx, ground: OrderGround, purchaseId: string, attachmentId: string): Promise<string | null> {
  const purchase = await accessPurchase(tx, purchaseId);
  const supplier = purchase.supplier === null ? null : await readSupplier(tx, purchase.supplier.id);
  if (supplier === null) return null;
  // Run again, it does not leave again.
  if ((await lettersOf(tx, ctx, purchaseId)).some(({ kind }) => kind === "order")) return null;
  const { language } = await readWorkspace(tx);
  const words = LETTER_WORDS[language];
  const { subject, text } = await writeOrder(tx, purchaseId);
  const written: Written[] = [];
  for (const medium of MEDIA) {
    if (addressOf(supplier, medium) === null) continue;
    const content = async (inner: Tx, conversationId: string) => ({
      kind: "document" as const,
      attachmentId: await lendFile(inner, ctx, { attachmentId, conversationId }),
      text: words.orderAttached(numberOf(purchase)),
    });
    written.push(
      await writeLetter(tx, ctx, ground.parts, { purchaseId, kind: "order", supplier, medium, subject, content, summary: text }),
    );
  }
  const isMailed = written.some(({ medium, code }) => medium === "email" && code === "operations.no_way_to_supplier");
  for (const { medium, code } of written) {
    const hasLeft = code === null || (medium === "email" && isMailed);
    await step(tx, ctx, purchase, hasLeft ? "order_sent" : "order_not_sent", {
      detail: { supplier: supplier.name, medium, ...(hasLeft ? {} : { code }) },
    });
  }
  return isMailed ? supplier.email : null;
}

const addressOf = ({ email, phone }: SupplierFacts, medium: Medium): string | null => (medium === "email" ? email : phone);
