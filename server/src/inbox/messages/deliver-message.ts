import {
  type Adapters,
  type AdapterTools,
  adapterOf,
  type Channel,
  type ChannelAdapter,
  type ChannelStore,
  type OutboundMessage,
  type OutboundThread,
  type Pacer,
  type SendOutcome,
  type Traffic,
  type Turn,
} from "../../channels/index.ts";
import {
  addJobs,
  type Clock,
  type Database,
  type Job,
  type Logger,
  type Metrics,
  maskAddress,
  Postpone,
  type Realtime,
  type ScanFile,
  type Storage,
  sql,
  type Tx,
} from "../../platform/index.ts";
import type { FileLinks } from "../media/file-links.ts";
import { loadMedia } from "../media/load-media.ts";
import { type FallbackParts, fallBack } from "./fall-back.ts";
import { park, tryAnother } from "./parked-messages.ts";
import { type QueuedMessage, recordOutcome, settle } from "./record-outcome.ts";
import type { ReplyTokens } from "./reply-tokens.ts";
import { windowFor } from "./reply-window.ts";
import { restoreContent } from "./restore-content.ts";
import { deliveryKey, identitiesOf } from "./send-message.ts";

export interface DeliveryParts {
  db: Database;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  adapters: Adapters;
  channels: ChannelStore;
  tools: AdapterTools;
  storage: Storage;
  coldStorage: Storage;
  scan: ScanFile;
  fileLinks: FileLinks;
  replyTokens: ReplyTokens;
  traffic: Traffic;
  pacer: Pacer;
  realtime: Realtime;
}

interface Attempt {
  message: QueuedMessage;
  channel: Channel;
  outbound: OutboundMessage;
}

/**
 * Sends one queued message. The attempt is written down before the provider is called: a worker that dies in between
 * leaves an attempt without outcome, which becomes `unconfirmed` and is never sent again by guess.
 */
export async function deliverMessage(parts: DeliveryParts, job: Job): Promise<void> {
  const { db, clock, metrics } = parts;
  const messageId = job.payload["messageId"] as string;
  const isProbe = job.payload["probe"] === true;
  const turn = await reserveTurn(parts, job.payload["channelId"]);
  const attempt = await db.inWorkspace(
    job.workspaceId,
    (tx) => beginAttempt(tx, parts, { workspaceId: job.workspaceId, messageId, isProbe }),
    job.correlationId,
  );
  if (attempt === null) return;
  if ("waitMs" in attempt) throw new Postpone(attempt.waitMs);
  const adapter = adapterOf(parts.adapters, attempt.channel.kind);
  await turn?.reached();
  const timer = metrics.sendSeconds.startTimer();
  const answered = await adapter.send(attempt.outbound, attempt.channel, parts.tools);
  // Under the same id it cannot double: an unclear end is only one more try.
  const outcome: SendOutcome =
    answered.status === "unconfirmed" && adapter.isRepeatable?.(attempt.outbound.content) === true
      ? { status: "unavailable", code: "network", text: answered.text, scope: "message" }
      : answered;
  timer();
  metrics.sends.inc({ kind: attempt.channel.kind, outcome: outcome.status });
  parts.traffic.count({ workspaceId: job.workspaceId, channelId: attempt.channel.id }, speaksAgainstChannel(outcome) ? "failed" : "sent");
  parts.log.info(
    {
      messageId,
      channelId: attempt.channel.id,
      outcome: outcome.status,
      code: "code" in outcome ? outcome.code : undefined,
      to: maskAddress(attempt.outbound.recipient.value),
      correlationId: job.correlationId,
    },
    "sent to the provider",
  );
  const retryMs = await db.inWorkspace(
    job.workspaceId,
    async (tx) => {
      if (outcome.status === "unconfirmed" && adapter.findSent !== undefined) await lookLater(tx, job.workspaceId, messageId, clock.now());
      return recordOutcome(tx, parts, job.workspaceId, attempt.message, outcome, clock.now());
    },
    job.correlationId,
  );
  if (retryMs !== null) throw new Postpone(retryMs);
}

