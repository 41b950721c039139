import type { StatusEvent } from "../../channels/index.ts";
import { emit, type Tx } from "../../platform/index.ts";
import { tellMark } from "../events.ts";
import { parkSignals } from "./park-signals.ts";

export interface ReceivedStatus {
  event: StatusEvent;
  channelId: string;
  at: Date;
}

/** All statuses of one message in a batch, as one change. */
interface StatusChange {
  channelId: string;
  providerMessageId: string;
  callbackData: string | null;
  status: string;
  sentAt: Date | null;
  deliveredAt: Date | null;
  readAt: Date | null;
  playedAt: Date | null;
  failedAt: Date | null;
  failureCode: string | null;
  failureText: string | null;
  price: string | null;
}

/** The same order as `message_rank` in the schema, for statuses that come from outside. */
const RANK: Record<string, number> = { sent: 2, failed: 3, delivered: 4, read: 5 };

/**
 * Moves messages forward, never back, whatever the order in which statuses come. A status of a message that is not
 * here yet waits for it. A message whose send was never confirmed is found by what we gave along. Marks of what a contact wrote move
 * nothing, and wait for nothing.
 */
export async function applyStatuses(tx: Tx, workspaceId: string, received: ReceivedStatus[], now: Date, look?: "done"): Promise<void> {
  if (received.length === 0) return;
  const changes = mergeByMessage(received);
  await adoptByCallback(tx, changes);
  await adoptByRecipient(tx, received);
  const known = await lockMessages(tx, changes);
  const apply = changes.filter((change) => known.has(keyOf(change)));
  const unknown = new Set(changes.filter((change) => !known.has(keyOf(change))).map(keyOf));
  if (apply.length > 0) await moveForward(tx, workspaceId, apply, now);
  const parked = received.filter(({ channelId, event }) => unknown.has(keyOf({ channelId, providerMessageId: event.providerMessageId })));
  await parkSignals(
    tx,
    workspaceId,
    parked.map(({ event, channelId, at }) => ({
      channelId,
      providerMessageId: event.providerMessageId,
      signal: { type: "status", event, at },
    })),
    now,
    look,
  );
}

const keyOf = ({ channelId, providerMessageId }: { channelId: string; providerMessageId: string }) => `${channelId} ${providerMessageId}`;

function mergeByMessage(received: ReceivedStatus[]): StatusChange[] {
  const merged = new Map<string, StatusChange>();
  for (const { event, channelId, at } of received) {
    const key = keyOf({ channelId, providerMessageId: event.providerMessageId });
    const change = merged.get(key) ?? {
      channelId,
      providerMessageId: event.providerMessageId,
      callbackData: null,
      status: "sent",
      sentAt: null,
      deliveredAt: null,
      readAt: null,
      playedAt: null,
      failedAt: null,
      failureCode: null,
      failureText: null,
      price: null,
    };
    const status = event.status === "played" ? "read" : event.status;
    if ((RANK[status] ?? 0) >= (RANK[change.status] ?? 0)) change.status = status;
    if (event.status === "sent") change.sentAt ??= at;
    if (event.status === "delivered") change.deliveredAt ??= at;
    if (event.status === "read" || event.status === "played") change.readAt ??= at;
    if (event.status === "played") change.playedAt ??= at;
    if (event.status === "failed") {
      change.failedAt ??= at;
      change.failureCode = event.failure?.code ?? null;
      change.failureText = event.failure?.text ?? null;
    }
    change.callbackData ??= event.callbackData ?? null;
    if (event.price !== undefined) change.price = JSON.stringify(event.price);
    merged.set(key, change);
  }
  return [...merged.values()];
}

const UUID = /^[0-9a-f-]{36}$/;

/** The provider's answer to our send was lost, but its status tells which message it was. */
async function adoptByCallback(tx: Tx, changes: StatusChange[]): Promise<void> {
  const told = changes.filter(({ callbackData }) => callbackData !== null && UUID.test(callbackData));
  if (told.length === 0) return;
  await tx.named(
    "inbox.adopt_by_callback",
    `update messages m set provider_message_id = t.provider_message_id
     from unnest($1::uuid[], $2::uuid[], $3::text[]) as t(id, channel_id, provider_message_id)
     where m.id = t.id and m.channel_id = t.channel_id and m.direction = 'out' and m.provider_message_id is null
       and not exists (select 1 from messages other where other.workspace_id = m.workspace_id and other.channel_id = m.channel_id and other.provider_message_id = t.provider_message_id)`,
    [told.map((change) => change.callbackData), told.map((change) => change.channelId), told.map((change) => change.providerMessageId)],
  );
}

/** A send and its first mark are never further apart. */
const ADOPT_WITHIN_MS = 2 * 60_000;

