import type { OutboundContent } from "../../../../content/content.ts";
import { createTap } from "../../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { moveOrderIn } from "../orders/move-order.ts";
import { orderColumns, type WorkOrder } from "../orders/order.ts";
import { type ChatGround, sayOf } from "./chat-ground.ts";
import { orderCard, tapEnds } from "./order-buttons.ts";
import type { ChatWords } from "./words.ts";

export type Wanted = "pause_reason" | "photo" | "solution" | "part";

interface Asked {
  conversationId: string;
  order: WorkOrder;
}

export async function askReason(tx: Tx, ctx: Ctx, ground: ChatGround, words: ChatWords, { conversationId, order }: Asked): Promise<void> {
  await want(tx, ctx, conversationId, order.id, "pause_reason");
  await sayOf(tx, ctx, ground, { conversationId, orderId: order.id, content: { kind: "text", text: words.askReason(order.code) } });
}

/** What is still missing to end an order, one thing at a time; nothing is missing: it is done. */
export async function askNext(
  tx: Tx,
  ctx: Ctx,
  ground: ChatGround,
  words: ChatWords,
  { conversationId, contactId, order }: Asked & { contactId: string },
): Promise<void> {
  const say = (content: OutboundContent) => sayOf(tx, ctx, ground, { conversationId, orderId: order.id, content });
  if (order.needsPhoto && order.photoCount === 0) {
    await want(tx, ctx, conversationId, order.id, "photo");
    // `hearPhoto` goes on when it is there.
    if (!(await isPhotoComing(tx, order.id))) await say({ kind: "text", text: words.askPhoto(order.code) });
  } else if (order.solution === "") {
    await want(tx, ctx, conversationId, order.id, "solution");
    await say({ kind: "text", text: words.askSolution(order.code) });
  } else {
    await wantNothing(tx, conversationId);
    const done = await moveOrderIn(tx, ctx, order.id, { move: "check-out" });
    await say(await orderCard(tx, words, done, { contactId, now: ctx.now() }, words.ended(done.code)));
  }
}

const isPhotoComing = async (tx: Tx, orderId: string): Promise<boolean> =>
  (await tx.maybeOne(sql`
    select 1 from work_order_files f join attachments a on a.workspace_id = f.workspace_id and a.id = f.attachment_id
    where f.workspace_id = current_workspace() and f.order_id = ${orderId} and f.kind = 'photo' and a.state = 'pending' limit 1`)) !== null;

/** One question a chat: the next one stands instead of the last. */
export async function want(tx: Tx, ctx: Ctx, conversationId: string, orderId: string, wanted: Wanted): Promise<void> {
  await tx.run(sql`
    insert into work_order_questions (workspace_id, conversation_id, order_id, wanted, asked_at)
    values (${ctx.workspaceId}, ${conversationId}, ${orderId}, ${wanted}, ${ctx.now()})
    on conflict (workspace_id, conversation_id) do update set order_id = excluded.order_id, wanted = excluded.wanted, asked_at = excluded.asked_at`);
}

export const wantNothing = (tx: Tx, conversationId: string) =>
  tx.run(sql`delete from work_order_questions where conversation_id = ${conversationId}`);

/** The technician's orders that are under way, those being worked on first. */
export const ordersOf = (tx: Tx, ctx: Ctx, states: readonly WorkOrder["state"][]): Promise<WorkOrder[]> =>
  tx.many(sql<WorkOrder>`
    select ${orderColumns(ctx.actor)} from work_orders o
    where o.workspace_id = current_workspace() and o.technician_id = ${ctx.actor.id} and o.is_open and o.state = any(${[...states]}::text[])
    order by o.state <> 'in_progress', o.due_at, o.id limit 10`);

/** Orders as a list of which one row is tapped. */
export async function orderList(
  tx: Tx,
  words: ChatWords,
  orders: WorkOrder[],
  { verb, detail, text, contactId, now }: { verb: string; detail: Record<string, unknown>; text: string; contactId: string; now: Date },
): Promise<OutboundContent> {
  const rows = [];
  for (const order of orders)
    rows.push({
      id: await createTap(tx, { verb, detail: { ...detail, orderId: order.id }, expiresAt: tapEnds(now), contactId }, now),
      title: order.code,
      description: `${words.states[order.state]} · ${order.title}`.slice(0, 72),
    });
  return { kind: "list", text, button: words.pickButton, sections: [{ title: words.yours, rows }] };
}
