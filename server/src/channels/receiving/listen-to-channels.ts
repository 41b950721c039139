import { setTimeout as sleep } from "node:timers/promises";
import { type Database, type Logger, newId } from "../../platform/index.ts";
import { type Adapters, adapterOf, type ChannelStore } from "../accounts/channels.ts";
import type { AdapterTools, Channel, ChannelAdapter, Listening } from "../adapters/adapter.ts";
import { orderOf } from "../adapters/read-body.ts";
import type { Ingest } from "./ingest.ts";

/** A worker says this often that it still listens; whoever is silent for the lease is followed by another. */
const ROUND_MS = 3_000;
const LEASE_SECONDS = 15;
const AT_ONCE = 200;
/** After a connection was lost or refused: doubled each time. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** A connection that held this long was a good one. */
const GOOD_AFTER_MS = 60_000;
/** Asking a gateway that has no webhook: quickly while messages come, slowly while none do. */
const POLL = { first: 5_000, fastest: 2_000, slowest: 10_000, step: 1_000 };
/** Asked for again each time: clocks differ, and a message may reach a gateway's list late. */
const OVERLAP_MS = 10 * 60_000;

interface Parts {
  db: Database;
  log: Logger;
  adapters: Adapters;
  channels: ChannelStore;
  tools: AdapterTools;
  ingest: Ingest;
}

/** What one process listens to. */
interface Open {
  stop: AbortController;
  ended: Promise<void>;
  /** Of the row that it was opened from: changed settings open it anew. */
  changedAt: string;
}

/** Takes channels whose listener is gone, renews its own, and says which they are. All by the database's clock. */
const CLAIM = `
  update channel_flow f set listener = $1, listened_until = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
  from (select d.channel_id, c.updated_at from channel_flow d join channels c on c.workspace_id = d.workspace_id and c.id = d.channel_id
    where (c.kind = any($2) or (c.kind = any($3) and c.settings->>'receive' = 'polling')) and c.status in ('active', 'error')
      and (d.listener = $1 or d.listened_until is null or d.listened_until < clock_timestamp())
    order by d.listener is distinct from $1 limit ${AT_ONCE} for update of d skip locked) due
  where f.channel_id = due.channel_id
  returning f.workspace_id as "workspaceId", f.channel_id as "channelId", f.listen_cursor as cursor, due.updated_at::text as "changedAt"`;

interface Claimed {
  workspaceId: string;
  channelId: string;
  cursor: string | null;
  changedAt: string;
}

/**
 * Listens to every channel that brings its messages over a connection of ours, or is asked for them: one process a channel,
 * whichever has it; when that one dies another goes on from the stored cursor. Two at once, for a moment, harm nothing.
 * @returns how to stop
 */
export function listenToChannels({ db, log, adapters, channels, tools, ingest }: Parts): () => Promise<void> {
  const self = newId();
  const all = [...adapters.values()];
  const listening = all.filter((adapter) => adapter.listen !== undefined).map(({ kind }) => kind);
  const polled = all
    .filter((adapter) => (adapter.poll ?? adapter.sweep) !== undefined && "receive" in adapter.fields)
    .map(({ kind }) => kind);
  const open = new Map<string, Open>();
  const stopped = new AbortController();
  const running = rounds();

  async function rounds() {
    while (!stopped.signal.aborted) {
      await round().catch((error) => log.warn({ err: error }, "channels to listen to could not be read"));
      await sleep(ROUND_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  }

  async function round() {
    const own = await db.systemStatement<Claimed>("channels.claim_listeners", CLAIM, [self, listening, polled]);
    const wanted = new Map(own.map((one) => [one.channelId, one]));
    for (const [channelId, { stop, changedAt, ended }] of open) {
      if (wanted.get(channelId)?.changedAt === changedAt) continue;
      stop.abort(); // paused, changed, or taken by another process
      await ended;
      open.delete(channelId);
    }
    for (const one of own) {
      if (open.has(one.channelId)) continue;
      const stop = new AbortController();
      open.set(one.channelId, { stop, changedAt: one.changedAt, ended: keepListening(one, stop.signal) });
    }
  }

  async function keepListening({ workspaceId, channelId, cursor: first }: Claimed, signal: AbortSignal): Promise<void> {
    let cursor = first;
    for (let wait = FIRST_WAIT_MS; !signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      const began = performance.now();
      try {
        const channel = await db.inWorkspace(workspaceId, (tx) => channels.open(tx, channelId));
        if (channel === null) return;
        const adapter = adapterOf(adapters, channel.kind);
        const store = async (body: Buffer | null, next: string) => {
          if (body !== null) await ingest.store(await rawEvent(adapter, channel, body));
          cursor = next;
          await db.systemStatement("channels.keep_cursor", "update channel_flow set listen_cursor = $2 where channel_id = $1", [
            channelId,
            next,
          ]);
        };
        if (adapter.listen === undefined) await poll(adapter, channel, { cursor, store, signal });
        else await adapter.listen(channel, { cursor, store, signal }, tools);
      } catch (error) {
        if (!signal.aborted)
          log.warn({ channelId, reason: (error as Error).message.slice(0, 200) }, "the connection of a channel was lost");
      }
      if (performance.now() - began > GOOD_AFTER_MS) wait = FIRST_WAIT_MS;
      await sleep(wait, undefined, { signal }).catch(() => undefined);
    }
  }

  /** The cursor is the time until which all that came is stored. */
  async function poll(adapter: ChannelAdapter, channel: Channel, { cursor, store, signal }: Listening): Promise<void> {
    const known = new Set<string>();
    let since = new Date(cursor ?? tools.now().getTime() - OVERLAP_MS);
    for (let wait = POLL.first; !signal.aborted; ) {
      const askedAt = tools.now();
      const bodies = (await (adapter.poll === undefined ? adapter.sweep?.(channel, tools) : adapter.poll(channel, since, tools))) ?? [];
      const news = bodies.filter((body) => !known.has(body.toString("base64url")));
      for (const body of news) await store(body, since.toISOString());
      if (news.length > 0) {
        since = new Date(askedAt.getTime() - OVERLAP_MS);
        await store(null, since.toISOString());
      }
      known.clear();
      for (const body of bodies) known.add(body.toString("base64url"));
      wait = nextPoll(wait, news.length > 0);
      await sleep(wait, undefined, { signal });
    }
  }

  return async () => {
    stopped.abort();
    await running;
    for (const { stop } of open.values()) stop.abort();
    await Promise.all([...open.values()].map(({ ended }) => ended));
    // The next process need not wait for the lease to end.
    await db
      .systemStatement("channels.release_listeners", "update channel_flow set listened_until = null where listener = $1", [self])
      .catch(() => undefined);
  };
}

/** Until the next question, in ms. */
function nextPoll(wait: number, hadNews: boolean): number {
  return hadNews ? POLL.fastest : Math.min(POLL.slowest, Math.max(POLL.first, wait) + POLL.step);
}

export async function rawEvent(adapter: ChannelAdapter, { workspaceId, id }: Channel, body: Buffer) {
  // What cannot be read is kept all the same: it becomes a dead letter with its reason.
  return { workspaceId, channelId: id, body, orderingKey: (await orderOf(adapter, body).catch(() => undefined)) ?? "" };
}
