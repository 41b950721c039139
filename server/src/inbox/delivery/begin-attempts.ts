import {
  adapterOf,
  type Channel,
  type ChannelAdapter,
  type OutboundMessage,
  type OutboundThread,
  providerIdOf,
  tryAnother,
} from "../../channels/index.ts";
import { addJobs, sql, type Tx } from "../../platform/index.ts";
import { readWorkspace } from "../../team/index.ts";
import { PREFERENCE_WORDS } from "../consent/preference-words.ts";
import { loadMedia } from "../media/load-media.ts";
import type { ReplyTokens } from "../messages/reply-tokens.ts";
import { identitiesByContact, lastFirst } from "../messages/send-message.ts";
import { deliveryKey, deliveryOf } from "./delivery-jobs.ts";
import type { DeliveryParts } from "./delivery-parts.ts";
import { fallBack } from "./fall-back.ts";
import { lookLater } from "./find-sent.ts";
import { park } from "./parked-messages.ts";
import { type QueuedMessage, settle, withdraw } from "./record-outcome.ts";
import { windowFor } from "./reply-window.ts";
import { restoreContent } from "./restore-content.ts";

export interface AskedAttempt {
  messageId: string;
  /** It alone tries a channel whose sending has paused. */
  isProbe: boolean;
  correlationId: string | null;
}

export interface Attempt {
  message: QueuedMessage;
  channel: Channel;
  outbound: OutboundMessage;
}

/** Null: there is nothing to send (any more), or the message waits for its channel. */
type Begun = Attempt | { waitMs: number } | null;

/**
 * Writes down that messages of one workspace are about to be sent, whatever their number in the same few statements, and gives
 * what their adapters need. One answer for each that was asked for, in that order.
 */
export async function beginAttempts(tx: Tx, parts: DeliveryParts, workspaceId: string, asked: AskedAttempt[]): Promise<Begun[]> {
  const now = parts.clock.now();
  const ids = asked.map(({ messageId }) => messageId);
  const [, found] = await Promise.all([lockFloors(tx, ids), findQueued(tx, ids)]); // in this order: what is found is found under the lock
  const facts = await gatherFacts(tx, parts, [...found.values()]);
  const begun: Begun[] = [];
  for (const one of asked)
    begun.push(await begin(tx.correlatedWith(one.correlationId), parts, { ...one, workspaceId, now }, found.get(one.messageId), facts));
  const leaving = begun.flatMap((one) => (one !== null && "message" in one ? [one.message] : []));
  if (leaving.length > 0)
    await tx.named("inbox.begin_attempts", "update messages set attempted_at = $1, attempts = attempts + 1 where id = any($2)", [
      now,
      leaving.map(({ id }) => id),
    ]);
  for (const message of leaving) message.attempts += 1;
  return begun;
}

interface Asked extends AskedAttempt {
  workspaceId: string;
  now: Date;
}

async function begin(
  tx: Tx,
  { adapters, fileLinks, replyTokens, preferenceLinks }: DeliveryParts,
  { workspaceId, messageId, isProbe, now }: Asked,
  message: FoundMessage | undefined,
  facts: Facts,
): Promise<Begun> {
  if (message === undefined || message.status !== "queued" || message.providerMessageId !== null) {
    if (isProbe && message !== undefined) await tryAnother(tx, workspaceId, message.channelId, now);
    return null;
  }
  const content = restoreContent(message);
  const adapter = adapterOf(adapters, message.channelKind);
  if (message.attemptedAt !== null && adapter.isRepeatable?.(content) !== true) {
    if (adapter.findSent !== undefined) lookLater(tx, workspaceId, message.id, now);
    await settle(tx, workspaceId, message, "unconfirmed", { code: "unconfirmed", text: null }, now);
    if (isProbe) await tryAnother(tx, workspaceId, message.channelId, now);
    return null;
  }
  if (message.isOvertaken) {
    await withdraw(tx, workspaceId, message, now);
    if (isProbe) await tryAnother(tx, workspaceId, message.channelId, now);
    return null;
  }
  const channel = facts.channels.get(message.channelId) ?? null;
  const isStopped = channel === null || message.channelStatus === "error" || message.channelStatus === "inactive";
  if (isStopped || (message.breaker !== "closed" && !isProbe)) {
    // A channel whose messages go another way keeps none that can.
    const place = { workspaceId, messageId, now };
    const fellBack = message.fallbackSince !== null && (await fallBack(tx, { adapters, fileLinks }, place, "channel_down"));
    if (!fellBack) await park(tx, workspaceId, message, now);
    return null;
  }
  if (!isProbe && message.olderOne !== null) {
    await standBehind(tx, workspaceId, message, now);
    return null;
  }
  const waitMs = recipientWait(adapter, facts.crowded.get(message.conversationId), now);
  if (waitMs > 0) return { waitMs };
  const window = windowFor(adapter, message.windowClosesAt, content, message.authorKind === "member", now);
  const recipient = adapter.pickRecipient(lastFirst(facts.identities.get(message.contactId) ?? [], message), content);
  if (recipient === null || window === "closed") {
    if (
      message.channelId !== message.homeChannelId &&
      (await fallBack(tx, { adapters, fileLinks }, { workspaceId, messageId, now }, "not_delivered"))
    )
      return null;
    await settle(tx, workspaceId, message, "failed", { code: window === "closed" ? "window_closed" : "unreachable", text: null }, now);
    if (isProbe) await tryAnother(tx, workspaceId, message.channelId, now);
    return null;
  }
  const outbound: OutboundMessage = {
    id: message.id,
    recipient,
    content,
    ...(message.targetProviderId === null
      ? {}
      : { targetProviderId: providerIdOf(message.targetProviderId), targetFromUs: message.targetFromUs === true }),
    ...(window === "human_agent" ? { humanAgent: true as const } : {}),
    ...(adapter.threads === true ? { thread: await threadOf(tx, message, replyTokens) } : {}),
    ...(adapter.threads === true && UNASKED.includes(message.authorKind)
      ? { unsubscribe: { url: preferenceLinks.make(workspaceId, message.contactId), words: await footerWords(tx) } }
      : {}),
    author: { kind: SPEAKERS[message.authorKind] ?? "person" },
    loadMedia: facts.mediaOf(message.id),
    linkTo: (attachmentId) => fileLinks.make(workspaceId, attachmentId),
  };
  return { message, channel, outbound };
}

