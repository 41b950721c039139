import type { OutboundContent } from "../../../../content/content.ts";
import { type TapOffer, tap } from "../../inbox/index.ts";
import { AppError, type Ctx, sql, type Tx } from "../../platform/index.ts";
import { wantNothing } from "../chat/ask.ts";
import { type ChatGround, sayOf, systemCtx, technicianCtx } from "../chat/chat-ground.ts";
import { readWords } from "../chat/words.ts";
import { accessOrder } from "../orders/order.ts";
import { cancelPurchaseIn } from "../purchases/request-purchase.ts";
import { answerPart, askPart, ordered } from "./hear-part.ts";
import { type Asking, bringPart, buy, type Held, type PartWanted, settleReserved, wholly } from "./request-part.ts";
import { PART_VERBS } from "./verbs.ts";
import { type PartWords, readPartWords } from "./words.ts";

interface Tapped {
  ctx: Ctx;
  words: PartWords;
  asking: Asking;
  conversationId: string;
  detail: Record<string, unknown>;
}

/** Null: it was said already. */
type Act = (tx: Tx, tapped: Tapped) => Promise<OutboundContent | null>;

/** What asks for a part, and what can be done about one. They act whoever has the floor, once, for the technician whose order it is. */
export const partTaps = (ground: ChatGround): TapOffer[] => [
  tapOf(ground, PART_VERBS.ask, (tx, { ctx, asking, conversationId }) => askPart(tx, ctx, asking, conversationId)),
  tapOf(ground, PART_VERBS.order, async (tx, { ctx, asking, conversationId, detail }) => {
    const said = { id: String(detail["messageId"]), conversationId, writerId: asking.contactId, text: String(detail["text"]) };
    await answerPart(tx, ctx, ground, said, asking.order);
    return null;
  }),
  tapOf(ground, PART_VERBS.pick, (tx, { ctx, asking, detail }) => ordered(tx, ctx, asking, wantedOf(detail))),
  tapOf(ground, PART_VERBS.take, (tx, { ctx, asking, detail }) => settleReserved(tx, ctx, asking, "out", heldOf(detail))),
  tapOf(ground, PART_VERBS.free, (tx, { ctx, asking, detail }) => settleReserved(tx, ctx, asking, "unreserve", heldOf(detail))),
  tapOf(ground, PART_VERBS.move, (tx, { ctx, asking, detail }) =>
    bringPart(tx, ctx, asking, wantedOf(detail), String(detail["fromSiteId"]), String(detail["toSiteId"])),
  ),
  tapOf(ground, PART_VERBS.buy, async (tx, { ctx, words, asking, conversationId, detail }) => {
    await wantNothing(tx, conversationId);
    return buy(tx, ctx, asking, wantedOf(detail), words);
  }),
  tapOf(ground, PART_VERBS.leave, async (tx, { words, conversationId }) => {
    await wantNothing(tx, conversationId);
    return { kind: "text", text: words.left };
  }),
  tapOf(ground, PART_VERBS.cancel, async (tx, { ctx, words, asking, detail }) => {
    const purchase = await cancelPurchaseIn(tx, ctx, String(detail["purchaseId"]), { reason: asking.order.code, mayAny: false });
    return { kind: "text", text: words.cancelled(String(purchase.number).padStart(4, "0")) };
  }),
];

const wantedOf = (detail: Record<string, unknown>): PartWanted => ({
  partId: detail["partId"] == null ? null : String(detail["partId"]),
  what: String(detail["what"]),
  quantity: Number(detail["quantity"]),
  isUrgent: detail["isUrgent"] === true,
});

const heldOf = (detail: Record<string, unknown>): Held => ({
  partId: String(detail["partId"]),
  siteId: String(detail["siteId"]),
  quantity: Number(detail["quantity"]),
});

const UNDER_WAY = ["accepted", "on_the_way", "in_progress", "paused"];

function tapOf(ground: ChatGround, verb: string, act: Act): TapOffer {
  return tap({
    verb,
    async act(tx, { workspaceId, conversationId, contactId, detail, messageId }) {
      const orderId = String(detail["orderId"]);
      const chat = await readWords(tx);
      const ctx = await technicianCtx(tx, ground, systemCtx(ground, workspaceId, `tap ${messageId}`), contactId);
      if (ctx === null) return { kind: "text", text: chat.notLinked };
      const words = await readPartWords(tx);
      const { code } = await tx.one(sql<{ code: string }>`select code from work_orders where id = ${orderId}`);
      try {
        const order = await accessOrder(tx, ctx, orderId);
        if (order.technician?.id !== ctx.actor.id || !UNDER_WAY.includes(order.state)) return { kind: "text", text: words.over(code) };
        const content = await wholly(tx, () => act(tx, { ctx, words, asking: { contactId, order }, conversationId, detail }));
        if (content !== null) await sayOf(tx, ctx, ground, { conversationId, orderId, content });
        return null;
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return { kind: "text", text: error.code === "platform.not_found" ? words.over(code) : chat.usedUp };
      }
    },
    async refuse(tx, _tapped, outcome) {
      const words = await readWords(tx);
      return { kind: "text", text: outcome === "not_yours" ? words.notYours : words.usedUp };
    },
  });
}
