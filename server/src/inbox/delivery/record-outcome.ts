import {
  adapterOf,
  type Breaker,
  noteOutbound,
  recordFailure,
  recordSuccess,
  type SendOutcome,
  stopChannel,
} from "../../channels/index.ts";
import { emit, sql, type Tx } from "../../platform/index.ts";
import { messageHeld, messageSent, messageWithdrawn, tellMark } from "../events.ts";
import { applyParkedSignals } from "../signals/apply-parked.ts";
import { absorbEchoes } from "./adopt-echoes.ts";
import { type FallbackParts, fallBack } from "./fall-back.ts";
import { lookLater } from "./find-sent.ts";
import { park, resumeDelivery, resumeLater } from "./parked-messages.ts";

/** A message of the queue, with what deciding about it needs. */
export interface QueuedMessage {
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
  channelKind: string;
  channelStatus: string;
  authorKind: string;
  breaker: Breaker;
  failures: number;
  /** Since when messages of the channel go another way. */
  fallbackSince: Date | null;
  /** Of the conversation; another one when the message fell back. */
  homeChannelId: string;
  windowClosesAt: Date | null;
}

/** 5 tries: at once, and after 30 seconds, 2, 6 and 15 minutes; then the message waits for its channel. Each is the wait after the last. */
const RETRY_DELAYS_MS = [30_000, 90_000, 240_000, 540_000];
const MAX_RETRY_AFTER_MS = 15 * 60_000;

/** How an attempt ended, and on whose behalf it was made. */
export interface EndedAttempt {
  workspaceId: string;
  message: QueuedMessage;
  outcome: SendOutcome;
  correlationId: string | null;
}

type Accepted = EndedAttempt & { outcome: Extract<SendOutcome, { status: "accepted" }> };

const isAccepted = (ended: EndedAttempt): ended is Accepted => ended.outcome.status === "accepted";

/** @returns for each, in their order, after how many ms to try again, or null when the job is done. */
export async function recordOutcomes(
  tx: Tx,
  parts: FallbackParts,
  workspaceId: string,
  ended: EndedAttempt[],
  now: Date,
): Promise<(number | null)[]> {
  await recordAccepted(tx, workspaceId, ended.filter(isAccepted), now);
  const retries: (number | null)[] = [];
  for (const one of ended) {
    const own = tx.correlatedWith(one.correlationId);
    retries.push(one.outcome.status === "accepted" ? null : await recordOther(own, parts, workspaceId, one.message, one.outcome, now));
  }
  return retries;
}

/** Whatever their number, in the same few statements. */
async function recordAccepted(tx: Tx, workspaceId: string, accepted: Accepted[], now: Date): Promise<void> {
  if (accepted.length === 0) return;
  const known = accepted.map(({ message, outcome }) => ({ ...message, providerMessageId: outcome.providerMessageId }));
  await absorbEchoes(tx, known);
  await tx.named(
    "inbox.record_accepted",
    `update messages m set provider_message_id = coalesce(m.provider_message_id, a.provider_message_id),
       status = case when a.held or message_rank(m.status) > message_rank('sent') then m.status else 'sent' end,
       sent_at = case when a.held then m.sent_at else coalesce(m.sent_at, $4) end, failure_code = null, failure_text = null
     from unnest($1::uuid[], $2::text[], $3::boolean[]) as a(id, provider_message_id, held) where m.id = a.id`,
    [known.map(({ id }) => id), known.map(({ providerMessageId }) => providerMessageId), accepted.map(isHeld), now],
  );
  await noteOutbound(
    tx,
    known.map(({ channelId }) => channelId),
    now,
  );
  emit(
    tx,
    accepted.map((one) =>
      (isHeld(one) ? messageHeld : messageSent)({
        workspaceId,
        conversationId: one.message.conversationId,
        subjectId: one.message.id,
        correlationId: one.correlationId,
      }),
    ),
    now,
  );
  await applyParkedSignals(tx, workspaceId, known, now);
  for (const { message } of accepted) await channelWorks(tx, workspaceId, message, now);
}

const isHeld = ({ outcome }: Accepted): boolean => outcome.held === true;

