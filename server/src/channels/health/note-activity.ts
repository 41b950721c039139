import type { Tx } from "../../platform/index.ts";

/** Health wants to know when the last message came and left; a row a message would make the channel's row a bottleneck. */
const EVERY = "10 seconds";

/** A message came in over these channels at `at`. */
export function noteInbound(tx: Tx, channelIds: string[], at: Date): Promise<unknown> {
  return tx.named(
    "channels.note_inbound",
    `update channels set last_inbound_at = $2 where id = any($1) and (last_inbound_at is null or last_inbound_at < $2::timestamptz - interval '${EVERY}')`,
    [sorted(channelIds), at],
  );
}

/** A provider took a message of ours. */
export function noteOutbound(tx: Tx, channelIds: string[], at: Date): Promise<unknown> {
  return tx.named(
    "channels.note_outbound",
    `update channels set last_outbound_at = $2 where id = any($1) and (last_outbound_at is null or last_outbound_at < $2::timestamptz - interval '${EVERY}')`,
    [sorted(channelIds), at],
  );
}

/** In one order for everyone. */
const sorted = (ids: string[]) => [...new Set(ids)].sort();
