import {
  type Clock,
  completeJobs,
  type Database,
  isDatabaseAway,
  type Job,
  JobLost,
  type JobOffer,
  job,
  type Logger,
  type Tx,
} from "../../platform/index.ts";
import { type Adapters, adapterOf, type ChannelStore } from "../accounts/channels.ts";
import { noteAppsHeard } from "../accounts/meta-apps.ts";
import type { Channel, ChannelEvent } from "../adapters/adapter.ts";
import { readBody, readJsonBody } from "../adapters/read-body.ts";
import { normaliseJob } from "../job-kinds.ts";
import type { Ingest } from "./ingest.ts";
import { type AppChannel, findAppChannels, routeAppBody } from "./route-app-body.ts";
import { routeEvents } from "./route-events.ts";

/** An event with the channel that it belongs to and the raw event that it came in. */
export interface ReceivedEvent {
  event: ChannelEvent;
  channelId: string;
  channelKind: string;
  windowHours: number | null;
  /** The provider's time, or that of arrival. */
  at: Date;
  receivedAt: Date;
  correlationId: string;
}

/** What the inbox does with events of one workspace, inside the transaction that finishes their jobs. */
export type ReceiveEvents = (tx: Tx, workspaceId: string, events: ReceivedEvent[], now: Date) => Promise<void>;

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  adapters: Adapters;
  channels: ChannelStore;
  receive: ReceiveEvents;
  ingest: Ingest;
}

/** So many bytes of bodies are read together. */
const MAX_BYTES_AT_ONCE = 24 * 1024 * 1024;

type RawJob = Job<{ rawEventId: string; channelId: string; bytes?: number }>;

interface RawRow {
  id: string;
  /** The channel, or the app at Meta, to whose address it came. */
  channelId: string;
  body: Buffer;
  receivedAt: Date;
}

/** Mails and files in webhooks are large: so many that they fit into the memory together, in the order they came. */
function bySize(jobs: RawJob[]): RawJob[][] {
  const groups: RawJob[][] = [[]];
  let sum = 0;
  for (const one of jobs) {
    const bytes = one.payload.bytes ?? 0;
    if (sum + bytes > MAX_BYTES_AT_ONCE && groups.at(-1)?.length !== 0) {
      groups.push([]);
      sum = 0;
    }
    groups.at(-1)?.push(one);
    sum += bytes;
  }
  return groups;
}

/**
 * Turns raw events into channel events, many at once: one transaction a workspace and batch. The queue gives at most
 * one event a person at a time; all that follows is made so that order does not matter (see docs/journey.md).
 */
