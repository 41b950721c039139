import { accessConversation } from "../../inbox/index.ts";
import { AppError, type Ctx, notFound, type Tx } from "../../platform/index.ts";
import { ordersOf } from "../chat/ask.ts";
import { type ChatGround, sayOf, technicianCtx } from "../chat/chat-ground.ts";
import { openOrderOf } from "../orders/about-conversation.ts";
import type { WorkOrder } from "../orders/order.ts";
import { requestPurchaseIn } from "../purchases/request-purchase.ts";
import { recordMovementIn } from "../stock/record-movement.ts";
import { answerOf, forPart } from "./hear-part.ts";
import { partsNamed } from "./parts-named.ts";
import { readPartRequest } from "./read-request.ts";
import { wholly } from "./request-part.ts";

/**
 * Asks for a part as people write it. In a technician's own chat it is the same as if they had written it there; else it is for the open
 * order about the conversation: reserved where it is to be had, or asked of the buyers.
 * @throws {AppError} platform.not_found where there is no such order, or the words mean no part or several; operations.no_member when
 * nobody stands behind who asks
 */
export async function requestForConversation(tx: Tx, ctx: Ctx, ground: ChatGround, conversationId: string, part: string): Promise<void> {
  const { contactId } = await accessConversation(tx, ctx, conversationId);
  const technician = await technicianCtx(tx, ground, ctx, contactId);
  if (technician === null) return forOrder(tx, ctx, await openOrderOf(tx, ctx, conversationId), part);
  const [order] = forPart(await ordersOf(tx, technician, ["accepted", "on_the_way", "in_progress", "paused"]), null);
  if (order === undefined) throw notFound({ what: "open work order" });
  const content = await answerOf(tx, technician, { contactId, order }, conversationId, part);
  if (content !== null) await sayOf(tx, ctx, ground, { conversationId, orderId: order.id, content });
}

async function forOrder(tx: Tx, ctx: Ctx, order: WorkOrder, written: string): Promise<void> {
  const asked = readPartRequest(written);
  const [part, ...others] = asked === null ? [] : await partsNamed(tx, asked.what);
  if (asked === null || part === undefined || others.length > 0) throw notFound({ what: "part" });
  const lines = [{ partId: part.id, quantity: asked.quantity }];
  const reserve = { kind: "reserve" as const, siteId: null, workOrderId: order.id, reason: order.code, lines };
  try {
    await wholly(tx, () => recordMovementIn(tx, ctx, reserve));
  } catch (error) {
    if (!(error instanceof AppError) || !BOUGHT_THEN.has(error.code)) throw error;
    const wanted = { reason: order.code, isUrgent: asked.isUrgent, siteId: order.site?.id ?? null, workOrderId: order.id, lines };
    await requestPurchaseIn(tx, ctx, wanted);
  }
}

const BOUGHT_THEN: ReadonlySet<string> = new Set(["operations.stock_short", "operations.order_has_no_site"]);
