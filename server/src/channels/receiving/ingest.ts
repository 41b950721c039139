import { hash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type Clock, type Database, insertJobs, isDatabaseAway, newId } from "../../platform/index.ts";
import { normaliseJob } from "../job-kinds.ts";

/** A webhook whose signature was verified. */
interface RawEvent {
  workspaceId: string;
  /** The channel, or the app at Meta, to whose address it came. */
  channelId: string;
  body: Buffer;
  orderingKey: string;
}

export interface Ingest {
  /** Resolves when the event and its job are committed: only then may the provider hear "200". */
  store(event: RawEvent): Promise<void>;
  /**
   * Resolves when providers do not wait for their answers, at the latest after a moment: whoever shares this process with
   * them asks before each piece of work that can wait.
   */
  calm(): Promise<void>;
  /** No provider waits for an answer at this moment. */
  isIdle(): boolean;
}

interface Waiting extends RawEvent {
  id: string;
  hash: Buffer;
  receivedAt: Date;
  resolve(): void;
  reject(error: unknown): void;
}

const MAX_ROWS = 200;
const MAX_BYTES = 8 * 1024 * 1024;
const MAX_IN_FLIGHT = 2;
/** Other work waits no longer than this for the answers, so that nothing starves. */
const LONGEST_YIELD_MS = 100;
const LOOK_AGAIN_MS = 5;

/**
 * One statement for events and jobs: a repeated body makes neither. Rows come sorted, so that two batches never deadlock.
 * Bodies and hashes come as one piece each, which travels as bytes, and are cut here: a list of them would travel as text.
 */
const STORE = `
  with incoming as (
    select workspace_id, channel_id, id, substring($4::bytea from (n::int - 1) * 32 + 1 for 32) as body_hash,
      substring($5::bytea from first for length) as body, received_at, key
    from unnest($1::uuid[], $2::uuid[], $3::uuid[], $6::int[], $7::int[], $8::timestamptz[], $9::text[])
      with ordinality as t(workspace_id, channel_id, id, first, length, received_at, key, n)),
  stored as (
    insert into raw_events (workspace_id, channel_id, received_month, body_hash, id, body, received_at)
    select workspace_id, channel_id, date_trunc('month', received_at at time zone 'utc')::date, body_hash, id, body, received_at from incoming
    on conflict (workspace_id, channel_id, body_hash, received_month) do nothing
    returning id)
  ${insertJobs(`
  select '${normaliseJob.kind}', i.workspace_id, i.key, jsonb_build_object('rawEventId', i.id, 'channelId', i.channel_id, 'bytes', length(i.body)), i.received_at, i.id::text
  from incoming i join stored using (id)`)}`;

/**
 * Group commit in the program: while one statement is being committed the next batch gathers; at most two are in
 * flight. There is no timer, so a single webhook waits for nothing. Never a NOTIFY in here: see docs/decisions/0001.
 */
export function createIngest({ db, clock, stored }: { db: Database; clock: Clock; stored(): void }): Ingest {
  const gathered: Waiting[] = [];
  let inFlight = 0;

  async function flush(): Promise<void> {
    if (gathered.length === 0 || inFlight >= MAX_IN_FLIGHT) return;
    const batch = gathered.splice(0, sizeOfBatch(gathered));
    inFlight += 1;
    try {
      await storeAll(batch);
      stored();
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
    const firsts: number[] = [];
    let next = 1; // SQL counts bytes from one
    for (const { body } of rows) {
      firsts.push(next);
      next += body.length;
    }
    await db.systemStatement("channels.ingest", STORE, [
      rows.map((row) => row.workspaceId),
      rows.map((row) => row.channelId),
      rows.map((row) => row.id),
      Buffer.concat(rows.map((row) => row.hash)),
      Buffer.concat(rows.map((row) => row.body)),
      firsts,
      rows.map((row) => row.body.length),
      rows.map((row) => row.receivedAt),
      rows.map((row) => `${row.channelId} ${row.orderingKey}`),
    ]);
  }

  function sizeOfBatch(waiting: Waiting[]): number {
    let bytes = 0;
    let rows = 0;
    for (const { body } of waiting) {
      bytes += body.length;
      if (rows === MAX_ROWS || (rows > 0 && bytes > MAX_BYTES)) break;
      rows += 1;
    }
    return rows;
  }

  return {
    store(event) {
      return new Promise((resolve, reject) => {
        gathered.push({
          ...event,
          id: newId(),
          hash: hash("sha256", event.body, "buffer"),
          receivedAt: clock.now(),
          resolve,
          reject,
        });
        void flush();
      });
    },
    isIdle: () => inFlight === 0,
    async calm() {
      const end = performance.now() + LONGEST_YIELD_MS;
      while (inFlight === MAX_IN_FLIGHT && performance.now() < end) await sleep(LOOK_AGAIN_MS);
    },
  };
}
