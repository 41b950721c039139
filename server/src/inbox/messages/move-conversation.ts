import type { OutboundContent } from "../../../../content/content.ts";
import { menuOf } from "../../../../content/menu.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import type { LockedConversation } from "../conversations/conversations.ts";
import { takeFloorByWriting } from "../floor/give-floor.ts";
import { openSession } from "../floor/open-session.ts";

/**
 * A person's answer takes the floor and the conversation, clears what was unread and opens it again when it was resolved.
 * `conversation` says afterwards what it is now: further parts of the same message belong to the same session and owner.
 */
export async function moveConversation(tx: Tx, ctx: Ctx, conversation: LockedConversation, messageId: string, content: OutboundContent) {
  if (conversation.sessionId === null || conversation.state === "resolved") {
    const sessionId = await openSession(tx, ctx, conversation, { isReply: true });
    Object.assign(conversation, { sessionId, state: "open" });
  } else {
    await takeFloorByWriting(tx, ctx, conversation.id);
    await tx.run(sql`
      update sessions set first_reply_at = coalesce(first_reply_at, ${ctx.now()}), automatic_replies = 0, loop_stopped_at = null
      where id = ${conversation.sessionId} and (first_reply_at is null or automatic_replies > 0 or loop_stopped_at is not null)`);
  }
  const assigneeId = conversation.assigneeId ?? (ctx.actor.kind === "member" ? ctx.actor.id : null);
  await tx.run(sql`
    update conversations set ${lastMessage(conversation, messageId, content)}, unread_count = 0,
      state = case when state in ('resolved', 'snoozed') then 'open' else state end, snoozed_until = null, assignee_id = ${assigneeId}
    where id = ${conversation.id}`);
  conversation.assigneeId = assigneeId;
}

/** What is not a person's is the last message too, but nobody has read anything by it, and nothing opens again. */
export async function noteSent(tx: Tx, conversation: LockedConversation, messageId: string, content: OutboundContent) {
  await tx.run(sql`update conversations set ${lastMessage(conversation, messageId, content)} where id = ${conversation.id}`);
}

function lastMessage({ lastMessageAt }: LockedConversation, messageId: string, content: OutboundContent) {
  const menu = menuOf(content);
  return sql`last_message_id = ${messageId}, last_message_at = greatest(last_message_at, ${lastMessageAt}), message_count = message_count + 1,
    menu = ${menu === undefined ? null : JSON.stringify(menu)}::jsonb`;
}
