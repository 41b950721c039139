import type { OutboundContent } from "../../../../content/content.ts";
import { fold } from "../../../../rules/fold.ts";
import { dropTurn, messageMediaChanged, messageReceived, readFloor } from "../../inbox/index.ts";
import { type ConsumerOffer, type Ctx, consumer, type FeedEvent, lockingFirst, on, sql, type Tx } from "../../platform/index.ts";
import type { OrderState } from "../closed-sets.ts";
import { scannedCode } from "../labels/label-text.ts";
import { moveOrderIn } from "../orders/move-order.ts";
import { findOrder, type WorkOrder } from "../orders/order.ts";
import { addMessageIn, announce } from "../orders/order-files.ts";
import { answerPart, forPart, hearPart, isPartRequest } from "../part-requests/hear-part.ts";
import { hearReading } from "../plans/hear-reading.ts";
import { hearContact } from "../reports/hear-contact.ts";
import { hearReport, isOtherReport } from "../reports/hear-report.ts";
import { askNext, orderList, ordersOf, type Wanted, wantNothing } from "./ask.ts";
import { answerScan, openTicket } from "./asset-menu.ts";
import { type ChatGround, sayOf, systemCtx, technicianCtx } from "./chat-ground.ts";
import { hearPhoto } from "./hear-photo.ts";
import { memberMenu, menuWord, ordersMenu, statusOf } from "./menu.ts";
import { orderCard } from "./order-buttons.ts";
import { PICK } from "./order-taps.ts";
import { codeIn, linkByCode } from "./technicians.ts";
import { readWords } from "./words.ts";

/** A message as this room looks at it. */
interface Said {
  id: string;
  conversationId: string;
  writerId: string;
  kind: string;
  /** Of a voice message what was heard. */
  text: string;
  replyOrderId: string | null;
  /** A transcript that a person should look at. */
  needsReview: boolean;
  /** Its words are being written down. */
  isPending: boolean;
}

/**
 * What technicians write goes to their order: the answer to what was asked, a reply, the order that they work on, else they are asked. A voice
 * message is heard when its words are there, or cannot be had. What was answered here is no turn of a bot or a queue.
 */
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
          if (said !== null && !said.isPending && (await hear(tx, ctx, ground, said))) await dropTurn(tx, conversationId, said.id);
        }
      }),
      on(messageMediaChanged, async (tx, events) => {
        for (const { workspaceId, conversationId, subjectId, seq, correlationId } of events) {
          if (conversationId === null || subjectId === null) continue;
          const ctx = systemCtx(ground, workspaceId, correlationId ?? `event ${seq}`);
          await hearPhoto(tx, ctx, ground, conversationId, subjectId);
          if (!(await isNewlyHeard(tx, subjectId))) continue;
          const said = await readSaid(tx, subjectId, conversationId, null);
          if (said !== null && (await hearVoice(tx, ctx, ground, said))) await dropTurn(tx, conversationId, said.id);
        }
      }),
    ),
  );

async function lockConversations(tx: Tx, events: FeedEvent[]): Promise<void> {
  const ids = [...new Set(events.flatMap(({ conversationId }) => (conversationId === null ? [] : [conversationId])))];
  await tx.run(sql`select 1 from conversations where id = any(${ids}::uuid[]) order by id for update`);
}

/** @param writerId null: its author */
async function readSaid(tx: Tx, id: string, conversationId: string, writerId: string | null): Promise<Said | null> {
  return tx.maybeOne(sql<Said>`
    select m.id, m.conversation_id as "conversationId", coalesce(${writerId}::uuid, m.author_id) as "writerId", m.kind, coalesce(h.text, m.text, '') as text,
      w.order_id as "replyOrderId", coalesce(h.needs_review, false) as "needsReview", coalesce(h.is_pending, false) as "isPending"
    from messages m left join work_order_messages w on w.workspace_id = m.workspace_id and w.message_id = m.reply_to_id
      cross join lateral (
        select string_agg(a.transcript_text, ' ' order by a.position, a.id) as text, bool_or(a.transcript_state = 'needs_review') as needs_review,
          bool_or(a.transcript_state = 'pending') as is_pending
        from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id) h
    where m.id = ${id} and m.conversation_id = ${conversationId} and m.direction = 'in' and m.deleted_at is null
      and not exists (select 1 from work_order_messages known where known.workspace_id = m.workspace_id and known.message_id = m.id)`);
}

