import type { MessageEvent } from "../../channels/index.ts";
import { addJobs, emit, type NewEvent, newId, RunAgain, type Tx } from "../../platform/index.ts";
import { queueOptOuts } from "../consent/hear-opt-outs.ts";
import { resolveContacts } from "../contacts/resolve-contacts.ts";
import { adoptAnswered, adoptEchoes } from "../delivery/adopt-echoes.ts";
import { type MessageReceived, messageEchoed, messageImported, messageReceived } from "../events.ts";
import { takeFloorByEchoes } from "../floor/take-by-echo.ts";
import { queueTaps } from "../floor/tap-token.ts";
import { NO_TURNS, planTurns, readTurnStates, type TurnParts } from "../floor/turns.ts";
import { acknowledgeJob } from "../job-kinds.ts";
import type { Tombstones } from "../privacy/tombstones.ts";
import { applyParkedHandovers } from "../signals/apply-handovers.ts";
import { applySignals, takeParkedSignals } from "../signals/apply-parked.ts";
import { findThreads, type Place } from "./find-threads.ts";
import { foldAnswered } from "./fold-answered.ts";
import { fillPlaceholders, insertAttachments, insertMessages, insertOriginals, linkQuotes } from "./insert-messages.ts";
import type { ReplyTokens } from "./reply-tokens.ts";
import { tellApart } from "./tell-apart.ts";
import { understandAnswer } from "./understand-answer.ts";
import { type Conversation, type Opened, type Received, type ReceivedRow, updateConversations } from "./update-conversations.ts";

/** A provider's clock may be so far ahead of ours: see `plausible` of channels. */
const BELIEVED_MS = 60_000;

export interface ReceiveParts extends TurnParts {
  replyTokens: ReplyTokens;
  tombstones: Tombstones;
}

/**
 * Contacts, conversations, messages, files and what follows from them, for many messages at once: a handful of
 * statements however many they are. A message that is stored already changes nothing.
 */
export async function receiveMessages(
  tx: Tx,
  workspaceId: string,
  received: Received[],
  { replyTokens, tombstones, responders }: ReceiveParts,
  now: Date,
): Promise<void> {
  if (received.length === 0) return;
  const kept = await withoutErased(tx, workspaceId, received, tombstones);
  if (kept.length === 0) return;
  const messages = await foldAnswered(tx, withoutTwins(await tellApart(tx, kept)));
  const contactIds = await resolveContacts(
    tx,
    workspaceId,
    messages.map(({ event, at }) => ({ sender: event.contact, at })),
    now,
  );
  takeBackUnreachable(tx, messages);
  const [, places] = await Promise.all([
    adoptAnswered(tx, workspaceId, messages, now),
    findThreads(tx, messages, contactIds, replyTokens), // behind it: what was adopted is known
  ]);
  const conversations = await findConversations(tx, workspaceId, messages, places, now);
  const rows = messages.map((message, index): ReceivedRow => {
    const { contactId, threadKey } = places[index] as Place;
    const conversation = conversations.get(conversationKey(message.channelId, contactId, threadKey)) as Conversation;
    const writerId = contactIds[index] as string;
    return {
      ...message,
      at: believableIn(conversation, message, now),
      saidAt: message.at,
      event: understandAnswer(joined(message.event, writerId !== contactId), conversation.menu),
      id: newId(),
      conversation,
      writerId,
    };
  });
  await adoptEchoes(tx, workspaceId, rows, now);
  const [stored, turnStates, signals] = await Promise.all([
    insertMessages(tx, workspaceId, rows, now),
    responders.size === 0 ? NO_TURNS : readTurnStates(tx, rows),
    takeParkedSignals(
      tx,
      rows.map(({ channelId, event }) => ({ channelId, providerMessageId: event.providerMessageId })),
    ),
  ]);
  fillPlaceholders(
    tx,
    rows.filter((row) => !stored.has(row.id)),
  );
  const fresh = rows.filter((row) => stored.has(row.id));
  if (fresh.length > 0) {
    const opened = follow(tx, workspaceId, fresh, now);
    if (responders.size > 0) planTurns(tx, workspaceId, fresh, { opened, states: turnStates, responders }, now);
    await takeFloorByEchoes(tx, workspaceId, fresh, now);
  }
  await applySignals(tx, workspaceId, signals, now);
  await applyParkedHandovers(tx, workspaceId, fresh, now);
}

