import type { MediaKind, MediaRef, MessageEvent, ReceivedEvent } from "../../channels/index.ts";
import { addJobs, emit, type NewEvent, newId, RunAgain, type Tx } from "../../platform/index.ts";
import { resolveContacts } from "../contacts/resolve-contacts.ts";
import { applyParkedSignals } from "../signals/apply-parked.ts";
import { inboundColumns } from "./content-columns.ts";

type Received = ReceivedEvent & { event: MessageEvent };

interface Conversation {
  id: string;
  channelId: string;
  contactId: string;
  threadKey: string;
  state: string;
  sessionId: string | null;
}

interface Row extends Received {
  id: string;
  conversation: Conversation;
}

/**
 * Contacts, conversations, messages, files and what follows from them, for many messages at once: a handful of
 * statements however many they are. A message that is stored already changes nothing.
 */
export async function receiveMessages(tx: Tx, workspaceId: string, received: Received[], now: Date): Promise<void> {
  if (received.length === 0) return;
  const messages = withoutTwins(received);
  const contactIds = await resolveContacts(
    tx,
    workspaceId,
    messages.map(({ event, at }) => ({ sender: event.contact, at })),
    now,
  );
  const conversations = await findConversations(tx, workspaceId, messages, contactIds, now);
  const rows = messages.map((message, index): Row => {
    const key = conversationKey(message.channelId, contactIds[index] as string, message.event.group ?? "");
    return { ...message, id: newId(), conversation: conversations.get(key) as Conversation };
  });
  const stored = await insertMessages(tx, workspaceId, rows, now);
  await fillPlaceholders(
    tx,
    rows.filter((row) => !stored.has(row.id)),
  );
  const fresh = rows.filter((row) => stored.has(row.id));
  if (fresh.length === 0) return;
  await insertAttachments(tx, workspaceId, fresh, now);
  await updateConversations(tx, workspaceId, fresh, now);
  await touchChannels(tx, fresh, now);
  await tellOthers(tx, workspaceId, fresh, now);
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

const conversationKey = (channelId: string, contactId: string, threadKey: string) => `${channelId} ${contactId} ${threadKey}`;

/** Finds and locks the conversations, in one order for everyone; makes those that are missing. */
async function findConversations(
  tx: Tx,
  workspaceId: string,
  messages: Received[],
  contactIds: string[],
  now: Date,
): Promise<Map<string, Conversation>> {
  const wanted = new Map<string, { channelId: string; contactId: string; threadKey: string; at: Date }>();
  messages.forEach(({ channelId, event, at }, index) => {
    const contactId = contactIds[index] as string;
    const threadKey = event.group ?? "";
    const key = conversationKey(channelId, contactId, threadKey);
    if (!wanted.has(key)) wanted.set(key, { channelId, contactId, threadKey, at });
  });
  const found = new Map<string, Conversation>();
  const keep = (rows: Conversation[]) => {
    for (const row of rows) found.set(conversationKey(row.channelId, row.contactId, row.threadKey), row);
  };
  const all = [...wanted.values()];
  keep(
    await tx.named<Conversation>(
      "inbox.lock_conversations",
      `select c.id, c.channel_id as "channelId", c.contact_id as "contactId", c.thread_key as "threadKey", c.state, c.session_id as "sessionId"
       from unnest($1::uuid[], $2::uuid[], $3::text[]) as wanted(channel_id, contact_id, thread_key)
       join conversations c using (channel_id, contact_id, thread_key) order by c.id for update of c`,
      [all.map((one) => one.channelId), all.map((one) => one.contactId), all.map((one) => one.threadKey)],
    ),
  );
  const missing = [...wanted].filter(([key]) => !found.has(key)).map(([, one]) => one);
  if (missing.length === 0) return found;
  const made = await tx.named<Conversation>(
    "inbox.insert_conversations",
    `insert into conversations (workspace_id, id, channel_id, contact_id, thread_key, last_message_at, created_at)
     select $1, id, channel_id, contact_id, thread_key, at, $7 from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::timestamptz[]) as c(id, channel_id, contact_id, thread_key, at)
     on conflict (workspace_id, channel_id, contact_id, thread_key) do nothing
     returning id, channel_id as "channelId", contact_id as "contactId", thread_key as "threadKey", state, session_id as "sessionId"`,
    [
      workspaceId,
      missing.map(() => newId()),
      missing.map((one) => one.channelId),
      missing.map((one) => one.contactId),
      missing.map((one) => one.threadKey),
      missing.map((one) => one.at),
      now,
    ],
  );
  if (made.length !== missing.length) throw new RunAgain("another transaction made the same conversation");
  keep(made);
  return found;
}

async function insertMessages(tx: Tx, workspaceId: string, rows: Row[], now: Date): Promise<Set<string>> {
  const columns = rows.map(({ event }) => inboundColumns(event.content, event));
  const replies = await findQuoted(tx, rows);
  const statusOf = ({ event }: Row) =>
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
      rows.map((row) => (row.event.direction === "in" ? row.conversation.contactId : null)),
      // In a group each message names its own writer.
      rows.map((row) => (row.event.group === undefined ? null : (row.event.contact.profileName ?? null))),
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

/** Quoted messages may be in the database or in the same batch; others stay a dangling reference. */
async function findQuoted(tx: Tx, rows: Row[]): Promise<Map<string, string>> {
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
async function fillPlaceholders(tx: Tx, rows: Row[]): Promise<void> {
  for (const { event, channelId } of rows) {
    if (event.silent !== "history" || event.content.kind === "unsupported") continue;
    const { kind, text, content } = inboundColumns(event.content, event);
    await tx.named(
      "inbox.fill_placeholder",
      `update messages set kind = $3, text = $4, content = $5
       where channel_id = $1 and provider_message_id = $2 and kind = 'unsupported' and content->>'label' = 'media_placeholder'`,
      [channelId, event.providerMessageId, kind, text, JSON.stringify(content)],
    );
  }
}

async function insertAttachments(tx: Tx, workspaceId: string, rows: Row[], now: Date): Promise<void> {
  const files = rows.flatMap((row) => {
    const { content } = row.event;
    return "media" in content
      ? [{ id: newId(), messageId: row.id, kind: content.kind as MediaKind, media: content.media as MediaRef }]
      : [];
  });
  if (files.length === 0) return;
  await tx.named(
    "inbox.insert_attachments",
    `insert into attachments (workspace_id, id, message_id, kind, state, provider_media_id, declared_type, declared_hash, file_name, created_at)
     select $1, id, message_id, kind, 'pending', media_id, type, hash, name, $9
     from unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as a(id, message_id, kind, media_id, type, hash, name)`,
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
    ],
  );
  await addJobs(
    tx,
    files.map((file) => ({ kind: "inbox.fetch_media", workspaceId, payload: { attachmentId: file.id } })),
    now,
  );
}

/** What one batch changes in one conversation. */
interface ConversationChange {
  unread: number;
  count: number;
  lastAt: Date;
  lastId: string;
  windowClosesAt: Date | null;
  lastInboundAt: Date | null;
  /** A new session begins: the contact wrote after silence or closing. */
  sessionId: string | null;
  sessionAt: Date | null;
  wakes: boolean;
  referral: string | null;
  /** Another system answers here since then. */
  heldAt: Date | null;
}

async function updateConversations(tx: Tx, workspaceId: string, rows: Row[], now: Date): Promise<void> {
  const changes = new Map<string, ConversationChange>();
  for (const row of rows) changes.set(row.conversation.id, addToChange(changes.get(row.conversation.id), row));
  const entries = [...changes];
  const opened = entries.filter(([, change]) => change.sessionId !== null);
  if (opened.length > 0) {
    await tx.named(
      "inbox.open_sessions",
      `insert into sessions (workspace_id, id, conversation_id, opened_at, opened_by)
       select $1, id, conversation_id, at, 'contact' from unnest($2::uuid[], $3::uuid[], $4::timestamptz[]) as s(id, conversation_id, at)`,
      [workspaceId, opened.map(([, change]) => change.sessionId), opened.map(([id]) => id), opened.map(([, change]) => change.sessionAt)],
    );
  }
  await tx.named(
    "inbox.update_conversations",
    `update conversations c set
       unread_count = c.unread_count + u.unread, message_count = c.message_count + u.count,
       last_message_id = case when c.last_message_id is null or u.last_at >= c.last_message_at then u.last_id else c.last_message_id end,
       last_message_at = case when c.last_message_id is null then u.last_at else greatest(c.last_message_at, u.last_at) end,
       window_closes_at = greatest(c.window_closes_at, u.window_closes_at), last_inbound_at = greatest(c.last_inbound_at, u.last_inbound_at),
       session_id = coalesce(u.session_id, c.session_id), state = case when u.wakes then 'open' else c.state end,
       snoozed_until = case when u.wakes then null else c.snoozed_until end,
       referral = coalesce(c.referral, u.referral), 
       held_by = case when u.held_at is not null and (c.held_changed_at is null or c.held_changed_at < u.held_at) then 'provider' else c.held_by end,
       held_changed_at = greatest(c.held_changed_at, u.held_at)
     from unnest($1::uuid[], $2::int[], $3::int[], $4::timestamptz[], $5::uuid[], $6::timestamptz[], $7::timestamptz[], $8::uuid[], $9::bool[], $10::jsonb[], $11::timestamptz[])
       as u(id, unread, count, last_at, last_id, window_closes_at, last_inbound_at, session_id, wakes, referral, held_at)
     where c.id = u.id`,
    [
      entries.map(([id]) => id),
      entries.map(([, change]) => change.unread),
      entries.map(([, change]) => change.count),
      entries.map(([, change]) => change.lastAt),
      entries.map(([, change]) => change.lastId),
      entries.map(([, change]) => change.windowClosesAt),
      entries.map(([, change]) => change.lastInboundAt),
      entries.map(([, change]) => change.sessionId),
      entries.map(([, change]) => change.wakes),
      entries.map(([, change]) => change.referral),
      entries.map(([, change]) => change.heldAt),
    ],
  );
  if (opened.length > 0) {
    await emit(
      tx,
      opened.map(([conversationId, change]) => ({ workspaceId, kind: "session.opened", conversationId, subjectId: change.sessionId })),
      now,
    );
  }
}

function addToChange(before: ConversationChange | undefined, { event, at, id, conversation, windowHours }: Row): ConversationChange {
  const change = before ?? {
    unread: 0,
    count: 0,
    lastAt: at,
    lastId: id,
    windowClosesAt: null,
    lastInboundAt: null,
    sessionId: null,
    sessionAt: null,
    wakes: false,
    referral: null,
    heldAt: null,
  };
  change.count += 1;
  if (at >= change.lastAt) {
    change.lastAt = at;
    change.lastId = id;
  }
  const { content, silent, direction } = event;
  // System lines are no words of the contact; opening the chat is.
  const fromContact = direction === "in" && silent !== "history" && (content.kind !== "event" || content.event === "chat_opened");
  if (fromContact) {
    change.lastInboundAt = later(change.lastInboundAt, at);
    if (windowHours !== null) change.windowClosesAt = later(change.windowClosesAt, new Date(at.getTime() + windowHours * 3_600_000));
  }
  if (fromContact && silent === undefined && content.kind !== "event") {
    change.unread += 1;
    change.wakes = true;
    if (change.sessionId === null && (conversation.sessionId === null || conversation.state === "resolved")) {
      change.sessionId = newId();
      change.sessionAt = at;
    }
  }
  if (event.referral !== undefined) change.referral ??= JSON.stringify(event.referral);
  if (silent === "standby") change.heldAt = later(change.heldAt, at);
  return change;
}

const later = (a: Date | null, b: Date): Date => (a === null || b > a ? b : a);

/** Health wants to know when the last message came; a row a message would make the channel's row a bottleneck. */
async function touchChannels(tx: Tx, rows: Row[], now: Date): Promise<void> {
  const inbound = [
    ...new Set(rows.filter(({ event }) => event.direction === "in" && event.silent !== "history").map(({ channelId }) => channelId)),
  ].sort();
  if (inbound.length === 0) return;
  await tx.named(
    "inbox.touch_channels",
    `update channels set last_inbound_at = $2 where id = any($1) and (last_inbound_at is null or last_inbound_at < $2::timestamptz - interval '10 seconds')`,
    [inbound, now],
  );
}

async function tellOthers(tx: Tx, workspaceId: string, rows: Row[], now: Date): Promise<void> {
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
  await emit(tx, events, now);
}