/** Whether the words of a voice message came for the first time, or it became clear that none will. What a person corrects is theirs. */
async function isNewlyHeard(tx: Tx, messageId: string): Promise<boolean> {
  const heard = await tx.maybeOne(sql`
    insert into voices_heard (workspace_id, message_id, has_words)
    select m.workspace_id, m.id, bool_or(a.transcript_state in ('ready', 'needs_review'))
    from messages m join attachments a on a.workspace_id = m.workspace_id and a.message_id = m.id
    where m.id = ${messageId} and m.direction = 'in' and m.kind in ('voice', 'audio') and a.transcript_state <> 'pending' and a.transcript_corrected_at is null
    group by m.workspace_id, m.id
    on conflict (workspace_id, message_id) do update set has_words = true where not voices_heard.has_words and excluded.has_words returning 1`);
  return heard !== null;
}

/** Of contacts only what no turn waits for any more, and nobody has the floor for. */
async function hearVoice(tx: Tx, ctx: Ctx, ground: ChatGround, said: Said): Promise<boolean> {
  if ((await technicianCtx(tx, ground, ctx, said.writerId)) !== null) return hear(tx, ctx, ground, said);
  if ((await readFloor(tx, said.conversationId)).holder !== "nobody") return false;
  return hearContact(tx, ctx, ground, said);
}

/** @returns whether it was answered, or kept with an order */
async function hear(tx: Tx, ctx: Ctx, ground: ChatGround, said: Said): Promise<boolean> {
  const code = said.kind === "text" ? codeIn(said.text) : null;
  if (code !== null) {
    const words = await readWords(tx);
    const name = await linkByCode(tx, ctx, code, said.writerId);
    const text = name === null ? words.codeUnknown : words.linked(name);
    return sayOf(tx, ctx, ground, { conversationId: said.conversationId, orderId: null, content: { kind: "text", text } });
  }
  if (said.kind === "choice") return false;
  const scanned = said.kind === "text" ? scannedCode(said.text) : null;
  const assetId = scanned === null ? await ticketFor(tx, said.conversationId) : null;
  if (scanned !== null) await answerScan(tx, ctx, ground, said, scanned);
  else if (assetId !== null) await openTicket(tx, ctx, ground, said, assetId);
  else {
    const technician = await technicianCtx(tx, ground, ctx, said.writerId);
    return technician !== null && file(tx, technician, ground, said, ctx);
  }
  return true;
}

/** The asset of which the chat asked what is wrong with it. */
async function ticketFor(tx: Tx, conversationId: string): Promise<string | null> {
  const question = await tx.maybeOne(sql<{ assetId: string }>`
    select detail->>'assetId' as "assetId" from work_order_questions where conversation_id = ${conversationId} and wanted = 'ticket' for update`);
  return question?.assetId ?? null;
}

const ALL = new Set(["ordens", "ordem", "minhas ordens", "orders", "ordenes"]);
const UNDER_WAY: OrderState[] = ["accepted", "on_the_way", "in_progress", "paused"];

