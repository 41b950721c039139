import type { Clock, Database, Logger } from "../../platform/index.ts";

/** How the sends of every channel end, counted here and added to the database now and then. */
export interface Traffic {
  /** `failed`: it speaks against the channel, as for the breaker; everything else that was tried is `sent`. */
  count(place: { workspaceId: string; channelId: string }, outcome: "sent" | "failed"): void;
  /** Adds what was counted since the last time. */
  flush(): Promise<void>;
  /** Flushes every few seconds. @returns how to stop */
  start(): () => Promise<void>;
}

const SLOT_MS = 5 * 60_000;
const FLUSH_MS = 3_000;

const ADD = `
  insert into channel_traffic (workspace_id, channel_id, slot, sent, failed)
  select * from unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::int[], $5::int[])
  on conflict (workspace_id, channel_id, slot) do update set sent = channel_traffic.sent + excluded.sent, failed = channel_traffic.failed + excluded.failed`;

interface Count {
  workspaceId: string;
  channelId: string;
  slot: number;
  sent: number;
  failed: number;
}

/** A row a send would make the channel's row a bottleneck; what a crash loses here is a few seconds of figures. */
export function createTraffic({ db, clock, log }: { db: Database; clock: Clock; log: Logger }): Traffic {
  let counts = new Map<string, Count>();

  async function flush() {
    if (counts.size === 0) return;
    // Sorted, so that two workers never wait for each other in a circle.
    const taken = [...counts.values()].sort((a, b) => (a.channelId < b.channelId ? -1 : 1));
    counts = new Map();
    await db.systemStatement("channels.add_traffic", ADD, [
      taken.map((one) => one.workspaceId),
      taken.map((one) => one.channelId),
      taken.map((one) => new Date(one.slot)),
      taken.map((one) => one.sent),
      taken.map((one) => one.failed),
    ]);
  }

  return {
    flush,
    count({ workspaceId, channelId }, outcome) {
      const slot = Math.floor(clock.now().getTime() / SLOT_MS) * SLOT_MS;
      const key = `${channelId} ${slot}`;
      const count = counts.get(key) ?? { workspaceId, channelId, slot, sent: 0, failed: 0 };
      count[outcome] += 1;
      counts.set(key, count);
    },
    start() {
      const timer = setInterval(
        () => void flush().catch((error) => log.warn({ err: error }, "the counts of sends could not be stored")),
        FLUSH_MS,
      );
      return async () => {
        clearInterval(timer);
        await flush().catch(() => undefined);
      };
    },
  };
}