/** Providers list a message some moments after they took it. */
const LOOK_AFTER_MS = 60_000;

function lookLater(tx: Tx, workspaceId: string, messageId: string, now: Date) {
  return addJobs(
    tx,
    [{ kind: "inbox.find_sent", workspaceId, payload: { messageId }, runAt: new Date(now.getTime() + LOOK_AFTER_MS) }],
    now,
  );
}

/** All workers together keep the pace of the channel's account. */
async function reserveTurn({ pacer, channels }: DeliveryParts, channelId: unknown): Promise<Turn | null> {
  const perSecond = typeof channelId === "string" ? await channels.paceOf(channelId) : null;
  if (perSecond === null) return null;
  const turn = await pacer.reserve(channelId as string, perSecond);
  if ("comeBackMs" in turn) throw new Postpone(turn.comeBackMs);
  return turn;
}

interface Asked {
  workspaceId: string;
  messageId: string;
  /** It alone tries a channel whose sending has paused. */
  isProbe: boolean;
}

/** As for the breaker: no answer, an error of theirs, an end that nobody knows. A refusal and a limit are answers. */
function speaksAgainstChannel(outcome: SendOutcome): boolean {
  return (
    outcome.status === "unconfirmed" ||
    (outcome.status === "unavailable" && outcome.scope !== "recipient" && outcome.retryAfterMs === undefined)
  );
}

/** Null: there is nothing to send (any more), or the message waits for its channel. */
async function beginAttempt(
  tx: Tx,
  { adapters, channels, storage, fileLinks, replyTokens, clock }: DeliveryParts,
  { workspaceId, messageId, isProbe }: Asked,
): Promise<Attempt | { waitMs: number } | null> {
  const message = await findQueued(tx, messageId);
  const now = clock.now();
  if (message === null || message.status !== "queued" || message.providerMessageId !== null) {
    if (isProbe && message !== null) await tryAnother(tx, workspaceId, message.channelId, now);
    return null;
  }
  const content = restoreContent(message);
  const adapter = adapterOf(adapters, message.channelKind);
  if (message.attemptedAt !== null && adapter.isRepeatable?.(content) !== true) {
    if (adapter.findSent !== undefined) await lookLater(tx, workspaceId, message.id, now);
    await settle(tx, workspaceId, message, "unconfirmed", { code: "unconfirmed", text: null }, now);
    if (isProbe) await tryAnother(tx, workspaceId, message.channelId, now);
    return null;
  }
  const channel = await channels.open(tx, message.channelId);
  const isStopped = channel === null || message.channelStatus === "error" || message.channelStatus === "inactive";
  if (isStopped || (message.breaker !== "closed" && !isProbe)) {
    await parkOrFallBack(tx, { adapters, fileLinks }, workspaceId, message, now);
    return null;
  }
  if (!isProbe && (await standsBehind(tx, workspaceId, message, now))) return null;
  const waitMs = await recipientWait(tx, adapter, message, now);
  if (waitMs > 0) return { waitMs };
  const window = windowFor(adapter, message.windowClosesAt, content, message.authorKind === "member", now);
  const recipient = adapter.pickRecipient(await identitiesOf(tx, message.contactId), content);
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
  await tx.run(sql`update messages set attempted_at = ${now}, attempts = attempts + 1 where id = ${messageId}`);
  message.attempts += 1;
  const outbound: OutboundMessage = {
    id: message.id,
    recipient,
    content,
    ...(message.targetProviderId === null
      ? {}
      : { targetProviderId: message.targetProviderId, targetFromUs: message.targetFromUs === true }),
    ...(window === "human_agent" ? { humanAgent: true as const } : {}),
    ...(adapter.threads === true ? { thread: await threadOf(tx, message, replyTokens) } : {}),
    loadMedia: await loadMedia(tx, storage, message.id),
    linkTo: (attachmentId) => fileLinks.make(workspaceId, attachmentId),
  };
  return { message, channel, outbound };
}

