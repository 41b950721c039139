import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { findOrder } from "../orders/order.ts";
import { askNext } from "./ask.ts";
import { type ChatGround, sayOf, technicianCtx } from "./chat-ground.ts";
import { readWords } from "./words.ts";

interface Photo {
  orderId: string;
  contactId: string;
  /** Why it cannot be had; null: it is there. */
  failure: string | null;
}

/**
 * The photo for which the end of an order waits is there: what is still missing is asked for, or the order ends. Or it cannot be had: its
 * technician hears why, and the order goes on.
 */
export async function hearPhoto(tx: Tx, system: Ctx, ground: ChatGround, conversationId: string, messageId: string): Promise<void> {
  const photo = await findAwaited(tx, conversationId, messageId);
  const ctx = photo === null ? null : await technicianCtx(tx, ground, system, photo.contactId);
  if (photo === null || ctx === null) return;
  const order = await findOrder(tx, ctx, photo.orderId);
  if (order === null || !["in_progress", "paused"].includes(order.state)) return;
  const words = await readWords(tx);
  if (photo.failure === null) return askNext(tx, ctx, ground, words, { conversationId, contactId: photo.contactId, order });
  const text = photo.failure === "too_large" ? words.photoTooLarge(order.code) : words.photoLost(order.code);
  await sayOf(tx, ctx, ground, { conversationId, orderId: order.id, content: { kind: "text", text } });
}

const findAwaited = (tx: Tx, conversationId: string, messageId: string): Promise<Photo | null> =>
  tx.maybeOne(sql<Photo>`
    select q.order_id as "orderId", m.author_id as "contactId", case a.state when 'failed' then coalesce(a.failure_code, 'gone') end as failure
    from work_order_questions q
      join work_order_files f on f.workspace_id = q.workspace_id and f.order_id = q.order_id and f.message_id = ${messageId} and f.kind = 'photo'
      join attachments a on a.workspace_id = f.workspace_id and a.id = f.attachment_id and a.state <> 'pending'
      join messages m on m.workspace_id = f.workspace_id and m.id = f.message_id
    where q.workspace_id = current_workspace() and q.conversation_id = ${conversationId} and q.wanted = 'photo'
    order by a.state = 'failed' limit 1`);
