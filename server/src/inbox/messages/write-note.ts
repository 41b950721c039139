import { type Ctx, emit, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { accessConversation, timeIn } from "../conversations/conversations.ts";
import { keyReused } from "../errors.ts";
import { messageNoted } from "../events.ts";
import { authorKind } from "./author-kind.ts";
import { findMentions } from "./find-mentions.ts";
import { requestHash } from "./request-hash.ts";

export interface WriteNote {
  conversationId: string;
  text: string;
  /** Beside those whom the text names with `@`. */
  mentions: string[];
  idempotencyKey?: string;
}

/** A note for the team: in the timeline at once, and never in any queue of deliveries. @returns its id. */
export const writeNote = (ctx: Ctx, note: WriteNote): Promise<string> => ctx.transaction((tx) => writeNoteIn(tx, ctx, note));

/** The same as a part of something larger. */
export async function writeNoteIn(tx: Tx, ctx: Ctx, { conversationId, text, mentions: given, idempotencyKey }: WriteNote): Promise<string> {
  const conversation = await accessConversation(tx, ctx, conversationId);
  const asked = idempotencyKey === undefined ? null : requestHash({ kind: "note", text, mentions: given });
  if (idempotencyKey !== undefined) {
    const repeated = await findRepeated(tx, conversationId, idempotencyKey, asked);
    if (repeated !== null) return repeated;
  }
  await ensureMembers(tx, given);
  const mentions = [...new Set([...given, ...(await findMentions(tx, text))])];
  const id = newId();
  const at = timeIn(conversation, ctx.now());
  const stored = await tx.maybeOne(sql<{ id: string }>`
    insert into messages (workspace_id, id, conversation_id, channel_id, direction, is_note, author_kind, author_id, author_name, kind, text, content, idempotency_key, request_hash, status, occurred_at, created_at)
    values (${ctx.workspaceId}, ${id}, ${conversation.id}, ${conversation.channelId}, 'out', true, ${authorKind(ctx)}, ${ctx.actor.id}, ${ctx.actor.name}, 'text', ${text},
      ${JSON.stringify(mentions.length === 0 ? {} : { mentions })}, ${idempotencyKey ?? null}, ${asked}, 'sent', ${at}, ${ctx.now()})
    on conflict (workspace_id, idempotency_key) where idempotency_key is not null do nothing returning id`);
  if (stored === null) {
    const repeated = await findRepeated(tx, conversationId, idempotencyKey ?? "", asked);
    if (repeated === null) throw keyReused();
    return repeated;
  }
  if (mentions.length > 0) await follow(tx, ctx, conversation.id, mentions);
  await tx.run(
    sql`update conversations set last_message_id = ${id}, last_message_at = greatest(last_message_at, ${at}), message_count = message_count + 1 where id = ${conversation.id}`,
  );
  emit(tx, [messageNoted({ workspaceId: ctx.workspaceId, conversationId, subjectId: id, detail: { mentions } })], ctx.now());
  return id;
}

/**
 * The note that was written with this key; null when none was.
 * @throws {AppError} inbox.idempotency_key_reused for another note or message: it tells nothing about that one
 */
async function findRepeated(tx: Tx, conversationId: string, idempotencyKey: string, asked: string | null): Promise<string | null> {
  const row = await tx.maybeOne(sql<{ id: string; isSame: boolean }>`
    select id, conversation_id = ${conversationId} and is_note and request_hash is not distinct from ${asked} as "isSame"
    from messages where idempotency_key = ${idempotencyKey}`);
  if (row?.isSame === false) throw keyReused();
  return row?.id ?? null;
}

/** Ids come from outside: only people of this workspace are mentioned. */
async function ensureMembers(tx: Tx, memberIds: string[]): Promise<void> {
  if (memberIds.length === 0) return;
  const known = await tx.many(sql`select 1 from members where id = any(${memberIds}) and removed_at is null`);
  if (known.length !== new Set(memberIds).size) throw notFound({ what: "member" });
}

/** Whoever is mentioned sees the conversation from now on: else they could not read what they were asked. */
export async function follow(tx: Tx, ctx: Ctx, conversationId: string, memberIds: string[]): Promise<void> {
  await tx.run(sql`
    insert into conversation_followers (workspace_id, conversation_id, member_id, since)
    select ${ctx.workspaceId}, ${conversationId}, id, ${ctx.now()} from members where id = any(${memberIds}) and removed_at is null
    on conflict do nothing`);
}