/** Where a bot speaks, nobody takes the floor between the look at it and the attempt. People's messages wait for nobody. */
async function lockFloors(tx: Tx, messageIds: string[]): Promise<void> {
  await tx.named(
    "inbox.lock_floors",
    `select 1 from conversations c where c.id in (select conversation_id from messages where id = any($1) and floor_version is not null)
     order by c.id for share`,
    [messageIds],
  );
}

interface FoundMessage extends QueuedMessage {
  /** A bot wrote it, and a person took the floor since. */
  isOvertaken: boolean;
  /** How one that was written before it in the conversation still waits. */
  olderOne: "parked" | "queued" | null;
  /** From where the contact wrote last in this conversation. */
  lastAddressKind: string | null;
  lastAddress: string | null;
}

async function findQueued(tx: Tx, messageIds: string[]): Promise<Map<string, FoundMessage>> {
  const rows = await tx.named<FoundMessage>("inbox.find_queued", FIND_QUEUED, [messageIds, deliveryKey("")]);
  return new Map(rows.map((row) => [row.id, row]));
}

const FIND_QUEUED = `
  select m.id, m.conversation_id as "conversationId", m.channel_id as "channelId", c.contact_id as "contactId", m.kind, m.text, m.content, m.reply_to_id as "replyToId",
    coalesce(m.reply_to_provider_id, quoted.provider_message_id) as "targetProviderId", quoted.direction = 'out' as "targetFromUs",
    (select a.id from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id order by a.position limit 1) as "attachmentId",
    m.status, m.provider_message_id as "providerMessageId", m.attempted_at as "attemptedAt", m.attempts,
    h.kind as "channelKind", h.status as "channelStatus", m.author_kind as "authorKind", f.breaker, f.failures, f.fallback_since as "fallbackSince",
    c.channel_id as "homeChannelId", c.window_closes_at as "windowClosesAt",
    c.last_address_kind as "lastAddressKind", c.last_address as "lastAddress", coalesce(m.floor_version < c.person_floor_version, false) as "isOvertaken",
    (select case when o.parked_at is null then 'queued' else 'parked' end from messages o
     where o.workspace_id = m.workspace_id and o.conversation_id = m.conversation_id and o.status = 'queued' and o.direction = 'out'
       and o.channel_id = m.channel_id and (o.created_at, o.id) < (m.created_at, m.id) and o.provider_message_id is null
       and (o.parked_at is not null or exists (select 1 from jobs j where j.key = $2 || m.conversation_id and j.payload->>'messageId' = o.id::text))
     order by o.parked_at is null limit 1) as "olderOne"
  from messages m
  join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
  join channels h on h.workspace_id = m.workspace_id and h.id = m.channel_id
  join channel_flow f on f.workspace_id = m.workspace_id and f.channel_id = m.channel_id
  left join messages quoted on quoted.workspace_id = m.workspace_id and quoted.id = m.reply_to_id
  where m.id = any($1) order by m.id for update of m`;

