import {
  type Adapters,
  type AdapterTools,
  adapterOf,
  type Channel,
  type ChannelStore,
  type OutboundContent,
  type OutboundMessage,
  type SendOutcome,
} from "../../channels/index.ts";
import {
  addJobs,
  type Clock,
  type Database,
  emit,
  type Job,
  type Logger,
  type Metrics,
  maskAddress,
  Postpone,
  type Realtime,
  type Storage,
  sql,
  type Tx,
} from "../../platform/index.ts";
import type { FileLinks } from "../media/file-links.ts";
import { loadMedia } from "../media/load-media.ts";
import { applyParkedSignals } from "../signals/apply-parked.ts";
import { absorbEcho } from "./adopt-echoes.ts";
import { windowFor } from "./reply-window.ts";
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
  fileLinks: FileLinks;
  realtime: Realtime;
}

interface Attempt {
  message: QueuedMessage;
  channel: Channel;
  outbound: OutboundMessage;
}

interface QueuedMessage {
  id: string;
  conversationId: string;
  channelId: string;
  contactId: string;
  kind: string;
  text: string | null;
  content: Record<string, unknown>;
  replyToId: string | null;
  targetProviderId: string | null;
  targetFromUs: boolean | null;
  attachmentId: string | null;
  status: string;
  providerMessageId: string | null;
  attemptedAt: Date | null;
  attempts: number;
  createdAt: Date;
  channelKind: string;
  channelStatus: string;
  authorKind: string;
  windowClosesAt: Date | null;
}

/** 5 tries in 15 minutes, then the message waits for its channel. */
const RETRY_DELAYS_MS = [2_000, 10_000, 60_000, 240_000];
const MAX_RETRY_AFTER_MS = 15 * 60_000;

/**
 * Sends one queued message. The attempt is written down before the provider is called: a worker that dies in between
 * leaves an attempt without outcome, which becomes `unconfirmed` and is never sent again by guess.
 */
