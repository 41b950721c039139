import { fold } from "../../../../rules/fold.ts";
import { messageReceived } from "../../inbox/index.ts";
import { AppError, type ConsumerOffer, type Ctx, consumer, type FeedEvent, lockingFirst, on, sql, type Tx } from "../../platform/index.ts";
import type { OrderState } from "../closed-sets.ts";
import { scannedCode } from "../labels/label-text.ts";
import { moveOrderIn } from "../orders/move-order.ts";
import { accessOrder, type WorkOrder } from "../orders/order.ts";
import { addMessageIn, announce } from "../orders/order-files.ts";
import { answerPart, hearPart, isPartRequest } from "../part-requests/hear-part.ts";
import { hearReport, isOtherReport } from "../reports/hear-report.ts";
import { askNext, orderList, ordersOf, type Wanted, wantNothing } from "./ask.ts";
import { answerScan, openTicket } from "./asset-menu.ts";
import { type ChatGround, sayOf, systemCtx, technicianCtx } from "./chat-ground.ts";
import { orderCard } from "./order-buttons.ts";
import { PICK, SHOW } from "./order-taps.ts";
import { codeIn, linkByCode } from "./technicians.ts";
import { readWords } from "./words.ts";

/** A message as this room looks at it. */
interface Said {
  id: string;
  conversationId: string;
  writerId: string;
  kind: string;
  text: string;
  replyOrderId: string | null;
}

/** What technicians write goes to their order: the answer to what was asked, a reply, the order that they work on, else they are asked. */
export const chatListener = (ground: ChatGround): ConsumerOffer =>
  lockingFirst(
    lockConversations,
    consumer(
      "operations.hear_technicians",
      on(messageReceived, async (tx, events) => {
        for (const { workspaceId, conversationId, subjectId, detail, seq, correlationId } of events) {
          if (conversationId === null || subjectId === null || detail.silent !== null) continue;
          const ctx = systemCtx(ground, workspaceId, correlationId ?? `event ${seq}`);
          const said = await readSaid(tx, subjectId, conversationId, detail.writerId);
          if (said !== null) await hear(tx, ctx, ground, said);
        }
      }),
    ),
  );

async function lockConversations(tx: Tx, events: FeedEvent[]): Promise<void> {
  const ids = [...new Set(events.flatMap(({ conversationId }) => (conversationId === null ? [] : [conversationId])))];
  await tx.run(sql`select 1 from conversations where id = any(${ids}::uuid[]) order by id for update`);
}

async function readSaid(tx: Tx, id: string, conversationId: string, writerId: string): Promise<Said | null> {
  return tx.maybeOne(sql<Said>`
    select m.id, m.conversation_id as "conversationId", ${writerId}::uuid as "writerId", m.kind, coalesce(m.text, '') as text, w.order_id as "replyOrderId"
    from messages m left join work_order_messages w on w.workspace_id = m.workspace_id and w.message_id = m.reply_to_id
    where m.id = ${id} and m.conversation_id = ${conversationId} and m.deleted_at is null
      and not exists (select 1 from work_order_messages known where known.workspace_id = m.workspace_id and known.message_id = m.id)`);
}

async function hear(tx: Tx, ctx: Ctx, ground: ChatGround, said: Said): Promise<void> {
  const code = said.kind === "text" ? codeIn(said.text) : null;
  if (code !== null) {
    const words = await readWords(tx);
    const name = await linkByCode(tx, ctx, code, said.writerId);
    const text = name === null ? words.codeUnknown : words.linked(name);
    await sayOf(tx, ctx, ground, { conversationId: said.conversationId, orderId: null, content: { kind: "text", text } });
    return;
  }
  if (said.kind === "choice") return;
  const scanned = said.kind === "text" ? scannedCode(said.text) : null;
  if (scanned !== null) return answerScan(tx, ctx, ground, said, scanned);
  const assetId = await ticketFor(tx, said.conversationId);
  if (assetId !== null) return openTicket(tx, ctx, ground, said, assetId);
  const technician = await technicianCtx(tx, ground, ctx, said.writerId);
  if (technician !== null) await file(tx, technician, ground, said, ctx);
  else await hearReport(tx, ctx, ground, said);
}

/** The asset of which the chat asked what is wrong with it. */
async function ticketFor(tx: Tx, conversationId: string): Promise<string | null> {
  const question = await tx.maybeOne(sql<{ assetId: string }>`
    select detail->>'assetId' as "assetId" from work_order_questions where conversation_id = ${conversationId} and wanted = 'ticket' for update`);
  return question?.assetId ?? null;
}

const ALL = new Set(["ordens", "ordem", "minhas ordens", "menu", "orders", "ordenes"]);
const UNDER_WAY: OrderState[] = ["accepted", "on_the_way", "in_progress", "paused"];

