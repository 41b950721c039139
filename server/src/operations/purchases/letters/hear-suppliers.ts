import { messageReceived } from "../../../inbox/index.ts";
import {
  type ConsumerOffer,
  type Ctx,
  consumer,
  createCtx,
  type FeedEvent,
  lockingFirst,
  on,
  sql,
  type Tx,
} from "../../../platform/index.ts";
import type { PurchaseGround } from "../approval-due.ts";
import { readPurchase, step } from "../purchase.ts";
import { keepLetter } from "./letter.ts";

/** What suppliers write where they were written to goes to the purchase: the one that they answer to or name, else the newest that is under way there. */
export const supplierListener = (ground: PurchaseGround): ConsumerOffer =>
  lockingFirst(
    lockPurchases,
    consumer(
      "operations.hear_suppliers",
      on(messageReceived, async (tx, events) => {
        for (const { workspaceId, conversationId, subjectId, seq, correlationId } of events) {
          if (conversationId === null || subjectId === null) continue;
          const answer = await readAnswer(tx, subjectId, conversationId);
          if (answer === null) continue;
          const actor = {
            kind: "contact" as const,
            id: answer.contactId,
            name: answer.supplier,
            capabilities: new Set<string>(),
            sight: { kind: "all" as const },
          };
          await keepAnswer(tx, createCtx({ ...ground, workspaceId, actor, correlationId: correlationId ?? `event ${seq}` }), answer);
        }
      }),
    ),
  );

/** One order for everybody who locks several. */
async function lockPurchases(tx: Tx, events: FeedEvent[]): Promise<void> {
  const ids = [...new Set(events.flatMap(({ conversationId }) => (conversationId === null ? [] : [conversationId])))];
  await tx.run(sql`
    select 1 from purchases p where p.workspace_id = current_workspace() and p.id in (
      select l.purchase_id from purchase_letters l where l.workspace_id = current_workspace() and l.conversation_id = any(${ids}::uuid[]))
    order by p.id for update`);
}

interface Answer {
  messageId: string;
  conversationId: string;
  contactId: string;
  purchaseId: string;
  supplierId: string;
  supplier: string;
}

const readAnswer = (tx: Tx, messageId: string, conversationId: string): Promise<Answer | null> =>
  tx.maybeOne(sql<Answer>`
    select m.id as "messageId", m.conversation_id as "conversationId", m.author_id as "contactId", l.purchase_id as "purchaseId", l.supplier_id as "supplierId", s.name as supplier
    from messages m join purchase_letters l on l.workspace_id = m.workspace_id and l.conversation_id = m.conversation_id and l.kind <> 'answer'
      join purchases p on p.workspace_id = l.workspace_id and p.id = l.purchase_id join suppliers s on s.workspace_id = l.workspace_id and s.id = l.supplier_id
      cross join lateral (select l.message_id = m.reply_to_id as is_reply, coalesce(m.text, '') ~ ('\\m' || lpad(p.number::text, greatest(4, length(p.number::text)), '0') || '\\M') as is_named) how
    where m.id = ${messageId} and m.conversation_id = ${conversationId} and m.direction = 'in' and (how.is_reply or how.is_named or p.ended_at is null)
    order by how.is_reply desc nulls last, how.is_named desc, l.at desc, l.message_id desc limit 1`);

async function keepAnswer(tx: Tx, ctx: Ctx, answer: Answer): Promise<void> {
  if ((await keepLetter(tx, ctx, { ...answer, kind: "answer" })) === 0) return;
  const purchase = await readPurchase(tx, answer.purchaseId);
  await step(tx, ctx, purchase, "answered", { detail: { supplier: answer.supplier, messageId: answer.messageId } });
}