async function file(tx: Tx, ctx: Ctx, ground: ChatGround, said: Said, system: Ctx): Promise<boolean> {
  const say = (content: OutboundContent) => sayOf(tx, ctx, ground, { conversationId: said.conversationId, orderId: null, content });
  if (said.kind === "text" && ALL.has(fold(said.text).trim())) return say(await ordersMenu(tx, ctx, said.writerId));
  const word = said.kind === "text" ? menuWord(said.text) : null;
  if (word === "status") return say(await statusOf(tx, ctx));
  const question = await tx.maybeOne(sql<{ orderId: string; wanted: Wanted | "report" }>`
    select order_id as "orderId", wanted from work_order_questions where conversation_id = ${said.conversationId} for update`);
  const isOfAnother = said.replyOrderId !== null && said.replyOrderId !== question?.orderId;
  if (question !== null && question.wanted !== "report" && !isOfAnother)
    return answer(tx, ctx, ground, said, { ...question, wanted: question.wanted });
  if (word === "menu" && said.replyOrderId === null) return say(await memberMenu(tx, ctx, said.writerId));
  if (await hearReading(tx, ctx, ground, said)) return true;
  const orders = await ordersOf(tx, ctx, UNDER_WAY);
  if (!said.needsReview && (await isPartRequest(tx, said.text))) return hearPart(tx, ctx, ground, said, forPart(orders, said.replyOrderId));
  if (said.replyOrderId !== null) return keep(tx, ctx, said, said.replyOrderId);
  const working = orders.filter(({ state }) => state === "in_progress");
  const [only] = working.length === 0 ? orders.filter(({ state }) => state === "paused") : working;
  const mayReport = question !== null || only === undefined || (await isOtherReport(tx, ctx, said.text, orders));
  if (mayReport && (await hearReport(tx, system, ground, said))) return true;
  if (working.length <= 1 && only !== undefined) return keep(tx, ctx, said, only.id);
  return orders.length > 0 && (working.length > 1 || said.kind !== "text") && pick(tx, ctx, ground, said, orders);
}

/** The order may be another's meanwhile: then it is a message like any other. */
async function keep(tx: Tx, ctx: Ctx, said: Said, orderId: string): Promise<boolean> {
  const order = await findOrder(tx, ctx, orderId);
  if (order === null) return false;
  await addMessageIn(tx, ctx, order, said.id);
  await announce(tx, ctx, orderId);
  return true;
}

async function pick(tx: Tx, ctx: Ctx, ground: ChatGround, said: Said, orders: WorkOrder[]): Promise<boolean> {
  const words = await readWords(tx);
  const asked = { verb: PICK, detail: { messageId: said.id }, text: words.pick, contactId: said.writerId, now: ctx.now() };
  return sayOf(tx, ctx, ground, { conversationId: said.conversationId, orderId: null, content: await orderList(tx, words, orders, asked) });
}

/** The reason of a pause, the photo, what was done. Words beside a photo are what was done. */
async function answer(tx: Tx, ctx: Ctx, ground: ChatGround, said: Said, question: { orderId: string; wanted: Wanted }): Promise<boolean> {
  const { conversationId, writerId: contactId } = said;
  const order = await findOrder(tx, ctx, question.orderId);
  const isLate = order === null || !["in_progress", "paused"].includes(order.state);
  if (isLate) {
    await wantNothing(tx, conversationId);
    return false;
  }
  if (question.wanted === "part") return answerPart(tx, ctx, ground, said, order);
  const words = await readWords(tx);
  await addMessageIn(tx, ctx, order, said.id);
  const text = said.text.trim().slice(0, 4_000);
  if (question.wanted === "pause_reason") {
    if (text === "") return true;
    await wantNothing(tx, conversationId);
    const paused = await moveOrderIn(tx, ctx, order.id, { move: "pause", reason: text.slice(0, 300) });
    const content = await orderCard(tx, words, paused, { contactId, now: ctx.now() });
    return sayOf(tx, ctx, ground, { conversationId, orderId: order.id, content });
  }
  if (text !== "") await tx.run(sql`update work_orders set solution = ${text} where id = ${order.id}`);
  await askNext(tx, ctx, ground, words, { conversationId, contactId, order: await announce(tx, ctx, order.id) });
  return true;
}