async function recordOther(
  tx: Tx,
  parts: FallbackParts,
  workspaceId: string,
  message: QueuedMessage,
  outcome: Exclude<SendOutcome, { status: "accepted" }>,
  now: Date,
): Promise<number | null> {
  switch (outcome.status) {
    case "refused":
      // Over a channel that stands in for another, the next one may still reach the person.
      if (
        message.channelId === message.homeChannelId ||
        !(await fallBack(tx, parts, { workspaceId, messageId: message.id, now }, "not_delivered"))
      )
        await settle(tx, workspaceId, message, "failed", outcome, now);
      // Whoever refuses one message answers: the channel is not to blame.
      await channelWorks(tx, workspaceId, message, now);
      return null;
    case "unconfirmed":
      if (adapterOf(parts.adapters, message.channelKind).findSent !== undefined) lookLater(tx, workspaceId, message.id, now);
      await recordFailure(tx, { workspaceId, channelId: message.channelId, now });
      await settle(tx, workspaceId, message, "unconfirmed", { code: "unconfirmed", text: outcome.text }, now);
      return null;
    case "unavailable":
      return recordUnavailable(tx, parts, workspaceId, message, outcome, now);
  }
}

/** Closes the breaker, where it was not closed or had begun to count, and lets what waited leave. */
async function channelWorks(tx: Tx, workspaceId: string, { channelId, breaker, failures }: QueuedMessage, now: Date): Promise<void> {
  if (breaker === "closed" && failures === 0) return;
  if (await recordSuccess(tx, { workspaceId, channelId, now })) await resumeDelivery(tx, workspaceId, channelId, now);
}

/** After so many failures in a row a message goes another way, when its channel is one whose messages do. */
const FAILURES_TO_FALL_BACK = 3;

async function recordUnavailable(
  tx: Tx,
  parts: FallbackParts,
  workspaceId: string,
  message: QueuedMessage,
  outcome: Extract<SendOutcome, { status: "unavailable" }>,
  now: Date,
): Promise<number | null> {
  const { code, text, scope, retryAfterMs } = outcome;
  if (scope === "channel") {
    await stopChannel(tx, { workspaceId, channelId: message.channelId, now }, code);
    await park(tx, workspaceId, message, now);
    return null;
  }
  if (retryAfterMs !== undefined && retryAfterMs > MAX_RETRY_AFTER_MS) {
    await settle(tx, workspaceId, message, "failed", { code, text }, now);
    return null;
  }
  // A limit of the provider's is no failure of the channel, and one person's is nobody else's.
  const counts = scope === "message" && retryAfterMs === undefined;
  const paused = counts && (await recordFailure(tx, { workspaceId, channelId: message.channelId, now }));
  const delay = paused ? undefined : RETRY_DELAYS_MS[message.attempts - 1];
  const standsIn = message.channelId !== message.homeChannelId;
  const mayFallBack = message.attempts >= FAILURES_TO_FALL_BACK && (message.fallbackSince !== null || standsIn);
  if (mayFallBack && (await fallBack(tx, parts, { workspaceId, messageId: message.id, now }, standsIn ? "not_delivered" : "channel_down")))
    return null;
  if (delay === undefined) {
    await park(tx, workspaceId, message, now);
    // Nothing else would wake it: a channel that works heals nobody.
    if (!paused) resumeLater(tx, workspaceId, message.channelId, now);
    return null;
  }
  await tx.run(sql`update messages set attempted_at = null, failure_code = ${code}, failure_text = ${text} where id = ${message.id}`);
  // The pair limit grows fourfold with each try: 4 s, 16 s, 64 s …
  return scope === "recipient" ? (retryAfterMs ?? 4_000) * 4 ** (message.attempts - 1) : Math.max(delay, retryAfterMs ?? 0);
}

/** It is not said any more; the timeline shows that it was meant to be. */
export async function withdraw(tx: Tx, workspaceId: string, message: QueuedMessage, now: Date): Promise<void> {
  const { id, conversationId } = message;
  await tx.run(
    sql`update messages set status = 'withdrawn', parked_at = null, failed_at = ${now}, failure_code = 'floor_taken' where id = ${id} and status = 'queued'`,
  );
  await takeReactionBack(tx, message);
  emit(tx, [messageWithdrawn({ workspaceId, conversationId, subjectId: id })], now);
}

export async function settle(
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
  if (status === "failed") await takeReactionBack(tx, message);
  emit(tx, [tellMark(status, failure.code, { workspaceId, conversationId: message.conversationId, subjectId: message.id })], now);
}

/** What shows already although it did not arrive. */
async function takeReactionBack(tx: Tx, { kind, replyToId }: QueuedMessage): Promise<void> {
  if (kind === "reaction" && replyToId !== null)
    await tx.run(sql`update reactions set emoji = null where message_id = ${replyToId} and reactor = 'business'`);
}
