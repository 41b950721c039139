import { type HandOverParts, sayAsProsa } from "../../inbox/index.ts";
import { type Clock, type Ctx, createCtx, type Database, type Logger, sql, type Tx } from "../../platform/index.ts";
import { findActor, type Rights } from "../../team/index.ts";

/** What acting in the chat needs. */
export interface ChatGround {
  db: Database;
  clock: Clock;
  log: Logger;
  parts: HandOverParts;
  /** Complete when all rooms are open. */
  rights(): Rights;
}

/** The program itself: it tells and asks. */
export function systemCtx({ db, clock, log }: ChatGround, workspaceId: string, correlationId: string): Ctx {
  const actor = { kind: "system" as const, id: null, name: "Prosa", capabilities: new Set<string>(), sight: { kind: "all" as const } };
  return createCtx({ db, clock, log, workspaceId, correlationId, actor });
}

/**
 * The member whose phone a contact's is, acting from their own chat: their rights; of conversations they see this one, which is theirs.
 * Null when the contact is no technician, or the member is gone.
 */
export async function technicianCtx(tx: Tx, ground: ChatGround, ctx: Ctx, contactId: string): Promise<Ctx | null> {
  const row = await tx.maybeOne(sql<{ memberId: string }>`
    select t.member_id as "memberId" from technicians t where t.workspace_id = current_workspace() and (t.contact_id = ${contactId}
      or exists (select 1 from contacts k where k.workspace_id = t.workspace_id and k.id = t.contact_id and k.merged_into = ${contactId}))`);
  if (row === null) return null;
  const actor = await findActor(tx, ground.rights(), { kind: "member", id: row.memberId, now: ctx.now() });
  return actor === null ? null : { ...ctx, actor: { ...actor, sight: { kind: "all" } } };
}

/** Says something in a conversation, and notes it as a message of the order, so that a reply to it is of that order. @returns whether it was said */
export async function sayOf(
  tx: Tx,
  ctx: Ctx,
  { parts }: ChatGround,
  said: { conversationId: string; orderId: string | null; content: Parameters<typeof sayAsProsa>[4]; isCritical?: boolean },
): Promise<boolean> {
  const { conversationId, orderId, content, isCritical = false } = said;
  if (!(await sayAsProsa(tx, ctx, parts, conversationId, content, isCritical))) return false;
  if (orderId !== null)
    await tx.run(sql`
      insert into work_order_messages (workspace_id, message_id, order_id, conversation_id, added_at)
      select workspace_id, id, ${orderId}, conversation_id, ${ctx.now()} from messages
      where conversation_id = ${conversationId} and direction = 'out' order by arrival desc limit 1 on conflict do nothing`);
  return true;
}