export function createNormaliser({ db, clock, log, adapters, channels, receive, ingest }: Parts): JobOffer {
  return job(normaliseJob, {
    size: 200,
    maxAttempts: 5,
    pace: () => ingest.calm(),
    mayRunBeside: () => ingest.isIdle(),
    async runBatch(jobs) {
      for (const [workspaceId, own] of Map.groupBy(jobs, (one) => one.workspaceId))
        for (const part of bySize(own)) await normalise(workspaceId, part);
    },
  });

  async function normalise(workspaceId: string, jobs: RawJob[]): Promise<void> {
    try {
      await db.inWorkspace(workspaceId, async (tx) => {
        const channelIds = new Set(jobs.map(({ payload }) => payload.channelId));
        // The jobs end with what they caused; said first, it costs no wait of its own.
        const [rows, , ...opened] = await Promise.all([
          tx.named<RawRow>(
            "channels.raw_events",
            `select id, channel_id as "channelId", body, received_at as "receivedAt" from raw_events where id = any($1) order by seq`,
            [jobs.map(({ payload }) => payload.rawEventId)],
          ),
          completeJobs(tx, jobs),
          ...[...channelIds].map((id) => channels.open(tx, id)),
        ]);
        const byId = new Map(opened.flatMap((channel) => (channel === null ? [] : [[channel.id, channel]])));
        const apps = await findAppChannels(
          tx,
          [...channelIds].filter((id) => !byId.has(id)),
        );
        await noteAppsHeard(tx, [...apps.keys()], clock.now());
        const events = [...(await readAll(tx, rows, byId)), ...(await readAppBodies(tx, workspaceId, rows, apps))];
        await receive(tx, workspaceId, events, clock.now());
      });
    } catch (error) {
      const [only] = jobs;
      const given = jobs.length === 1 && only !== undefined && only.attempt >= 5;
      if (!given || isDatabaseAway(error) || error instanceof JobLost) throw error;
      await setAside(workspaceId, only, error);
    }
  }

  async function readAll(tx: Tx, rows: RawRow[], opened: Map<string, Channel>): Promise<ReceivedEvent[]> {
    const received: ReceivedEvent[] = [];
    for (const [channelId, own] of Map.groupBy(rows, (row) => row.channelId)) {
      const channel = opened.get(channelId);
      if (channel === undefined) continue; // an app, or the channel was deleted, and its events with it
      const adapter = adapterOf(adapters, channel.kind);
      // All at once: reading a mail waits for what is beside this thread, and between two of them providers would be answered.
      const bodies = await Promise.all(own.map((row) => readBody(adapter, row.body).catch((error: Error) => error)));
      for (const [index, row] of own.entries()) {
        const read = bodies[index];
        if (read instanceof Error) {
          await keepFailure(tx, channel.workspaceId, { rawEventId: row.id, channelId, error: read });
          continue; // it will never be readable
        }
        const events = adapter.parse(read, channel);
        for (const { event, to } of await routeEvents(tx, { channel, appSecret: adapter.appSecret }, events, (id) =>
          channels.open(tx, id),
        )) {
          const at = plausible(event.at, row.receivedAt);
          received.push({
            event,
            channelId: to,
            channelKind: channel.kind,
            windowHours: adapter.windowHours,
            at,
            receivedAt: row.receivedAt,
            correlationId: row.id,
          });
        }
      }
    }
    return received;
  }

  /** Each body is told to its channels as if each had heard of it alone; what is nobody's stays a failure that can be replayed. */
  async function readAppBodies(tx: Tx, workspaceId: string, rows: RawRow[], apps: Map<string, AppChannel[]>): Promise<ReceivedEvent[]> {
    const received: ReceivedEvent[] = [];
    for (const { id, channelId: appId, body, receivedAt } of rows) {
      const own = apps.get(appId);
      if (own === undefined) continue;
      const { events, unowned } = routeAppBody(adapters, readJsonBody(body), own);
      for (const { event, channel } of events) {
        const { windowHours } = adapterOf(adapters, channel.kind);
        const at = plausible(event.at, receivedAt);
        received.push({ event, channelId: channel.id, channelKind: channel.kind, windowHours, at, receivedAt, correlationId: id });
      }
      if (unowned.length === 0) continue;
      const error = new Error(`No channel comes by this app with: ${unowned.join(", ")}.`);
      await keepFailure(tx, workspaceId, { rawEventId: id, channelId: appId, error, unowned });
    }
    return received;
  }

  /** The last try failed: the event joins the dead letters of its channel, where a person can look and replay it. */
  async function setAside(workspaceId: string, failed: RawJob, error: unknown): Promise<void> {
    log.error(
      { err: error, rawEventId: failed.payload.rawEventId, correlationId: failed.correlationId },
      "a raw event could not be processed and was set aside",
    );
    const { rawEventId, channelId } = failed.payload;
    await db.inWorkspace(workspaceId, async (tx) => {
      await keepFailure(tx, workspaceId, { rawEventId, channelId, error });
      await completeJobs(tx, [failed]);
    });
  }

  async function keepFailure(
    tx: Tx,
    workspaceId: string,
    failure: { rawEventId: string; channelId: string; error: unknown; unowned?: string[] },
  ): Promise<void> {
    const words = failure.error instanceof Error ? failure.error.message : String(failure.error);
    await tx.named(
      "channels.set_aside",
      `insert into raw_event_failures (workspace_id, raw_event_id, channel_id, meta_app_id, reason, error, failed_at, unowned)
       values ($1, $2, (select id from channels where id = $3), (select id from meta_apps where id = $3), 'failed', $4, $5, $6)
       on conflict (workspace_id, raw_event_id) do update set error = excluded.error, unowned = excluded.unowned, failed_at = excluded.failed_at, replayed_at = null, dismissed_at = null`,
      [workspaceId, failure.rawEventId, failure.channelId, words.slice(0, 1000), clock.now(), failure.unowned ?? null],
    );
  }
}

/** A provider's clock may be wrong, but not ahead of us by more than a minute: the future is not believed. */
function plausible(at: Date | null, receivedAt: Date): Date {
  return at === null || at.getTime() > receivedAt.getTime() + 60_000 ? receivedAt : at;
}
