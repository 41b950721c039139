import type { MediaKind, MediaRef, MessageEvent } from "../../channels/index.ts";
import { addJobs, emit, type NewEvent, newId, RunAgain, type Tx } from "../../platform/index.ts";
import { resolveContacts } from "../contacts/resolve-contacts.ts";
import { applyParkedSignals } from "../signals/apply-parked.ts";
import { adoptAnswered, adoptEchoes } from "./adopt-echoes.ts";
import { inboundColumns } from "./content-columns.ts";
import { findThreads, type Place } from "./find-threads.ts";
import type { ReplyTokens } from "./reply-tokens.ts";
import { understandAnswer } from "./understand-answer.ts";
import { type Conversation, type Received, type ReceivedRow, updateConversations } from "./update-conversations.ts";

/**
 * Contacts, conversations, messages, files and what follows from them, for many messages at once: a handful of
 * statements however many they are. A message that is stored already changes nothing.
 */
export async function receiveMessages(
  tx: Tx,
  workspaceId: string,
  received: Received[],
  { replyTokens }: { replyTokens: ReplyTokens },
  now: Date,
): Promise<void> {
  if (received.length === 0) return;
  const messages = withoutTwins(received);
  const contactIds = await resolveContacts(
    tx,
    workspaceId,
    messages.map(({ event, at }) => ({ sender: event.contact, at })),
    now,
  );
  takeBackUnreachable(tx, messages);
  await adoptAnswered(tx, workspaceId, messages, now);
  const places = await findThreads(tx, messages, contactIds, replyTokens);
  const conversations = await findConversations(tx, workspaceId, messages, places, now);
  const rows = messages.map((message, index): ReceivedRow => {
    const { contactId, threadKey } = places[index] as Place;
    const conversation = conversations.get(conversationKey(message.channelId, contactId, threadKey)) as Conversation;
    const writerId = contactIds[index] as string;
    return {
      ...message,
      event: understandAnswer(joined(message.event, writerId !== contactId), conversation.menu),
      id: newId(),
      conversation,
      writerId,
    };
  });
  await adoptEchoes(tx, workspaceId, rows, now);
  const stored = await insertMessages(tx, workspaceId, rows, now);
  fillPlaceholders(
    tx,
    rows.filter((row) => !stored.has(row.id)),
  );
  const fresh = rows.filter((row) => stored.has(row.id));
  if (fresh.length === 0) return;
  insertAttachments(tx, workspaceId, fresh, now);
  insertOriginals(tx, workspaceId, fresh);
  updateConversations(tx, workspaceId, fresh, now);
  acknowledge(tx, workspaceId, fresh, now);
  askForNames(tx, workspaceId, fresh, now);
  touchChannels(tx, fresh, now);
  tellOthers(tx, workspaceId, fresh, now);
  await applyParkedSignals(
    tx,
    workspaceId,
    fresh.map(({ channelId, event }) => ({ channelId, providerMessageId: event.providerMessageId })),
    now,
  );
}

