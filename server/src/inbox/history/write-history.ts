import type { InboundContent, MediaKind } from "../../../../content/content.ts";
import { emit, newId, sql, type Tx } from "../../platform/index.ts";
import { messageImported } from "../events.ts";
import { inboundColumns } from "../messages/content-columns.ts";

/** A message that was written in another product. */
export interface PastMessage {
  /** The provider's where it is known, so that a message that is here already is not stored twice; else one of its origin. */
  providerMessageId: string;
  direction: "in" | "out";
  /** For the team only. */
  isNote: boolean;
  /** Who wrote for us; `memberId` null: nobody of today's team. Null of a message that the contact wrote. */
  author: { memberId: string | null; name: string } | null;
  content: InboundContent;
  status: "received" | "sent" | "delivered" | "read" | "failed";
  replyTo: string | null;
  at: Date;
  isDeleted: boolean;
  /** Its files in their order, the first of the content's own kind; their bytes come later. */
  files: { attachmentId: string; kind: MediaKind; name: string | null }[];
}

interface Placed {
  id: string;
  contactId: string;
  channelId: string;
  channel: string;
  sessionId: string | null;
}

/**
 * Puts messages of the past into a conversation, at the time when they were written. None counts as unread, opens a session or is answered.
 * @returns places of those that were not there yet; null: the conversation is gone
 */
export async function writeHistory(
  tx: Tx,
  workspaceId: string,
  conversationId: string,
  messages: readonly PastMessage[],
  now: Date,
): Promise<number[] | null> {
  const place = await tx.maybeOne(sql<Placed>`
    select c.id, c.contact_id as "contactId", c.channel_id as "channelId", h.kind as channel, c.session_id as "sessionId"
    from conversations c join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id where c.id = ${conversationId} for update of c`);
  if (place === null) return null;
  const rows = messages.map((message, at) => ({ id: newId(), at, message }));
  const stored = await insertRows(tx, workspaceId, place, rows, now);
  const fresh = rows.filter(({ id }) => stored.has(id));
  if (fresh.length === 0) return [];
  await insertFiles(tx, workspaceId, fresh, now);
  await count(tx, place, fresh);
  tell(tx, workspaceId, place, fresh, now);
  return fresh.map(({ at }) => at);
}

interface Row {
  id: string;
  at: number;
  message: PastMessage;
}

async function insertRows(tx: Tx, workspaceId: string, { id, contactId, channelId }: Placed, rows: Row[], now: Date): Promise<Set<string>> {
  const columns = rows.map(({ message }) => inboundColumns(message.content, {}));
  const all = rows.map(({ message }) => message);
  const inBatch = new Map(rows.map((row) => [row.message.providerMessageId, row.id]));
  const inserted = await tx.many(sql<{ id: string }>`
    insert into messages (workspace_id, id, conversation_id, channel_id, direction, is_note, author_kind, author_id, author_name, kind, text, content,
      reply_to_id, reply_to_provider_id, provider_message_id, status, occurred_at, created_at, sent_at, deleted_at)
    select ${workspaceId}, m.id, ${id}, ${channelId}, direction, is_note, author_kind, author_id, author_name, kind, text, content,
      coalesce(quoted.id, in_batch), reply_to,
      provider_message_id, status, at, ${now}, case when direction = 'out' then at end, case when is_deleted then at end
    from unnest(${rows.map((row) => row.id)}::uuid[], ${all.map(({ direction }) => direction)}::text[], ${all.map(({ isNote }) => isNote)}::bool[],
      ${all.map(authorKind)}::text[], ${all.map(({ author }) => (author === null ? contactId : author.memberId))}::uuid[],
      ${all.map(({ author }) => author?.name ?? null)}::text[], ${columns.map(({ kind }) => kind)}::text[], ${columns.map(({ text }) => text)}::text[],
      ${columns.map(({ content }) => JSON.stringify(content))}::jsonb[], ${all.map(({ replyTo }) => replyTo)}::text[],
      ${all.map(({ providerMessageId }) => providerMessageId)}::text[], ${all.map(({ status }) => status)}::text[], ${all.map(({ at }) => at)}::timestamptz[],
      ${all.map(({ isDeleted }) => isDeleted)}::bool[], ${all.map(({ replyTo }) => inBatch.get(replyTo ?? "") ?? null)}::uuid[])
      as m(id, direction, is_note, author_kind, author_id, author_name, kind, text, content, reply_to, provider_message_id, status, at, is_deleted, in_batch)
    left join lateral (
      select q.id from messages q where m.reply_to is not null and q.channel_id = ${channelId} and q.provider_message_id = m.reply_to limit 1) quoted on true
    on conflict (workspace_id, channel_id, provider_message_id) where provider_message_id is not null do nothing
    returning id`);
  return new Set(inserted.map((row) => row.id));
}

/** Whoever is not of the team any more is named, as somebody who answers outside of the product is. */
function authorKind({ author }: PastMessage): "contact" | "member" | "echo" {
  if (author === null) return "contact";
  return author.memberId === null ? "echo" : "member";
}

async function insertFiles(tx: Tx, workspaceId: string, rows: Row[], now: Date): Promise<void> {
  const files = rows.flatMap(({ id, message }) => message.files.map((file, position) => ({ ...file, position, messageId: id })));
  if (files.length === 0) return;
  await tx.run(sql`
    insert into attachments (workspace_id, id, message_id, kind, state, file_name, created_at, position)
    select ${workspaceId}, id, message_id, kind, 'pending', name, ${now}, position
    from unnest(${files.map(({ attachmentId }) => attachmentId)}::uuid[], ${files.map(({ messageId }) => messageId)}::uuid[],
      ${files.map(({ kind }) => kind)}::text[], ${files.map(({ name }) => name)}::text[], ${files.map(({ position }) => position)}::int[])
      as a(id, message_id, kind, name, position)`);
}

async function count(tx: Tx, { id }: Placed, rows: Row[]): Promise<void> {
  const newest = rows.reduce((a, b) => (b.message.at >= a.message.at ? b : a));
  await tx.run(sql`
    update conversations set message_count = message_count + ${rows.length},
      last_message_id = case when last_message_id is null or ${newest.message.at} >= last_message_at then ${newest.id}::uuid else last_message_id end,
      last_message_at = case when last_message_id is null then ${newest.message.at} else greatest(last_message_at, ${newest.message.at}) end
    where id = ${id}`);
}

/** Marked as history: read models take it, and whatever acts leaves it alone. Notes are told to nobody. */
function tell(tx: Tx, workspaceId: string, { id, contactId, channelId, channel, sessionId }: Placed, rows: Row[], now: Date): void {
  const told = rows.filter(({ message }) => !message.isNote);
  emit(
    tx,
    told.map(({ id: subjectId, message }) =>
      messageImported({
        workspaceId,
        conversationId: id,
        subjectId,
        detail: {
          contactId,
          writerId: contactId,
          channelId,
          channel,
          kind: message.content.kind,
          sessionId,
          isFirstOfSession: false,
          silent: "history",
          msSinceArrival: 0,
          correlationId: subjectId,
        },
      }),
    ),
    now,
  );
}