/** What follows from messages that were not there yet. @returns sessions that began, by conversation. */
function follow(tx: Tx, workspaceId: string, fresh: ReceivedRow[], now: Date): Map<string, Opened> {
  linkQuotes(tx, workspaceId, fresh);
  insertAttachments(tx, workspaceId, fresh, now);
  insertOriginals(tx, workspaceId, fresh);
  const opened = updateConversations(tx, workspaceId, fresh, now);
  acknowledge(tx, workspaceId, fresh, now);
  queueTaps(tx, workspaceId, fresh, now);
  queueOptOuts(tx, workspaceId, fresh, now);
  tellOthers(tx, workspaceId, fresh, opened, now);
  return opened;
}

/**
 * Where a conversation's last message lies in our future, our clock went back since: what comes now stands behind it, and not hours above.
 * Of the past that an import brings, the provider's time is kept.
 */
function believableIn({ lastMessageAt }: Conversation, { event, at }: Received, now: Date): Date {
  const isNews = event.silent !== "history" && lastMessageAt.getTime() > now.getTime() + BELIEVED_MS;
  return isNews && at < lastMessageAt ? lastMessageAt : at;
}

/** What was said before its person was erased comes again in repeated webhooks, lists and imports; it stays erased. */
async function withoutErased(tx: Tx, workspaceId: string, received: Received[], tombstones: Tombstones): Promise<Received[]> {
  const keys = received.flatMap(({ event }, index) => event.contact.keys.map((key) => ({ ...key, index })));
  const erased = await tombstones.read(tx, workspaceId, keys);
  const gone = new Set(
    keys
      .filter(({ index }, place) => {
        const erasedAt = erased[place];
        return erasedAt != null && (received[index] as Received).at <= erasedAt;
      })
      .map(({ index }) => index),
  );
  return gone.size === 0 ? received : received.filter((_, index) => !gone.has(index));
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
      `select c.id, c.channel_id as "channelId", c.contact_id as "contactId", c.thread_key as "threadKey", c.state, c.message_count as "messageCount", c.session_id as "sessionId", c.menu, c.last_message_at as "lastMessageAt"
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
     returning id, channel_id as "channelId", contact_id as "contactId", thread_key as "threadKey", state, 0 as "messageCount", session_id as "sessionId", menu, last_message_at as "lastMessageAt"`,
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

function acknowledge(tx: Tx, workspaceId: string, rows: ReceivedRow[], now: Date): void {
  const waiting = rows.flatMap(({ channelId, event }) =>
    event.acknowledge === undefined ? [] : [{ channelId, token: event.acknowledge }],
  );
  if (waiting.length === 0) return;
  addJobs(
    tx,
    waiting.map((payload) => acknowledgeJob({ workspaceId, payload })),
    now,
  );
}

function tellOthers(tx: Tx, workspaceId: string, rows: ReceivedRow[], opened: Map<string, Opened>, now: Date): void {
  const events = rows.map(({ id, conversation, event, writerId, channelId, channelKind, receivedAt, correlationId }): NewEvent => {
    const told = event.silent === undefined ? (event.direction === "in" ? messageReceived : messageEchoed) : messageImported;
    const session = opened.get(conversation.id);
    const detail: MessageReceived = {
      contactId: conversation.contactId,
      writerId,
      channelId,
      channel: channelKind,
      kind: event.content.kind,
      sessionId: session?.sessionId ?? conversation.sessionId,
      isFirstOfSession: session?.messageId === id,
      silent: event.silent ?? null,
      msSinceArrival: Math.max(0, now.getTime() - receivedAt.getTime()),
      correlationId,
    };
    return told({ workspaceId, conversationId: conversation.id, subjectId: id, detail });
  });
  emit(tx, events, now);
}