/** Meta repeats messages, also inside one body. */
function withoutTwins(received: Received[]): Received[] {
  const seen = new Set<string>();
  return received.filter(({ channelId, event }) => {
    const key = `${channelId} ${event.providerMessageId}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Somebody else joined by quoting or by the reply address: that is said, since it may be anybody. */
function joined(event: MessageEvent, isAnother: boolean): MessageEvent {
  const { content, contact } = event;
  if (!isAnother || content.kind !== "text" || content.mail === undefined) return event;
  return { ...event, content: { ...content, mail: { ...content.mail, joinedBy: contact.keys[0]?.address ?? "" } } };
}

/** Whoever writes from an address reads there again. */
function takeBackUnreachable(tx: Tx, messages: Received[]): void {
  const addresses = messages.flatMap(({ event }) => event.contact.keys.filter(({ kind }) => kind === "email").map(({ value }) => value));
  if (addresses.length === 0) return;
  tx.later(
    "inbox.reachable_again",
    "update contact_identities set unreachable_at = null where kind = 'email' and value = any($1) and unreachable_at is not null",
    [addresses],
  );
}

const conversationKey = (channelId: string, contactId: string, threadKey: string) => `${channelId} ${contactId} ${threadKey}`;

/** Finds and locks the conversations, in one order for everyone; makes those that are missing. */
async function findConversations(
  tx: Tx,
  workspaceId: string,
  messages: Received[],
  places: Place[],
  now: Date,
): Promise<Map<string, Conversation>> {
  const wanted = new Map<string, Place & { channelId: string; at: Date; subject: string | null }>();
  messages.forEach(({ channelId, event, at }, index) => {
    const { contactId, threadKey } = places[index] as Place;
    const key = conversationKey(channelId, contactId, threadKey);
    if (!wanted.has(key)) wanted.set(key, { channelId, contactId, threadKey, at, subject: event.thread?.subject ?? null });
  });
  const found = new Map<string, Conversation>();
  const keep = (rows: Conversation[]) => {
    for (const row of rows) found.set(conversationKey(row.channelId, row.contactId, row.threadKey), row);
  };
  const all = [...wanted.values()];
  keep(
    await tx.named<Conversation>(
      "inbox.lock_conversations",
      `select c.id, c.channel_id as "channelId", c.contact_id as "contactId", c.thread_key as "threadKey", c.state, c.session_id as "sessionId", c.menu
       from unnest($1::uuid[], $2::uuid[], $3::text[]) as wanted(channel_id, contact_id, thread_key)
       join conversations c using (channel_id, contact_id, thread_key) order by c.id for update of c`,
      [all.map((one) => one.channelId), all.map((one) => one.contactId), all.map((one) => one.threadKey)],
    ),
  );
  const missing = [...wanted].filter(([key]) => !found.has(key)).map(([, one]) => one);
  if (missing.length === 0) return found;
  const made = await tx.named<Conversation>(
    "inbox.insert_conversations",
    `insert into conversations (workspace_id, id, channel_id, contact_id, thread_key, subject, last_message_at, created_at)
     select $1, id, channel_id, contact_id, thread_key, subject, at, $7
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[], $8::text[]) as c(id, channel_id, contact_id, thread_key, at, subject)
     on conflict (workspace_id, channel_id, contact_id, thread_key) do nothing
     returning id, channel_id as "channelId", contact_id as "contactId", thread_key as "threadKey", state, session_id as "sessionId", menu`,
    [
      workspaceId,
      missing.map(() => newId()),
      missing.map((one) => one.channelId),
      missing.map((one) => one.contactId),
      missing.map((one) => one.threadKey),
      missing.map((one) => one.at),
      now,
      missing.map((one) => one.subject),
    ],
  );
  if (made.length !== missing.length) throw new RunAgain("another transaction made the same conversation");
  keep(made);
  return found;
}

async function insertMessages(tx: Tx, workspaceId: string, rows: ReceivedRow[], now: Date): Promise<Set<string>> {
  const columns = rows.map(({ event }) => inboundColumns(event.content, event));
  const replies = await findQuoted(tx, rows);
  const statusOf = ({ event }: ReceivedRow) =>
    event.direction === "in" ? "received" : event.status === "played" ? "read" : (event.status ?? "sent");
  const inserted = await tx.named<{ id: string }>(
    "inbox.insert_messages",
    `insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, author_id, author_name, kind, text, content,
       reply_to_id, reply_to_provider_id, provider_message_id, status, occurred_at, created_at, sent_at)
     select $1, id, conversation_id, channel_id, direction, author_kind, author_id, author_name, kind, text, content,
       reply_to_id, reply_to_provider_id, provider_message_id, status, occurred_at, $17, case when direction = 'out' then occurred_at end
     from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::text[], $9::text[], $10::text[], $11::jsonb[],
       $12::uuid[], $13::text[], $14::text[], $15::text[], $16::timestamptz[])
       as m(id, conversation_id, channel_id, direction, author_kind, author_id, author_name, kind, text, content,
         reply_to_id, reply_to_provider_id, provider_message_id, status, occurred_at)
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
      rows.map((row) => replies.get(`${row.channelId} ${row.event.replyTo}`) ?? null),
      rows.map((row) => row.event.replyTo ?? null),
      rows.map((row) => row.event.providerMessageId),
      rows.map(statusOf),
      rows.map((row) => row.at),
      now,
    ],
  );
  return new Set(inserted.map(({ id }) => id));
}

/** In a group, and when somebody joins a thread, the message names its own writer. */
function nameOfWriter({ event, writerId, conversation }: ReceivedRow): string | null {
  const { contact, group, direction } = event;
  if (group === undefined && (direction === "out" || writerId === conversation.contactId)) return null;
  return contact.profileName ?? contact.keys[0]?.address ?? null;
}

/** Quoted messages may be in the database or in the same batch; others stay a dangling reference. */
async function findQuoted(tx: Tx, rows: ReceivedRow[]): Promise<Map<string, string>> {
  const quoted = rows.filter(({ event }) => event.replyTo !== undefined);
  if (quoted.length === 0) return new Map();
  const found = await tx.named<{ id: string; channelId: string; providerMessageId: string }>(
    "inbox.find_by_provider_id",
    `select m.id, m.channel_id as "channelId", m.provider_message_id as "providerMessageId"
     from unnest($1::uuid[], $2::text[]) as wanted(channel_id, provider_message_id) join messages m using (channel_id, provider_message_id)`,
    [quoted.map(({ channelId }) => channelId), quoted.map(({ event }) => event.replyTo)],
  );
  const batch = rows.map(({ id, channelId, event }) => [`${channelId} ${event.providerMessageId}`, id] as const);
  return new Map([...batch, ...found.map((row) => [`${row.channelId} ${row.providerMessageId}`, row.id] as const)]);
}