/**
 * Some gateways give along nothing of ours, and no echo: a mark for an id that nobody knows, of a person to whom exactly one
 * message has just been tried, is that message's.
 */
async function adoptByRecipient(tx: Tx, received: ReceivedStatus[]): Promise<void> {
  for (const { event, channelId, at } of received) {
    if (event.recipient === undefined) continue;
    await tx.named(
      "inbox.adopt_by_recipient",
      `with tried as (
         select m.id from contact_identities i
         join conversations c on c.workspace_id = i.workspace_id and c.contact_id = i.contact_id and c.channel_id = $1
         join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id
         where i.kind = $2 and i.value = $3 and m.direction = 'out' and not m.is_note and m.provider_message_id is null
           and m.status in ('queued', 'unconfirmed') and m.attempted_at > $5::timestamptz and m.occurred_at > $5::timestamptz - interval '30 days')
       update messages set provider_message_id = $4 where id in (select id from tried) and (select count(*) from tried) = 1
         and not exists (select 1 from messages known where known.channel_id = $1 and known.provider_message_id = $4)`,
      [channelId, event.recipient.kind, event.recipient.value, event.providerMessageId, new Date(at.getTime() - ADOPT_WITHIN_MS)],
    );
  }
}

/** Locks in one order for everyone, so that two batches never deadlock. */
async function lockMessages(tx: Tx, changes: StatusChange[]): Promise<Set<string>> {
  const rows = await tx.named<{ channelId: string; providerMessageId: string }>(
    "inbox.lock_messages",
    `select m.channel_id as "channelId", m.provider_message_id as "providerMessageId"
     from unnest($1::uuid[], $2::text[]) as s(channel_id, provider_message_id)
     join messages m using (channel_id, provider_message_id) order by m.id for update of m`,
    [changes.map((change) => change.channelId), changes.map((change) => change.providerMessageId)],
  );
  return new Set(rows.map(keyOf));
}

async function moveForward(tx: Tx, workspaceId: string, changes: StatusChange[], now: Date): Promise<void> {
  const moved = await tx.named<{ id: string; conversationId: string; status: string; failureCode: string | null }>(
    "inbox.move_forward",
    `update messages m set
       status = case when message_rank(s.status) > message_rank(m.status) then s.status else m.status end,
       failure_code = case when s.status = 'failed' and message_rank('failed') > message_rank(m.status) then s.failure_code
         when message_rank(s.status) > message_rank('failed') then null else m.failure_code end,
       failure_text = case when s.status = 'failed' and message_rank('failed') > message_rank(m.status) then s.failure_text
         when message_rank(s.status) > message_rank('failed') then null else m.failure_text end,
       sent_at = coalesce(m.sent_at, s.sent_at, s.delivered_at, s.read_at),
       -- Providers tell whole seconds, our own clock milliseconds: a later step is never before an earlier one.
       delivered_at = coalesce(m.delivered_at, case when coalesce(s.delivered_at, s.read_at) is not null then greatest(coalesce(s.delivered_at, s.read_at), m.sent_at) end),
       read_at = coalesce(m.read_at, case when s.read_at is not null then greatest(s.read_at, m.sent_at, m.delivered_at, s.delivered_at) end), played_at = coalesce(m.played_at, s.played_at), failed_at = coalesce(m.failed_at, s.failed_at),
       price = coalesce(m.price, s.price)
     from unnest($1::uuid[], $2::text[], $3::text[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[], $11::jsonb[])
       as s(channel_id, provider_message_id, status, sent_at, delivered_at, read_at, played_at, failed_at, failure_code, failure_text, price)
     where m.channel_id = s.channel_id and m.provider_message_id = s.provider_message_id and m.direction = 'out'
       and (message_rank(s.status) > message_rank(m.status) or (m.sent_at is null and s.sent_at is not null) or (m.delivered_at is null and s.delivered_at is not null)
         or (m.read_at is null and s.read_at is not null) or (m.played_at is null and s.played_at is not null) or (m.failed_at is null and s.failed_at is not null)
         or (m.price is null and s.price is not null))
     returning m.id, m.conversation_id as "conversationId", m.status, m.failure_code as "failureCode"`,
    [
      changes.map((change) => change.channelId),
      changes.map((change) => change.providerMessageId),
      changes.map((change) => change.status),
      changes.map((change) => change.sentAt),
      changes.map((change) => change.deliveredAt),
      changes.map((change) => change.readAt),
      changes.map((change) => change.playedAt),
      changes.map((change) => change.failedAt),
      changes.map((change) => change.failureCode),
      changes.map((change) => change.failureText),
      changes.map((change) => change.price),
    ],
  );
  emit(
    tx,
    moved.map(({ id, conversationId, status, failureCode }) =>
      tellMark(status, failureCode, { workspaceId, conversationId, subjectId: id }),
    ),
    now,
  );
}
