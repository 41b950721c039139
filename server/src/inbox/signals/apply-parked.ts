import type { Tx } from "../../platform/index.ts";
import { applyChange } from "./apply-changes.ts";
import { applyStatuses } from "./apply-statuses.ts";
import type { Signal } from "./park-signals.ts";

interface Named {
  channelId: string;
  providerMessageId: string;
}

interface Taken {
  channelId: string;
  signal: Signal;
}

/** Applies what waited for these messages. */
export async function applyParkedSignals(tx: Tx, workspaceId: string, messages: Named[], now: Date): Promise<void> {
  await applySignals(tx, workspaceId, await takeParkedSignals(tx, messages), now);
}

/** What waited for those of these messages that are stored; whoever takes it applies it. */
export function takeParkedSignals(tx: Tx, messages: Named[]): Promise<Taken[]> {
  return tx.named<Taken>(
    "inbox.take_parked",
    `delete from parked_signals p using unnest($1::uuid[], $2::text[]) as m(channel_id, provider_message_id)
     where p.channel_id = m.channel_id and p.provider_message_id = m.provider_message_id
       and exists (select 1 from messages known where known.workspace_id = p.workspace_id and known.channel_id = p.channel_id and known.provider_message_id = p.provider_message_id)
     returning p.channel_id as "channelId", p.signal`,
    [messages.map(({ channelId }) => channelId), messages.map(({ providerMessageId }) => providerMessageId)],
  );
}

/** In the order of their times. */
export async function applySignals(tx: Tx, workspaceId: string, taken: Taken[], now: Date): Promise<void> {
  if (taken.length === 0) return;
  const inOrder = taken
    .map(({ channelId, signal }) => ({ channelId, signal, at: new Date(signal.at) }))
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  await applyStatuses(
    tx,
    workspaceId,
    inOrder.flatMap(({ channelId, signal, at }) => (signal.type === "status" ? [{ channelId, event: signal.event, at }] : [])),
    now,
    "done",
  );
  for (const { channelId, signal, at } of inOrder) {
    if (signal.type === "change") await applyChange(tx, workspaceId, { channelId, event: signal.event, at }, now);
  }
}
