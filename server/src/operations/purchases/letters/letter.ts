import { conversationsRead, visibleTo } from "../../../inbox/index.ts";
import { type Actor, type Ctx, sql, type Tx } from "../../../platform/index.ts";
import { may } from "../../../team/index.ts";
import type { Fragment } from "../../records/record.ts";

/** `ask`: what does it cost; `order`: we take it; `answer`: what they wrote in the same conversation. */
export const LETTER_KINDS = ["ask", "order", "answer"] as const;
export type LetterKind = (typeof LETTER_KINDS)[number];

export interface Letter {
  messageId: string;
  conversationId: string;
  supplier: { id: string; name: string };
  purchase: { id: string; number: number };
  kind: LetterKind;
  channelKind: string;
  at: Date;
  /** Of the message now; null where the asker does not see its conversation. */
  text: string | null;
  fileCount: number;
}

interface KeptLetter {
  messageId: string;
  purchaseId: string;
  supplierId: string;
  conversationId: string;
  kind: LetterKind;
}

export const keepLetter = (tx: Tx, ctx: Ctx, { messageId, purchaseId, supplierId, conversationId, kind }: KeptLetter): Promise<number> =>
  tx.run(sql`
    insert into purchase_letters (workspace_id, message_id, purchase_id, supplier_id, conversation_id, kind, at)
    values (${ctx.workspaceId}, ${messageId}, ${purchaseId}, ${supplierId}, ${conversationId}, ${kind}, ${ctx.now()}) on conflict do nothing`);

/** Of one purchase, the oldest first. */
export const lettersOf = (tx: Tx, ctx: { actor: Actor }, purchaseId: string): Promise<Letter[]> =>
  lettersIn(tx, ctx, sql`p.id = ${purchaseId}`);

/** What was written and answered, the oldest first. @param which condition on purchases `p` */
export const lettersIn = (tx: Tx, { actor }: { actor: Actor }, which: Fragment): Promise<Letter[]> =>
  tx.many(sql<Letter>`
    select l.message_id as "messageId", l.conversation_id as "conversationId", l.kind, h.kind as "channelKind", l.at,
      json_build_object('id', s.id, 'name', s.name) as supplier, json_build_object('id', p.id, 'number', p.number) as purchase, case when ${seen(actor)} then coalesce(m.text, '') end as text,
      (select count(*)::int from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id) as "fileCount"
    from purchases p join purchase_letters l on l.workspace_id = p.workspace_id and l.purchase_id = p.id join suppliers s on s.workspace_id = l.workspace_id and s.id = l.supplier_id
      join messages m on m.workspace_id = l.workspace_id and m.id = l.message_id
      join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
    where p.workspace_id = current_workspace() and ${which} and m.deleted_at is null order by l.at, l.message_id limit 200`);

const seen = (actor: Actor) => (may(actor, conversationsRead) ? sql`coalesce(${visibleTo(actor)}, false)` : sql`false`);

/** After a merge, and after one is undone: a letter stands where its message does. */
export const followMessages = (tx: Tx, conversationIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    update purchase_letters l set conversation_id = m.conversation_id from messages m
    where m.workspace_id = l.workspace_id and m.id = l.message_id and l.conversation_id = any(${[...conversationIds]}::uuid[]) and m.conversation_id <> l.conversation_id`);