export async function deliverMessage(parts: DeliveryParts, job: Job): Promise<void> {
  const { db, clock, metrics } = parts;
  const messageId = job.payload["messageId"] as string;
  const attempt = await db.inWorkspace(job.workspaceId, (tx) => beginAttempt(tx, parts, job.workspaceId, messageId), job.correlationId);
  if (attempt === null) return;
  const adapter = adapterOf(parts.adapters, attempt.channel.kind);
  const timer = metrics.sendSeconds.startTimer();
  const answered = await adapter.send(attempt.outbound, attempt.channel, parts.tools);
  // Under the same id it cannot double: an unclear end is only one more try.
  const outcome: SendOutcome =
    answered.status === "unconfirmed" && adapter.isRepeatable?.(attempt.outbound.content) === true
      ? { status: "unavailable", code: "network", text: answered.text, scope: "message" }
      : answered;
  timer();
  metrics.sends.inc({ kind: attempt.channel.kind, outcome: outcome.status });
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
      return recordOutcome(tx, job.workspaceId, attempt.message, outcome, clock.now());
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

/** Null: there is nothing to send (any more), or not now. */
async function beginAttempt(
  tx: Tx,
  { adapters, channels, storage, fileLinks, clock }: DeliveryParts,
  workspaceId: string,
  messageId: string,
): Promise<Attempt | null> {
  const message = await findQueued(tx, messageId);
  if (message === null || message.status !== "queued" || message.providerMessageId !== null) return null;
  const now = clock.now();
  const content = restoreContent(message);
  const adapter = adapterOf(adapters, message.channelKind);
  if (message.attemptedAt !== null && adapter.isRepeatable?.(content) !== true) {
    if (adapter.findSent !== undefined) await lookLater(tx, workspaceId, message.id, now);
    await settle(tx, workspaceId, message, "unconfirmed", { code: "unconfirmed", text: null }, now);
    return null;
  }
  const channel = await channels.open(tx, message.channelId);
  if (channel === null || message.channelStatus === "error" || message.channelStatus === "inactive") {
    await park(tx, workspaceId, message, now);
    return null;
  }
  const window = windowFor(adapter, message.windowClosesAt, content, message.authorKind === "member", now);
  const recipient = adapter.pickRecipient(await identitiesOf(tx, message.contactId), content);
  if (recipient === null || window === "closed") {
    await settle(tx, workspaceId, message, "failed", { code: window === "closed" ? "window_closed" : "unreachable", text: null }, now);
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
    loadMedia: await loadMedia(tx, storage, message.id),
    linkTo: (attachmentId) => fileLinks.make(workspaceId, attachmentId),
  };
  return { message, channel, outbound };
}

function findQueued(tx: Tx, messageId: string): Promise<QueuedMessage | null> {
  return tx.maybeOne(sql<QueuedMessage>`
    select m.id, m.conversation_id as "conversationId", m.channel_id as "channelId", c.contact_id as "contactId", m.kind, m.text, m.content, m.reply_to_id as "replyToId",
      coalesce(m.reply_to_provider_id, quoted.provider_message_id) as "targetProviderId", quoted.direction = 'out' as "targetFromUs",
      (select a.id from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id order by a.position limit 1) as "attachmentId",
      m.status, m.provider_message_id as "providerMessageId", m.attempted_at as "attemptedAt", m.attempts, m.created_at as "createdAt",
      h.kind as "channelKind", h.status as "channelStatus", m.author_kind as "authorKind", c.window_closes_at as "windowClosesAt"
    from messages m
    join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
    join channels h on h.workspace_id = m.workspace_id and h.id = m.channel_id
    left join messages quoted on quoted.workspace_id = m.workspace_id and quoted.id = m.reply_to_id
    where m.id = ${messageId} for update of m`);
}

/** The stored columns as the content that they came from. */
function restoreContent({ kind, text, content, attachmentId, replyToId }: QueuedMessage): OutboundContent {
  const restored = {
    ...content,
    kind,
    ...(text === null ? {} : { text }),
    ...(attachmentId === null || kind === "template" || kind === "text" ? {} : { attachmentId }),
  };
  // The columns were written from an OutboundContent by outboundColumns().
  return (kind === "reaction" ? { ...restored, targetId: replyToId } : restored) as OutboundContent;
}

/** @returns after how many ms to try again, or null when the job is done. */
async function recordOutcome(tx: Tx, workspaceId: string, message: QueuedMessage, outcome: SendOutcome, now: Date): Promise<number | null> {
  switch (outcome.status) {
    case "accepted":
      await absorbEcho(tx, message, outcome.providerMessageId);
      await tx.run(sql`
        update messages set provider_message_id = coalesce(provider_message_id, ${outcome.providerMessageId}),
          status = case when ${outcome.held === true} or message_rank(status) > message_rank('sent') then status else 'sent' end,
          sent_at = case when ${outcome.held === true} then sent_at else coalesce(sent_at, ${now}) end, failure_code = null, failure_text = null
        where id = ${message.id}`);
      await tx.run(
        sql`update channels set last_outbound_at = ${now} where id = ${message.channelId} and (last_outbound_at is null or last_outbound_at < ${now}::timestamptz - interval '10 seconds')`,
      );
      await emit(
        tx,
        [
          {
            workspaceId,
            kind: outcome.held === true ? "message.held" : "message.sent",
            conversationId: message.conversationId,
            subjectId: message.id,
          },
        ],
        now,
      );
      await applyParkedSignals(tx, workspaceId, [{ channelId: message.channelId, providerMessageId: outcome.providerMessageId }], now);
      return null;
    case "refused":
      await settle(tx, workspaceId, message, "failed", outcome, now);
      return null;
    case "unconfirmed":
      await settle(tx, workspaceId, message, "unconfirmed", { code: "unconfirmed", text: outcome.text }, now);
      return null;
    case "unavailable":
      return recordUnavailable(tx, workspaceId, message, outcome, now);
  }
}

async function recordUnavailable(
  tx: Tx,
  workspaceId: string,
  message: QueuedMessage,
  outcome: Extract<SendOutcome, { status: "unavailable" }>,
  now: Date,
): Promise<number | null> {
  const { code, text, scope, retryAfterMs } = outcome;
  if (scope === "channel") {
    await tx.run(
      sql`update channels set status = 'error', status_reason = ${`provider_${code}`}, updated_at = ${now} where id = ${message.channelId} and status <> 'inactive'`,
    );
    await emit(tx, [{ workspaceId, kind: "channel.stopped", subjectId: message.channelId, detail: { code } }], now);
    await park(tx, workspaceId, message, now);
    return null;
  }
  if (retryAfterMs !== undefined && retryAfterMs > MAX_RETRY_AFTER_MS) {
    await settle(tx, workspaceId, message, "failed", { code, text }, now);
    return null;
  }
  const delay = RETRY_DELAYS_MS[message.attempts - 1];
  if (delay === undefined) {
    await park(tx, workspaceId, message, now);
    return null;
  }
  await tx.run(sql`update messages set attempted_at = null, failure_code = ${code}, failure_text = ${text} where id = ${message.id}`);
  // The pair limit grows fourfold with each try: 4 s, 16 s, 64 s …
  return scope === "recipient" ? (retryAfterMs ?? 4_000) * 4 ** (message.attempts - 1) : Math.max(delay, retryAfterMs ?? 0);
}

async function settle(
  tx: Tx,
  workspaceId: string,
  message: QueuedMessage,
  status: "failed" | "unconfirmed",
  failure: { code: string; text: string | null },
  now: Date,
) {
  await tx.run(sql`
    update messages set status = ${status}, failure_code = ${failure.code}, failure_text = ${failure.text}, failed_at = case when ${status} = 'failed' then ${now}::timestamptz end
    where id = ${message.id} and message_rank(status) < message_rank(${status})`);
  if (message.kind === "reaction" && status === "failed" && message.replyToId !== null) {
    await tx.run(sql`update reactions set emoji = null where message_id = ${message.replyToId} and reactor = 'business'`);
  }
  await emit(
    tx,
    [
      {
        workspaceId,
        kind: `message.${status}`,
        conversationId: message.conversationId,
        subjectId: message.id,
        detail: { code: failure.code },
      },
    ],
    now,
  );
}

/** The message keeps its place and its clock, and leaves when the channel works again. */
async function park(tx: Tx, workspaceId: string, message: QueuedMessage, now: Date) {
  await tx.run(sql`update messages set parked_at = ${now}, attempted_at = null, attempts = 0 where id = ${message.id}`);
  await emit(tx, [{ workspaceId, kind: "message.parked", conversationId: message.conversationId, subjectId: message.id }], now);
}

/** Lets everything that waited for a channel leave, in the order in which it was written. */
export async function resumeDelivery(tx: Tx, workspaceId: string, channelId: string, now: Date): Promise<void> {
  const parked = await tx.many(sql<{ id: string; conversationId: string }>`
    with waiting as (select id, conversation_id, created_at from messages where channel_id = ${channelId} and parked_at is not null order by created_at, id limit 10000 for update),
    freed as (update messages m set parked_at = null from waiting w where m.workspace_id = ${workspaceId} and m.id = w.id)
    select id, conversation_id as "conversationId" from waiting order by created_at, id`);
  await addJobs(
    tx,
    parked.map(({ id, conversationId }) => ({
      kind: "inbox.deliver",
      workspaceId,
      payload: { messageId: id },
      key: deliveryKey(conversationId),
    })),
    now,
  );
}
