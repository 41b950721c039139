import { hash } from "node:crypto";
import type { ChannelEvent, StatusEvent } from "../../channels/index.ts";
import { addJobs, newId, sql, type Tx } from "../../platform/index.ts";
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

/** Keeps signals until their message comes; the same signal is kept once. */
export async function parkSignals(tx: Tx, workspaceId: string, signals: ParkedSignal[], now: Date): Promise<void> {
  for (const { channelId, providerMessageId, signal } of signals) {
    const json = JSON.stringify(signal);
    const isNew = await tx.run(sql`
      insert into parked_signals (workspace_id, channel_id, provider_message_id, id, signal, signal_hash, parked_at)
      values (${workspaceId}, ${channelId}, ${providerMessageId}, ${newId()}, ${json}, ${hash("sha256", json, "buffer")}, ${now})
      on conflict do nothing`);
    if (isNew === 0) continue;
    const runAt = new Date(now.getTime() + SECOND_LOOK_MS);
    addJobs(tx, [applyParkedJob({ workspaceId, payload: { channelId, providerMessageId }, runAt })], now);
  }
}
