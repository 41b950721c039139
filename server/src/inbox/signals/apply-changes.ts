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
    case "edit":
      if (event.place !== undefined) return movePlace(tx, target.id, event.place, at);
      return event.text !== null && edit(tx, workspaceId, target, event.text, at);
    case "revoke":
      return (await tx.run(sql`update messages set deleted_at = ${at} where id = ${target.id} and deleted_at is null`)) > 0;
  }
}

/** Somebody who shares where they are moves: the message shows the newest place. */
async function movePlace(tx: Tx, messageId: string, place: object, at: Date): Promise<boolean> {
  const moved = JSON.stringify({ ...place, movedAt: at.toISOString() });
  const changed = await tx.run(sql`
    update messages set content = content || ${moved}::jsonb
    where id = ${messageId} and kind = 'location' and coalesce((content->>'movedAt')::timestamptz < ${at}, true)`);
  return changed > 0;
}

/** A revision holds the words that stood until then. An edit that comes late takes its place between the others. */
async function edit(tx: Tx, workspaceId: string, target: Target, text: string, at: Date): Promise<boolean> {
  const keep = (words: string | null) =>
    tx.run(sql`
      insert into message_revisions (workspace_id, message_id, revised_at, text) values (${workspaceId}, ${target.id}, ${at}, ${words}) on conflict do nothing`);
  const isNewest = await tx.run(sql`
    update messages set text = ${text}, edited_at = ${at} where id = ${target.id} and (edited_at is null or edited_at < ${at})`);
  if (isNewest > 0) return (await keep(target.text)) > 0;
  const next = await tx.maybeOne(sql<{ revisedAt: string; text: string | null }>`
    select revised_at::text as "revisedAt", text from message_revisions where message_id = ${target.id} and revised_at > ${at} order by revised_at limit 1`);
  if (next === null || (await keep(next.text)) === 0) return false;
  await tx.run(
    sql`update message_revisions set text = ${text} where message_id = ${target.id} and revised_at = ${next.revisedAt}::timestamptz`,
  );
  return true;
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
