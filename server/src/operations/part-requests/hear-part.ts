import type { OutboundContent } from "../../../../content/content.ts";
import { readYesNo } from "../../../../language/yes-no.ts";
import { AppError, type Ctx, type Tx } from "../../platform/index.ts";
import { orderList, want, wantNothing } from "../chat/ask.ts";
import { type ChatGround, sayOf } from "../chat/chat-ground.ts";
import { readWords } from "../chat/words.ts";
import type { WorkOrder } from "../orders/order.ts";
import { addMessageIn, announce } from "../orders/order-files.ts";
import { partsNamed } from "./parts-named.ts";
import { asksForPart, type PartAsked, readPartRequest } from "./read-request.ts";
import { type Asking, button, requestPart, wholly } from "./request-part.ts";
import { PART_VERBS } from "./verbs.ts";
import { readPartWords } from "./words.ts";

/** What a technician wrote, as this reads it. */
interface Said {
  id: string;
  conversationId: string;
  writerId: string;
  text: string;
}

/** As long as a wish for a part is; longer ones tell a story. */
const MOST_WORDS = 12;

/** Whether these words ask for a part, without being asked. */
export async function isPartRequest(tx: Tx, text: string): Promise<boolean> {
  if (text.trim() === "" || text.trim().split(/\s+/).length > MOST_WORDS) return false;
  if (asksForPart(text)) return true;
  const asked = readPartRequest(text);
  if (asked === null) return false;
  return asked.isCounted || (asked.isLed && (await partsNamed(tx, asked.what)).length > 0);
}

/** A wish for a part, of the order that it is for; of several orders under way one is picked first. */
export async function hearPart(tx: Tx, ctx: Ctx, ground: ChatGround, said: Said, orders: readonly WorkOrder[]): Promise<boolean> {
  const words = await readPartWords(tx);
  const [order] = orders;
  const say = (content: OutboundContent) => sayOf(tx, ctx, ground, { conversationId: said.conversationId, orderId: null, content });
  if (order === undefined) return say({ kind: "text", text: words.noOrder });
  if (orders.length === 1) return answerPart(tx, ctx, ground, said, order);
  const asked = {
    verb: PART_VERBS.order,
    detail: { messageId: said.id, text: said.text },
    text: words.whichOrder,
    contactId: said.writerId,
    now: ctx.now(),
  };
  return say(await orderList(tx, await readWords(tx), [...orders], asked));
}

/** A part is for the order that was answered to, or for those that are worked on; where none is, for any that is under way. */
export function forPart(orders: WorkOrder[], replyOrderId: string | null): WorkOrder[] {
  const replied = orders.filter(({ id }) => id === replyOrderId);
  const working = orders.filter(({ state }) => state === "in_progress" || state === "paused");
  return replied.length > 0 ? replied : working.length > 0 ? working : orders;
}

/** Asks which part, or does what can be done about the one that is named. */
export async function answerPart(tx: Tx, ctx: Ctx, ground: ChatGround, said: Said, order: WorkOrder): Promise<boolean> {
  const { conversationId, writerId: contactId } = said;
  await addMessageIn(tx, ctx, order, said.id, true);
  const content = await answerOf(tx, ctx, { contactId, order }, conversationId, said.text);
  await announce(tx, ctx, order.id);
  return content === null || sayOf(tx, ctx, ground, { conversationId, orderId: order.id, content });
}

/** What is said to a technician who asks for a part in these words; null: they name nothing. */
export async function answerOf(tx: Tx, ctx: Ctx, asking: Asking, conversationId: string, said: string): Promise<OutboundContent | null> {
  const words = await readPartWords(tx);
  // A photo beside the question belongs to the order, and names nothing.
  if (said.trim() === "") return null;
  if (asksForPart(said)) return askPart(tx, ctx, asking, conversationId);
  await wantNothing(tx, conversationId);
  if (readYesNo(said)?.value === false) return { kind: "text", text: words.left };
  const asked = readPartRequest(said);
  if (asked === null) return askPart(tx, ctx, asking, conversationId);
  const parts = await partsNamed(tx, asked.what);
  const [only] = parts;
  if (only === undefined) {
    await want(tx, ctx, conversationId, asking.order.id, "part");
    return offerToBuy(tx, ctx, asking, asked);
  }
  if (parts.length > 1) return askWhich(tx, ctx, asking, asked, parts);
  return ordered(tx, ctx, asking, { ...asked, partId: only.id });
}

/** What cannot be done is said in the chat's own words, and nothing is half done. */
export async function ordered(tx: Tx, ctx: Ctx, asking: Asking, wanted: Parameters<typeof requestPart>[3]): Promise<OutboundContent> {
  try {
    return await wholly(tx, () => requestPart(tx, ctx, asking, wanted));
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const words = await readPartWords(tx);
    return { kind: "text", text: words.unknown(wanted.what) };
  }
}

export async function askPart(tx: Tx, ctx: Ctx, { order }: Asking, conversationId: string): Promise<OutboundContent> {
  await want(tx, ctx, conversationId, order.id, "part");
  return { kind: "text", text: (await readPartWords(tx)).example(order.code) };
}

async function offerToBuy(tx: Tx, ctx: Ctx, asking: Asking, asked: PartAsked): Promise<OutboundContent> {
  const words = await readPartWords(tx);
  const { what, quantity, isUrgent } = asked;
  return {
    kind: "buttons",
    text: words.unknown(what),
    buttons: [
      { id: await button(tx, ctx, asking, PART_VERBS.buy, { partId: null, what, quantity, isUrgent }), title: words.buyAnyway },
      { id: await button(tx, ctx, asking, PART_VERBS.leave, {}), title: words.leave },
    ],
  };
}

async function askWhich(
  tx: Tx,
  ctx: Ctx,
  asking: Asking,
  { what, quantity, isUrgent }: PartAsked,
  parts: Awaited<ReturnType<typeof partsNamed>>,
): Promise<OutboundContent> {
  const words = await readPartWords(tx);
  const rows = [];
  for (const { id, code, name } of parts)
    rows.push({
      id: await button(tx, ctx, asking, PART_VERBS.pick, { partId: id, what, quantity, isUrgent }),
      title: name.slice(0, 24),
      description: code,
    });
  rows.push({ id: await button(tx, ctx, asking, PART_VERBS.buy, { partId: null, what, quantity, isUrgent }), title: words.noneOfThem });
  return { kind: "list", text: words.which(asking.order.code), button: words.choose, sections: [{ title: words.choose, rows }] };
}
