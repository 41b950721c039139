import { hash } from "node:crypto";
import type { ChannelEvent, StatusEvent } from "../../channels/index.ts";
import { addJobs, dropJobs, newId, sql, type Tx } from "../../platform/index.ts";
import { applyParkedJob } from "../job-kinds.ts";

export type ChangeEvent = Extract<ChannelEvent, { type: "reaction" | "edit" | "revoke" }>;

export type HandoverEvent = Extract<ChannelEvent, { type: "handover" | "summary" }>;

/** Something about a message, or a person's conversation, that we may not have yet. */
export type Signal =
  | { type: "status"; event: StatusEvent; at: Date }
  | { type: "change"; event: ChangeEvent; at: Date }
  | { type: "handover"; event: HandoverEvent; at: Date };

interface ParkedSignal {
  channelId: string;
  providerMessageId: string;
  signal: Signal;
}

/** Two transactions may miss each other: the one that stores the message and the one that parks. A second look finds it. */
const SECOND_LOOK_MS = 2_000;

/** Of one message: anybody can report about one as often as they like. */
const MAX_A_MESSAGE = 50;
/** Of one channel, and so many that a provider that reports first never reaches it. */
const MAX_A_CHANNEL = 20_000;

/**
 * Keeps signals until their message comes, or a month has gone; the same signal is kept once. However many wait for a message, one job
 * looks for it. What is too much is dropped: strangers can cause it.
 * @param look `done` when this is the second look, which makes no third
 */
export async function parkSignals(
  tx: Tx,
  workspaceId: string,
  signals: ParkedSignal[],
  now: Date,
  look: "later" | "done" = "later",
): Promise<void> {
  for (const [channelId, ofChannel] of Map.groupBy(signals, (one) => one.channelId)) {
    let room = await roomIn(tx, channelId);
    for (const [providerMessageId, waiting] of Map.groupBy(ofChannel, (one) => one.providerMessageId)) {
      const kept = await keep(tx, { workspaceId, channelId, providerMessageId }, waiting.slice(0, Math.min(room, MAX_A_MESSAGE)), now);
      room -= kept;
      if (kept > 0 && look === "later") await lookAgain(tx, workspaceId, { channelId, providerMessageId }, now);
    }
  }
}

async function roomIn(tx: Tx, channelId: string): Promise<number> {
  const [row] = await tx.named<{ n: number }>(
    "inbox.count_parked",
    `select count(*)::int as n from (select 1 from parked_signals where channel_id = $1 limit ${MAX_A_CHANNEL}) as parked`,
    [channelId],
  );
  return MAX_A_CHANNEL - (row?.n ?? 0);
}

interface Place {
  workspaceId: string;
  channelId: string;
  providerMessageId: string;
}

/** @returns how many are new */
async function keep(tx: Tx, { workspaceId, channelId, providerMessageId }: Place, waiting: ParkedSignal[], now: Date): Promise<number> {
  if (waiting.length === 0) return 0;
  const json = waiting.map(({ signal }) => JSON.stringify(signal));
  return tx.run(sql`
    insert into parked_signals (workspace_id, channel_id, provider_message_id, id, signal, signal_hash, parked_at)
    select ${workspaceId}, ${channelId}, ${providerMessageId}, s.id, s.signal, s.hash, ${now}
    from unnest(${json.map(() => newId())}::uuid[], ${json}::jsonb[], ${json.map((one) => hash("sha256", one, "buffer"))}::bytea[]) as s(id, signal, hash)
    where (select count(*) from parked_signals p where p.channel_id = ${channelId} and p.provider_message_id = ${providerMessageId}) < ${MAX_A_MESSAGE}
    on conflict do nothing`);
}

async function lookAgain(tx: Tx, workspaceId: string, payload: { channelId: string; providerMessageId: string }, now: Date): Promise<void> {
  const key = `parked ${payload.channelId} ${payload.providerMessageId}`.slice(0, 300);
  // The one that is begun may have looked already.
  await dropJobs(tx, workspaceId, key);
  addJobs(tx, [applyParkedJob({ workspaceId, payload, key, runAt: new Date(now.getTime() + SECOND_LOOK_MS) })], now);
}