async function file(tx: Tx, ctx: Ctx, ground: ChatGround, said: Said, system: Ctx): Promise<void> {
  if (said.kind === "text" && ALL.has(fold(said.text).trim())) return showAll(tx, ctx, ground, said);
  const question = await tx.maybeOne(sql<{ orderId: string; wanted: Wanted | "report" }>`
    select order_id as "orderId", wanted from work_order_questions where conversation_id = ${said.conversationId} for update`);
  const isOfAnother = said.replyOrderId !== null && said.replyOrderId !== question?.orderId;
  if (question !== null && question.wanted !== "report" && !isOfAnother)
    return answer(tx, ctx, ground, said, { ...question, wanted: question.wanted });
  const orders = await ordersOf(tx, ctx, UNDER_WAY);
  if (await isPartRequest(tx, said.text)) return hearPart(tx, ctx, ground, said, forPart(orders, said.replyOrderId));
  if (said.replyOrderId !== null) return keep(tx, ctx, said, said.replyOrderId);
  const working = orders.filter(({ state }) => state === "in_progress");
  const [only] = working.length === 0 ? orders.filter(({ state }) => state === "paused") : working;
  const mayReport = question !== null || only === undefined || (await isOtherReport(tx, ctx, said.text, orders));
  if (mayReport && (await hearReport(tx, system, ground, said))) return;
  if (working.length <= 1 && only !== undefined) return keep(tx, ctx, said, only.id);
  if (orders.length > 0 && (working.length > 1 || said.kind !== "text")) return pick(tx, ctx, ground, said, orders);
}

/** A part is for the order that was answered to, or for those that are worked on; where none is, for any that is under way. */
function forPart(orders: WorkOrder[], replyOrderId: string | null): WorkOrder[] {
  const replied = orders.filter(({ id }) => id === replyOrderId);
  const working = orders.filter(({ state }) => state === "in_progress" || state === "paused");
  return replied.length > 0 ? replied : working.length > 0 ? working : orders;
}

/** The order may be another's meanwhile: then it is a message like any other. */
async function keep(tx: Tx, ctx: Ctx, said: Said, orderId: string): Promise<void> {
  const order = await findOrder(tx, ctx, orderId);
  if (order === null) return;
  await addMessageIn(tx, ctx, order, said.id);
  await announce(tx, ctx, orderId);
}

async function findOrder(tx: Tx, ctx: Ctx, orderId: string): Promise<WorkOrder | null> {
  try {
    return await accessOrder(tx, ctx, orderId);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function pick(tx: Tx, ctx: Ctx, ground: ChatGround, said: Said, orders: WorkOrder[]): Promise<void> {
  const words = await readWords(tx);
  const asked = { verb: PICK, detail: { messageId: said.id }, text: words.pick, contactId: said.writerId, now: ctx.now() };
  await sayOf(tx, ctx, ground, { conversationId: said.conversationId, orderId: null, content: await orderList(tx, words, orders, asked) });
}

async function showAll(tx: Tx, ctx: Ctx, ground: ChatGround, said: Said): Promise<void> {
  const words = await readWords(tx);
  const orders = await ordersOf(tx, ctx, ["offered", ...UNDER_WAY]);
  const shown = { verb: SHOW, detail: {}, text: words.yours, contactId: said.writerId, now: ctx.now() };
  const content = orders.length === 0 ? { kind: "text" as const, text: words.none } : await orderList(tx, words, orders, shown);
  await sayOf(tx, ctx, ground, { conversationId: said.conversationId, orderId: null, content });
}

/** The reason of a pause, the photo, what was done. Words beside a photo are what was done. */
async function answer(tx: Tx, ctx: Ctx, ground: ChatGround, said: Said, question: { orderId: string; wanted: Wanted }): Promise<void> {
  const { conversationId, writerId: contactId } = said;
  const order = await findOrder(tx, ctx, question.orderId);
  const isLate = order === null || !["in_progress", "paused"].includes(order.state);
  if (isLate) return void (await wantNothing(tx, conversationId));
  if (question.wanted === "part") return answerPart(tx, ctx, ground, said, order);
  const words = await readWords(tx);
  await addMessageIn(tx, ctx, order, said.id);
  const text = said.text.trim().slice(0, 4_000);
  if (question.wanted === "pause_reason") {
    if (text === "") return;
    await wantNothing(tx, conversationId);
    const paused = await moveOrderIn(tx, ctx, order.id, { move: "pause", reason: text.slice(0, 300) });
    const content = await orderCard(tx, words, paused, { contactId, now: ctx.now() });
    await sayOf(tx, ctx, ground, { conversationId, orderId: order.id, content });
    return;
  }
  if (text !== "") await tx.run(sql`update work_orders set solution = ${text} where id = ${order.id}`);
  await askNext(tx, ctx, ground, words, { conversationId, contactId, order: await announce(tx, ctx, order.id) });
}
