import { createHash } from "node:crypto";
import { type Clock, type Database, isDatabaseAway, type JobRunner, newId, type Realtime } from "../platform/index.ts";

/** A webhook whose signature was verified. */
interface RawEvent {
  workspaceId: string;
  channelId: string;
  body: Buffer;
  orderingKey: string;
}

export interface Ingest {
  /** Resolves when the event and its job are committed: only then may the provider hear "200". */
  store(event: RawEvent): Promise<void>;
}

interface Waiting extends RawEvent {
  id: string;
  hash: Buffer;
  receivedAt: Date;
  resolve(): void;
  reject(error: unknown): void;
}

const MAX_ROWS = 200;
const MAX_IN_FLIGHT = 2;

/** One statement for events and jobs: a repeated body makes neither. Rows come sorted, so that two batches never deadlock. */
const STORE = `
  with incoming as (
    select * from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::bytea[], $5::bytea[], $6::timestamptz[], $7::text[])
      as t(workspace_id, channel_id, id, body_hash, body, received_at, key)),
  stored as (
    insert into raw_events (workspace_id, channel_id, received_month, body_hash, id, body, received_at)
    select workspace_id, channel_id, date_trunc('month', received_at at time zone 'utc')::date, body_hash, id, body, received_at from incoming
    on conflict (workspace_id, channel_id, body_hash, received_month) do nothing
    returning id)
  insert into jobs (kind, workspace_id, key, payload, run_at, correlation_id)
  select 'channels.normalise', i.workspace_id, i.key, jsonb_build_object('rawEventId', i.id, 'channelId', i.channel_id), i.received_at, i.id::text
  from incoming i join stored using (id)`;

/**
 * Group commit in the program: while one statement is being committed the next batch gathers; at most two are in
 * flight. There is no timer, so a single webhook waits for nothing. Never a NOTIFY in here: see docs/decisions/0001.
 */
export function createIngest({ db, clock, jobs, realtime }: { db: Database; clock: Clock; jobs: JobRunner; realtime: Realtime }): Ingest {
  let gathered: Waiting[] = [];
  let inFlight = 0;

  async function flush(): Promise<void> {
    if (gathered.length === 0 || inFlight >= MAX_IN_FLIGHT) return;
    const batch = gathered.slice(0, MAX_ROWS);
    gathered = gathered.slice(MAX_ROWS);
    inFlight += 1;
    try {
      await storeAll(batch);
      jobs.wake(["channels.normalise"]);
      realtime.notifyJobs(["channels.normalise"]);
    } finally {
      inFlight -= 1;
      void flush();
    }
  }

  async function storeAll(batch: Waiting[]): Promise<void> {
    try {
      await write(batch);
      for (const event of batch) event.resolve();
    } catch (error) {
      if (batch.length === 1 || isDatabaseAway(error)) {
        for (const event of batch) event.reject(error);
        return;
      }
      // One row is bad: the others must not pay for it.
      for (const event of batch) await storeAll([event]);
    }
  }

  async function write(batch: Waiting[]): Promise<void> {
    const rows = batch.toSorted((a, b) => Buffer.compare(a.hash, b.hash));
    await db.systemStatement("channels.ingest", STORE, [
      rows.map((row) => row.workspaceId),
      rows.map((row) => row.channelId),
      rows.map((row) => row.id),
      rows.map((row) => row.hash),
      rows.map((row) => row.body),
      rows.map((row) => row.receivedAt),
      rows.map((row) => `${row.channelId} ${row.orderingKey}`),
    ]);
  }

  return {
    store(event) {
      return new Promise((resolve, reject) => {
        gathered.push({
          ...event,
          id: newId(),
          hash: createHash("sha256").update(event.body).digest(),
          receivedAt: clock.now(),
          resolve,
          reject,
        });
        void flush();
      });
    },
  };
}