/**
 * Order within a conversation, also after an outage: what was parked gets new jobs, behind those that were waiting for their turn
 * meanwhile. A message with an older one that is parked is parked with it; one whose older ones stand behind it goes to the end.
 */
async function standsBehind(tx: Tx, workspaceId: string, message: QueuedMessage, now: Date): Promise<boolean> {
  const key = deliveryKey(message.conversationId);
  const [older] = await tx.named<{ isParked: boolean }>(
    "inbox.older_in_queue",
    `select o.parked_at is not null as "isParked" from messages o
     where o.workspace_id = $1 and o.conversation_id = $2 and o.status = 'queued' and o.direction = 'out' and o.channel_id = $3
       and (o.created_at, o.id) < ($4, $5::uuid) and o.provider_message_id is null
       and (o.parked_at is not null or exists (select 1 from jobs j where j.key = $6 and j.payload->>'messageId' = o.id::text))
     order by o.parked_at is null limit 1`,
    [workspaceId, message.conversationId, message.channelId, message.createdAt, message.id, key],
  );
  if (older === undefined) return false;
  if (older.isParked) await park(tx, workspaceId, message, now);
  else
    await addJobs(tx, [{ kind: "inbox.deliver", workspaceId, payload: { messageId: message.id, channelId: message.channelId }, key }], now);
  return true;
}

/** A channel whose messages go another way keeps none that can. */
async function parkOrFallBack(tx: Tx, parts: FallbackParts, workspaceId: string, message: QueuedMessage, now: Date): Promise<void> {
  const place = { workspaceId, messageId: message.id, now };
  if (message.fallbackSince !== null && (await fallBack(tx, parts, place, "channel_down"))) return;
  await park(tx, workspaceId, message, now);
}

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

/** How long until the person may get another message, in ms. @source Meta: one every 6 seconds in a sustained exchange. */
async function recipientWait(tx: Tx, { pace }: ChannelAdapter, { id, conversationId }: QueuedMessage, now: Date): Promise<number> {
  const seconds = pace.perRecipientSeconds;
  if (seconds === undefined) return 0;
  const span = seconds * BURST * 1000;
  const recent = await tx.named<{ attemptedAt: Date }>(
    "inbox.recent_sends",
    `select attempted_at as "attemptedAt" from (
       select id, direction, is_note, attempted_at from messages where conversation_id = $1 order by occurred_at desc limit 40) last
     where direction = 'out' and not is_note and attempted_at > $2 and id <> $3 order by attempted_at desc limit ${BURST}`,
    [conversationId, new Date(now.getTime() - span), id],
  );
  const oldest = recent[BURST - 1];
  return oldest === undefined ? 0 : Math.max(0, oldest.attemptedAt.getTime() + span - now.getTime());
}

function findQueued(tx: Tx, messageId: string): Promise<QueuedMessage | null> {
  return tx.maybeOne(sql<QueuedMessage>`
    select m.id, m.conversation_id as "conversationId", m.channel_id as "channelId", c.contact_id as "contactId", m.kind, m.text, m.content, m.reply_to_id as "replyToId",
      coalesce(m.reply_to_provider_id, quoted.provider_message_id) as "targetProviderId", quoted.direction = 'out' as "targetFromUs",
      (select a.id from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id order by a.position limit 1) as "attachmentId",
      m.status, m.provider_message_id as "providerMessageId", m.attempted_at as "attemptedAt", m.attempts, m.created_at as "createdAt",
      h.kind as "channelKind", h.status as "channelStatus", m.author_kind as "authorKind", f.breaker, f.failures, f.fallback_since as "fallbackSince", c.channel_id as "homeChannelId", c.window_closes_at as "windowClosesAt"
    from messages m
    join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
    join channels h on h.workspace_id = m.workspace_id and h.id = m.channel_id
    join channel_flow f on f.workspace_id = m.workspace_id and f.channel_id = m.channel_id
    left join messages quoted on quoted.workspace_id = m.workspace_id and quoted.id = m.reply_to_id
    where m.id = ${messageId} for update of m`);
}
