import type { MediaKind, MediaRef } from "../../../../content/content.ts";
import { addJobs, newId, type Tx } from "../../platform/index.ts";
import { fetchMediaJob } from "../job-kinds.ts";
import { inboundColumns } from "./content-columns.ts";
import type { ReceivedRow } from "./update-conversations.ts";

/** What they quote may be stored or among them; other quotes stay dangling. @returns ids of those that were not there yet */
export async function insertMessages(tx: Tx, workspaceId: string, rows: ReceivedRow[], now: Date): Promise<Set<string>> {
  const columns = rows.map(({ event }) => inboundColumns(event.content, event));
  const inBatch = new Map(rows.map(({ id, channelId, event }) => [`${channelId} ${event.providerMessageId}`, id]));
  const statusOf = ({ event }: ReceivedRow) =>
    event.direction === "in" ? "received" : event.status === "played" ? "read" : (event.status ?? "sent");
  const inserted = await tx.named<{ id: string }>(
    "inbox.insert_messages",
    `insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, author_id, author_name, kind, text, content,
       reply_to_id, reply_to_provider_id, provider_message_id, status, occurred_at, created_at, sent_at)
     select $1, m.id, conversation_id, channel_id, direction, author_kind, author_id, author_name, kind, text, content,
       coalesce(quoted.id, reply_to_id), reply_to_provider_id, provider_message_id, status, occurred_at, $17, case when direction = 'out' then occurred_at end
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::jsonb[],
       $12::uuid[], $13::text[], $14::text[], $15::text[], $16::timestamptz[])
       as m(id, conversation_id, channel_id, direction, author_kind, author_id, author_name, kind, text, content,
         reply_to_id, reply_to_provider_id, provider_message_id, status, occurred_at)
     left join lateral (
       select q.id from messages q where m.reply_to_provider_id is not null and q.channel_id = m.channel_id and q.provider_message_id = m.reply_to_provider_id limit 1) quoted on true
     on conflict (workspace_id, channel_id, provider_message_id) where provider_message_id is not null do nothing
     returning id`,
    [
      workspaceId,
      rows.map((row) => row.id),
      rows.map((row) => row.conversation.id),
      rows.map((row) => row.channelId),
      rows.map((row) => row.event.direction),
      rows.map((row) => (row.event.direction === "in" ? "contact" : "echo")),
      rows.map((row) => (row.event.direction === "in" ? row.writerId : null)),
      rows.map(nameOfWriter),
      columns.map((column) => column.kind),
      columns.map((column) => column.text),
      columns.map((column) => JSON.stringify(column.content)),
      rows.map((row) => inBatch.get(`${row.channelId} ${row.event.replyTo}`) ?? null),
      rows.map((row) => row.event.replyTo ?? null),
      rows.map((row) => row.event.providerMessageId),
      rows.map(statusOf),
      rows.map((row) => row.at),
      now,
    ],
  );
  return new Set(inserted.map(({ id }) => id));
}

/** Quotes of these messages that came before them; both stand in one conversation, whose lock keeps them apart. */
export function linkQuotes(tx: Tx, workspaceId: string, rows: ReceivedRow[]): void {
  tx.later(
    "inbox.link_quotes",
    `update messages q set reply_to_id = quoted.id from unnest($2::uuid[], $3::uuid[], $4::text[]) as quoted(id, channel_id, provider_message_id)
     where q.workspace_id = $1 and q.channel_id = quoted.channel_id and q.reply_to_provider_id = quoted.provider_message_id
       and q.reply_to_provider_id is not null and q.reply_to_id is null`,
    [workspaceId, rows.map(({ id }) => id), rows.map(({ channelId }) => channelId), rows.map(({ event }) => event.providerMessageId)],
  );
}

/** When somebody joins a thread, the message names its own writer. */
function nameOfWriter({ event, writerId, conversation }: ReceivedRow): string | null {
  const { contact, direction } = event;
  if (direction === "out" || writerId === conversation.contactId) return null;
  return contact.profileName ?? contact.keys[0]?.address ?? null;
}

/** An import sends files later than the message that they belong to: the placeholder becomes the real thing. */
export function fillPlaceholders(tx: Tx, rows: ReceivedRow[]): void {
  for (const { event, channelId } of rows) {
    if (event.silent !== "history" || event.content.kind === "unsupported") continue;
    const { kind, text, content } = inboundColumns(event.content, event);
    tx.later(
      "inbox.fill_placeholder",
      `update messages set kind = $3, text = $4, content = $5
       where channel_id = $1 and provider_message_id = $2 and kind = 'unsupported' and content->>'label' = 'media_placeholder'`,
      [channelId, event.providerMessageId, kind, text, JSON.stringify(content)],
    );
  }
}

export function insertAttachments(tx: Tx, workspaceId: string, rows: ReceivedRow[], now: Date): void {
  const files = rows.flatMap((row) => {
    const { content, files = [] } = row.event;
    const own = "media" in content ? [{ kind: content.kind as MediaKind, media: content.media as MediaRef }] : [];
    return [...own, ...files].map((file, position) => ({
      ...file,
      position,
      id: newId(),
      messageId: row.id,
      rawEventId: row.correlationId,
      // Years of history would be dear, and nobody waits for them: they are written down when somebody asks.
      isHeard: row.event.direction === "in" && row.event.silent !== "history",
    }));
  });
  if (files.length === 0) return;
  tx.later(
    "inbox.insert_attachments",
    `insert into attachments (workspace_id, id, message_id, kind, state, provider_media_id, declared_type, declared_hash, file_name, created_at, position, raw_event_id, transcript_state)
     select $1, id, message_id, kind, 'pending', media_id, type, hash, name, $9, position, raw_event_id,
       case when wants_words and exists (select 1 from transcription_on t where t.workspace_id = $1) then 'pending' end
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $10::int[], $11::uuid[], $12::boolean[])
       as a(id, message_id, kind, media_id, type, hash, name, position, raw_event_id, wants_words)`,
    [
      workspaceId,
      files.map((file) => file.id),
      files.map((file) => file.messageId),
      files.map((file) => file.kind),
      files.map((file) => file.media.providerMediaId),
      files.map((file) => file.media.declaredType ?? null),
      files.map((file) => file.media.declaredHash ?? null),
      files.map((file) => file.media.fileName ?? null),
      now,
      files.map((file) => file.position),
      files.map((file) => (file.media.inRawEvent === true ? file.rawEventId : null)),
      files.map((file) => file.isHeard && (file.kind === "voice" || file.kind === "audio")),
    ],
  );
  addJobs(
    tx,
    files.map((file) => fetchMediaJob({ workspaceId, payload: { attachmentId: file.id } })),
    now,
  );
}

export function insertOriginals(tx: Tx, workspaceId: string, rows: ReceivedRow[]): void {
  const originals = rows.flatMap(({ id, event }) => (event.original === undefined ? [] : [{ id, ...event.original }]));
  if (originals.length === 0) return;
  tx.later(
    "inbox.insert_originals",
    `insert into message_originals (workspace_id, message_id, text, html) select $1, id, text, html from unnest($2::uuid[], $3::text[], $4::text[]) as o(id, text, html)`,
    [workspaceId, originals.map((one) => one.id), originals.map((one) => one.text), originals.map((one) => one.html)],
  );
}
