import { emit, sql, type Tx } from "../../platform/index.ts";
import { messageDeleted, messageEdited, messageReacted } from "../events.ts";
import { type ChangeEvent, parkSignals } from "./park-signals.ts";

export interface ReceivedChange {
  event: ChangeEvent;
  channelId: string;
  at: Date;
}

interface Target {
  id: string;
  conversationId: string;
  text: string | null;
}

/** A reaction, an edit or a deletion. Applied twice or in another order it ends the same; history is kept. */
export async function applyChange(tx: Tx, workspaceId: string, { event, channelId, at }: ReceivedChange, now: Date): Promise<void> {
  const target = await tx.maybeOne(sql<Target>`
    select id, conversation_id as "conversationId", text from messages where channel_id = ${channelId} and provider_message_id = ${event.target} for update`);
  if (target === null)
    return parkSignals(tx, workspaceId, [{ channelId, providerMessageId: event.target, signal: { type: "change", event, at } }], now);
  const changed = await change(tx, workspaceId, target, event, at);
  if (!changed) return;
  const told = { reaction: messageReacted, edit: messageEdited, revoke: messageDeleted }[event.type];
  emit(tx, [told({ workspaceId, conversationId: target.conversationId, subjectId: target.id })], now);
}

async function change(tx: Tx, workspaceId: string, target: Target, event: ChangeEvent, at: Date): Promise<boolean> {
  switch (event.type) {
    case "reaction":
      return (await setReaction(tx, workspaceId, { messageId: target.id, reactor: event.from, emoji: event.emoji, at })) > 0;
    case "edit": {
      const changed = await tx.run(sql`
        update messages set text = ${event.text}, edited_at = ${at} where id = ${target.id} and (edited_at is null or edited_at < ${at})`);
      if (changed === 0) return false;
      await tx.run(sql`
        insert into message_revisions (workspace_id, message_id, revised_at, text) values (${workspaceId}, ${target.id}, ${at}, ${target.text}) on conflict do nothing`);
      return true;
    }
    case "revoke":
      return (await tx.run(sql`update messages set deleted_at = ${at} where id = ${target.id} and deleted_at is null`)) > 0;
  }
}

interface Reaction {
  messageId: string;
  /** `contact`, or the member's id. */
  reactor: string;
  /** Null takes the reaction back. */
  emoji: string | null;
  at: Date;
}

/** One reaction a person and message; the newest wins. @returns how many rows changed. */
export function setReaction(tx: Tx, workspaceId: string, { messageId, reactor, emoji, at }: Reaction): Promise<number> {
  return tx.run(sql`
    insert into reactions (workspace_id, message_id, reactor, emoji, reacted_at) values (${workspaceId}, ${messageId}, ${reactor}, ${emoji}, ${at})
    on conflict (workspace_id, message_id, reactor) do update set emoji = excluded.emoji, reacted_at = excluded.reacted_at
      where reactions.reacted_at < excluded.reacted_at`);
}
