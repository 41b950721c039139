import { type TapOffer, tap } from "../../inbox/index.ts";
import { AppError, type Ctx, sql, type Tx } from "../../platform/index.ts";
import { BUTTONS, type Button } from "../closed-sets.ts";
import { moveNotAllowed } from "../errors.ts";
import { moveOrderIn } from "../orders/move-order.ts";
import { MOVE_RULES } from "../orders/moves.ts";
import { accessOrder } from "../orders/order.ts";
import { addMessageIn, announce } from "../orders/order-files.ts";
import { askNext, askReason } from "./ask.ts";
import { type ChatGround, sayOf, systemCtx, technicianCtx } from "./chat-ground.ts";
import { moveOf, orderCard, verbOf } from "./order-buttons.ts";
import { type ChatWords, readWords } from "./words.ts";

/** A message was meant for this order. */
export const PICK = "order_pick";
/** The order is shown with its buttons. */
export const SHOW = "order_show";

interface Tapped {
  conversationId: string;
  contactId: string;
  now: Date;
  orderId: string;
}

/** Every button of an order. They act whoever has the floor, once, and only for the technician whose order it is. */
export const orderTaps = (ground: ChatGround): TapOffer[] => [
  ...BUTTONS.map((button) => tapOf(ground, verbOf(button), (tx, ctx, words, tapped) => press(tx, ctx, ground, words, button, tapped))),
  tapOf(ground, SHOW, async (tx, ctx, words, { conversationId, contactId, orderId, now }) => {
    const order = await accessOrder(tx, ctx, orderId);
    await sayOf(tx, ctx, ground, { conversationId, orderId, content: await orderCard(tx, words, order, { contactId, now }) });
  }),
  tapOf(ground, PICK, async (tx, ctx, words, { conversationId, orderId }, detail) => {
    const order = await accessOrder(tx, ctx, orderId);
    await addMessageIn(tx, ctx, order, String(detail["messageId"]), true);
    await announce(tx, ctx, orderId);
    await sayOf(tx, ctx, ground, { conversationId, orderId, content: { kind: "text", text: words.kept(order.code) } });
  }),
];

type Act = (tx: Tx, ctx: Ctx, words: ChatWords, tapped: Tapped, detail: Record<string, unknown>) => Promise<void>;

function tapOf(ground: ChatGround, verb: string, act: Act): TapOffer {
  return tap({
    verb,
    async act(tx, { workspaceId, conversationId, contactId, detail, messageId, now }) {
      const words = await readWords(tx);
      const ctx = await technicianCtx(tx, ground, systemCtx(ground, workspaceId, `tap ${messageId}`), contactId);
      if (ctx === null) return { kind: "text", text: words.notLinked };
      try {
        await act(tx, ctx, words, { conversationId, contactId, now, orderId: String(detail["orderId"]) }, detail);
        return null;
      } catch (error) {
        // Thrown before anything is written: the tap is used, and says why nothing happened.
        if (!(error instanceof AppError)) throw error;
        return { kind: "text", text: await reasonOf(tx, words, error, String(detail["orderId"])) };
      }
    },
    async refuse(tx, _tapped, outcome) {
      const words = await readWords(tx);
      return { kind: "text", text: outcome === "not_yours" ? words.notYours : words.usedUp };
    },
  });
}

async function press(tx: Tx, ctx: Ctx, ground: ChatGround, words: ChatWords, button: Button, tapped: Tapped): Promise<void> {
  const { conversationId, contactId, orderId, now } = tapped;
  if (button === "pause" || button === "check_out") {
    const order = await accessOrder(tx, ctx, orderId);
    const move = moveOf(button);
    if (!MOVE_RULES[move].from.includes(order.state)) throw moveNotAllowed({ code: order.code, state: order.state, move });
    if (button === "pause") await askReason(tx, ctx, ground, words, { conversationId, order });
    else await askNext(tx, ctx, ground, words, { conversationId, contactId, order });
    return;
  }
  const order = await moveOrderIn(tx, ctx, orderId, { move: moveOf(button) });
  const content = await orderCard(tx, words, order, { contactId, now });
  await sayOf(tx, ctx, ground, { conversationId, orderId, content });
}

/** In the words of the chat, which are not those of the API. */
async function reasonOf(tx: Tx, words: ChatWords, error: AppError, orderId: string): Promise<string> {
  const order = await tx.maybeOne(
    sql<{ code: string; state: keyof ChatWords["states"] }>`select code, state from work_orders where id = ${orderId}`,
  );
  if (order === null || error.code === "platform.not_found" || error.code === "operations.not_your_order")
    return words.takenBack(order?.code ?? "?");
  return words.notNow(order.code, words.states[order.state]);
}