/** An import sends files later than the message that they belong to: the placeholder becomes the real thing. */
function fillPlaceholders(tx: Tx, rows: ReceivedRow[]): void {
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

function insertAttachments(tx: Tx, workspaceId: string, rows: ReceivedRow[], now: Date): void {
  const files = rows.flatMap((row) => {
    const { content, files = [] } = row.event;
    const own = "media" in content ? [{ kind: content.kind as MediaKind, media: content.media as MediaRef }] : [];
    return [...own, ...files].map((file, position) => ({
      ...file,
      position,
      id: newId(),
      messageId: row.id,
      rawEventId: row.correlationId,
    }));
  });
  if (files.length === 0) return;
  tx.later(
    "inbox.insert_attachments",
    `insert into attachments (workspace_id, id, message_id, kind, state, provider_media_id, declared_type, declared_hash, file_name, created_at, position, raw_event_id)
     select $1, id, message_id, kind, 'pending', media_id, type, hash, name, $9, position, raw_event_id
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $10::int[], $11::uuid[])
       as a(id, message_id, kind, media_id, type, hash, name, position, raw_event_id)`,
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
    ],
  );
  addJobs(
    tx,
    files.map((file) => ({ kind: "inbox.fetch_media", workspaceId, payload: { attachmentId: file.id } })),
    now,
  );
}

function insertOriginals(tx: Tx, workspaceId: string, rows: ReceivedRow[]): void {
  const originals = rows.flatMap(({ id, event }) => (event.original === undefined ? [] : [{ id, ...event.original }]));
  if (originals.length === 0) return;
  tx.later(
    "inbox.insert_originals",
    `insert into message_originals (workspace_id, message_id, text, html) select $1, id, text, html from unnest($2::uuid[], $3::text[], $4::text[]) as o(id, text, html)`,
    [workspaceId, originals.map((one) => one.id), originals.map((one) => one.text), originals.map((one) => one.html)],
  );
}

/** Some providers send messages without a name or with a hidden number: they are asked when a session begins. */
function askForNames(tx: Tx, workspaceId: string, rows: ReceivedRow[], now: Date): void {
  const unknown = ({ keys, profileName }: MessageEvent["contact"]) =>
    profileName === undefined || keys.every(({ kind }) => kind === "whatsapp_lid");
  const nameless = rows.filter(({ event, conversation }) => conversation.sessionId === null && unknown(event.contact));
  const jobs = new Map(
    nameless.map(({ channelId, conversation }) => [conversation.contactId, { channelId, contactId: conversation.contactId }]),
  );
  if (jobs.size === 0) return;
  addJobs(
    tx,
    [...jobs.values()].map((payload) => ({ kind: "inbox.fetch_profile", workspaceId, payload })),
    now,
  );
}

function acknowledge(tx: Tx, workspaceId: string, rows: ReceivedRow[], now: Date): void {
  const waiting = rows.flatMap(({ channelId, event }) =>
    event.acknowledge === undefined ? [] : [{ channelId, token: event.acknowledge }],
  );
  if (waiting.length === 0) return;
  addJobs(
    tx,
    waiting.map((payload) => ({ kind: "inbox.acknowledge", workspaceId, payload })),
    now,
  );
}

/** Health wants to know when the last message came; a row a message would make the channel's row a bottleneck. */
function touchChannels(tx: Tx, rows: ReceivedRow[], now: Date): void {
  const inbound = [
    ...new Set(rows.filter(({ event }) => event.direction === "in" && event.silent !== "history").map(({ channelId }) => channelId)),
  ].sort();
  if (inbound.length === 0) return;
  tx.later(
    "inbox.touch_channels",
    `update channels set last_inbound_at = $2 where id = any($1) and (last_inbound_at is null or last_inbound_at < $2::timestamptz - interval '10 seconds')`,
    [inbound, now],
  );
}

function tellOthers(tx: Tx, workspaceId: string, rows: ReceivedRow[], now: Date): void {
  const events = rows.map(({ id, conversation, event, channelKind, receivedAt, correlationId }): NewEvent => {
    const kind = event.silent === undefined ? (event.direction === "in" ? "message.received" : "message.echoed") : "message.imported";
    const detail = {
      channel: channelKind,
      kind: event.content.kind,
      msSinceArrival: Math.max(0, now.getTime() - receivedAt.getTime()),
      correlationId,
    };
    return { workspaceId, kind, conversationId: conversation.id, subjectId: id, detail };
  });
  emit(tx, events, now);
}