/** What deciding about messages needs besides their rows. */
interface Facts {
  channels: Map<string, Channel | null>;
  identities: Awaited<ReturnType<typeof identitiesByContact>>;
  /** By conversation: when the tenth last message was sent, where so many were. */
  crowded: Map<string, Date>;
  mediaOf: Awaited<ReturnType<typeof loadMedia>>;
}

async function gatherFacts(tx: Tx, { adapters, channels, storage }: DeliveryParts, messages: QueuedMessage[]): Promise<Facts> {
  const opened = new Map<string, Channel | null>();
  for (const { channelId } of messages) if (!opened.has(channelId)) opened.set(channelId, await channels.open(tx, channelId));
  const paced = messages.filter(({ channelKind }) => adapterOf(adapters, channelKind).pace.perRecipientSeconds !== undefined);
  const withFiles = messages.filter(({ attachmentId }) => attachmentId !== null);
  return {
    channels: opened,
    identities: await identitiesByContact(
      tx,
      messages.map(({ contactId }) => contactId),
    ),
    crowded: paced.length === 0 ? new Map() : await tenthLastSends(tx, paced),
    mediaOf: await loadMedia(
      tx,
      storage,
      withFiles.map(({ id }) => id),
    ),
  };
}

/**
 * Order within a conversation, also after an outage: what was parked gets new jobs, behind those that were waiting for their turn
 * meanwhile. A message with an older one that is parked is parked with it; one whose older ones stand behind it goes to the end.
 */
async function standBehind(tx: Tx, workspaceId: string, message: FoundMessage, now: Date): Promise<void> {
  if (message.olderOne === "parked") return park(tx, workspaceId, message, now);
  addJobs(tx, [deliveryOf({ ...message, workspaceId, messageId: message.id })], now);
}

/** Who speaks, as a visitor of the web chat is told; everybody else is a person. */
const SPEAKERS: Readonly<Record<string, "flow" | "assistant" | "system">> = {
  flow: "flow",
  ai: "assistant",
  automation: "system",
  campaign: "system",
  system: "system",
};

/** Who writes what nobody asked for. */
const UNASKED = ["campaign", "automation"];

const footerWords = async (tx: Tx): Promise<string> => PREFERENCE_WORDS[(await readWorkspace(tx)).language].footer;

const MAX_REFERENCES = 20;
const AUTOMATIC_AUTHORS = ["flow", "ai", "automation", "campaign", "system"];

/** What the message answers: the ids of the thread, the oldest first. */
async function threadOf(
  tx: Tx,
  { conversationId, channelId, authorKind }: QueuedMessage,
  replyTokens: ReplyTokens,
): Promise<OutboundThread> {
  const { subject } = await tx.one(sql<{ subject: string | null }>`select subject from conversations where id = ${conversationId}`);
  const before = await tx.named<{ id: string }>(
    "inbox.thread_ids",
    `select provider_message_id as id from messages where conversation_id = $1 and channel_id = $2 and provider_message_id is not null
     order by occurred_at desc, arrival desc limit ${MAX_REFERENCES}`,
    [conversationId, channelId],
  );
  return {
    subject,
    references: before.map(({ id }) => id).reverse(),
    token: replyTokens.make(conversationId),
    automatic: AUTOMATIC_AUTHORS.includes(authorKind),
  };
}

/** A person may get this many at once; then the provider wants a pause between two. */
const BURST = 10;

async function tenthLastSends(tx: Tx, messages: QueuedMessage[]): Promise<Map<string, Date>> {
  const rows = await tx.named<{ conversationId: string; attemptedAt: Date }>(
    "inbox.recent_sends",
    `select c.id as "conversationId", sent.attempted_at as "attemptedAt" from unnest($1::uuid[]) as c(id) cross join lateral (
       select attempted_at from (
         select id, direction, is_note, attempted_at from messages where conversation_id = c.id order by occurred_at desc limit 40) last
       where direction = 'out' and not is_note and attempted_at is not null and id <> all($2)
       order by attempted_at desc offset ${BURST - 1} limit 1) sent`,
    [messages.map(({ conversationId }) => conversationId), messages.map(({ id }) => id)],
  );
  return new Map(rows.map(({ conversationId, attemptedAt }) => [conversationId, attemptedAt]));
}

/** How long until the person may get another message, in ms. @source Meta: one every 6 seconds in a sustained exchange. */
function recipientWait({ pace }: ChannelAdapter, tenthLast: Date | undefined, now: Date): number {
  if (pace.perRecipientSeconds === undefined || tenthLast === undefined) return 0;
  return Math.max(0, tenthLast.getTime() + pace.perRecipientSeconds * BURST * 1000 - now.getTime());
}
