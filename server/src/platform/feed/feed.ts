import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../clock.ts";
import { isDatabaseAway } from "../database-errors.ts";
import { type Database, type Fact, sql } from "../db.ts";
import type { Logger } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import { createSignal, type Signal } from "../signal.ts";
import { type ConsumerOffer, type FeedEvent, hearAll } from "./consumer.ts";
import { type Batch, lockCursor, readBatch } from "./cursor.ts";
import { blockedSubjects, findDue, keepWaiting, setAside, subjectOf, takeAway, tryLater } from "./letters.ts";

export interface Feed {
  /** Lets those listen who want what was just committed, instead of at the next sweep. */
  wake(facts: Pick<Fact, "workspaceId" | "kind">[]): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  /**
   * Lets everybody hear everything that is committed, for tests. Open transactions of any database of the cluster hide what came after
   * them: it waits so long, in ms, until they end. @returns how many batches there were
   */
  drain(patienceMs?: number): Promise<number>;
}

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  consumers: ConsumerOffer[];
}

/** What every listener looks for by itself: a wake-up may be lost. */
const SWEEP_MS = 5_000;
/** Events that follow each other fast are read together; nobody waits longer than this for them. */
const BREATH_MS = 50;
/** An open transaction hides what came after it. */
const HELD_MS = 100;
/** Workspaces that one listener reads side by side in this process. */
const AT_ONCE = 2;
/** What draining has for transactions of others. */
const PATIENCE_MS = 15_000;
const LAG_TO_TELL_MS = 60_000;

interface Lane {
  consumer: ConsumerOffer;
  kinds: Set<string>;
  /** Workspaces with something to read. */
  due: Set<string>;
  /** Those of them where something set aside is to be tried again. */
  retries: Set<string>;
  signal: Signal;
}

/**
 * How upper rooms hear what happened in lower ones: a log that everybody writes into anyway, and a cursor for each listener and workspace.
 * Nothing is added to the emitting transaction. One listener never holds up another; a workspace is read in its order, several side by side,
 * by any process. An event at which a listener fails is set aside with what follows of its subject.
 */
export function createFeed({ db, clock, log, metrics, consumers }: Parts): Feed {
  const lanes: Lane[] = consumers.map((consumer) => ({
    consumer,
    kinds: new Set(consumer.hearings.map(({ kind }) => kind)),
    due: new Set(),
    retries: new Set(),
    signal: createSignal(),
  }));
  if (new Set(consumers.map(({ name }) => name)).size < consumers.length) throw new Error("two listeners have one name");
  let stopping = false;
  let loops: Promise<void>[] = [];

  /** One batch of one workspace. @returns what is to be done after it */
  async function step(consumer: ConsumerOffer, workspaceId: string): Promise<Batch["after"]> {
    try {
      return await db.inWorkspace(workspaceId, async (tx) => {
        const cursor = await lockCursor(tx, consumer, workspaceId);
        if (cursor === null) return "held";
        const { events, after } = await readBatch(tx, cursor);
        if (events.length === 0) return after;
        const now = clock.now();
        const blocked = await blockedSubjects(tx, consumer, events);
        for (const event of events) if (blocked.has(subjectOf(event))) await keepWaiting(tx, consumer, event, now);
        await hearAll(
          consumer,
          tx,
          events.filter((event) => !blocked.has(subjectOf(event))),
          now,
        );
        return after;
      });
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      log.warn({ err: error, consumer: consumer.name, workspaceId }, "a listener failed; its events are heard one by one");
      await stepOne(consumer, workspaceId);
      return "more";
    }
  }

  /** The next event alone: what fails is set aside, in a transaction without what it had written. */
  async function stepOne(consumer: ConsumerOffer, workspaceId: string): Promise<void> {
    let tried: FeedEvent | undefined;
    const hear = (failure: { error: unknown } | null) =>
      db.inWorkspace(workspaceId, async (tx) => {
        const cursor = await lockCursor(tx, consumer, workspaceId);
        if (cursor === null) return;
        const { events } = await readBatch(tx, cursor, 1);
        const [event] = events;
        if (event === undefined) return;
        const now = clock.now();
        if ((await blockedSubjects(tx, consumer, [event])).size > 0) return void (await keepWaiting(tx, consumer, event, now));
        if (failure !== null && event.seq === tried?.seq) return void (await setAside(tx, consumer, event, failure.error, now));
        tried = event;
        await hearAll(consumer, tx, [event], now);
      });
    try {
      await hear(null);
    } catch (error) {
      if (isDatabaseAway(error)) throw error;
      log.error({ err: error, consumer: consumer.name, event: tried?.kind, seq: tried?.seq }, "an event was set aside for a listener");
      await hear({ error });
    }
  }

  /** Tries what was set aside again, one event at a time. */
  async function retry(consumer: ConsumerOffer, workspaceId: string): Promise<void> {
    for (let goesOn = true; goesOn; ) {
      let failed: { letter: NonNullable<Awaited<ReturnType<typeof findDue>>>; error: unknown } | undefined;
      goesOn = await db
        .inWorkspace(workspaceId, async (tx) => {
          if ((await lockCursor(tx, consumer, workspaceId)) === null) return false;
          const letter = await findDue(tx, consumer, clock.now());
          if (letter === null) return false;
          await hearAll(consumer, tx, [letter.event], clock.now()).catch((error) => {
            failed = { letter, error };
            throw error;
          });
          await takeAway(tx, consumer.name, { seq: letter.event.seq, subject: subjectOf(letter.event) }, clock.now());
          return true;
        })
        .catch((error) => {
          if (failed === undefined || isDatabaseAway(error)) throw error;
          return true;
        });
      const { letter, error } = failed ?? {};
      if (letter === undefined) continue;
      const again = await db.inWorkspace(workspaceId, (tx) => tryLater(tx, consumer, letter, error, clock.now()));
      if (!again) log.error({ err: error, consumer: consumer.name, seq: letter.event.seq }, "a listener failed for good at an event");
    }
  }

  /**
   * New listeners begin where the events are now; in workspaces that come later they hear everything. Now is the oldest transaction that is
   * still open anywhere in the cluster: what was said beside it is heard too.
   */
  async function knowConsumer({ name }: ConsumerOffer): Promise<void> {
    await db.asSystem(async (tx) => {
      const isNew = await tx.run(sql`insert into feed_consumers (name, known_at) values (${name}, ${clock.now()}) on conflict do nothing`);
      if (isNew === 0) return;
      await tx.run(sql`
        insert into feed_cursors (workspace_id, consumer, low, high, seq)
        select w.id, ${name}, pg_snapshot_xmin(pg_current_snapshot()), pg_snapshot_xmin(pg_current_snapshot()), 0 from workspaces w on conflict do nothing`);
    });
  }

  interface Lagging {
    workspaceId: string;
    since: Date;
  }

  /** Workspaces in which the listener has not read everything, and since when the oldest of it waits. */
  function findLagging({ name }: ConsumerOffer): Promise<Lagging[]> {
    return db.systemStatement<Lagging>(
      "feed.lagging",
      `select w.id as "workspaceId", next.occurred_at as since from workspaces w
       left join feed_cursors c on c.workspace_id = w.id and c.consumer = $1
       cross join lateral (
         select occurred_at from events e where e.workspace_id = w.id and e.stored_on >= coalesce(c.moved_on, '2000-01-02') - 1
           and e.xid >= coalesce(c.low, '0'::xid8) order by e.xid limit 1) next`,
      [name],
    );
  }

  async function sweep(): Promise<void> {
    const now = clock.now();
    for (const lane of lanes) {
      const lagging = await findLagging(lane.consumer);
      const lagMs = lagging.reduce((most, { since }) => Math.max(most, now.getTime() - since.getTime()), 0);
      metrics.feedLag.set({ consumer: lane.consumer.name }, lagMs / 1000);
      if (lagMs > LAG_TO_TELL_MS) log.warn({ consumer: lane.consumer.name, lagMs }, "a listener is far behind");
      for (const { workspaceId } of lagging) lane.due.add(workspaceId);
    }
    for (const { consumer, workspaceId } of await findRetries(now)) {
      const lane = lanes.find((one) => one.consumer === consumer);
      lane?.retries.add(workspaceId);
      lane?.due.add(workspaceId);
    }
    for (const { signal } of lanes) signal.raise();
    const [horizon] = await db.systemStatement<{ age: number | null; holder: string | null }>(
      "feed.horizon",
      "select age_seconds as age, holder from feed_horizon()",
      [],
    );
    metrics.feedHorizon.reset();
    if (horizon?.age != null) metrics.feedHorizon.set({ holder: horizon.holder ?? "unknown" }, horizon.age);
  }

  async function findRetries(now: Date): Promise<{ consumer: ConsumerOffer; workspaceId: string }[]> {
    const rows = await db.systemStatement<{ name: string; workspaceId: string }>(
      "feed.retries",
      `select distinct consumer as name, workspace_id as "workspaceId" from feed_letters where state = 'retrying' and retry_at <= $1`,
      [now],
    );
    return rows.flatMap(({ name, workspaceId }) => {
      const consumer = consumers.find((one) => one.name === name);
      return consumer === undefined ? [] : [{ consumer, workspaceId }];
    });
  }

  /** Takes one workspace after the other; several of these run side by side. */
  async function runLane({ consumer, due, retries, signal }: Lane): Promise<void> {
    while (!stopping) {
      const seen = signal.count(); // before the look, so that no wake-up falls between
      const [workspaceId] = due;
      if (workspaceId === undefined) {
        await signal.wait(seen, SWEEP_MS);
        continue;
      }
      due.delete(workspaceId);
      try {
        if (retries.delete(workspaceId)) await retry(consumer, workspaceId);
        const after = await step(consumer, workspaceId);
        if (after !== "none") due.add(workspaceId);
        if (after !== "more") await sleep(after === "held" ? HELD_MS : BREATH_MS);
      } catch (error) {
        log.warn({ err: error, consumer: consumer.name }, "the feed cannot be read");
        due.add(workspaceId);
        await sleep(500);
      }
    }
  }

  async function runSweeps(): Promise<void> {
    const nap = createSignal();
    sleepers.push(() => nap.raise());
    while (!stopping) {
      await sweep().catch((error) => log.warn({ err: error }, "the feed could not be swept"));
      if (!stopping) await nap.wait(nap.count(), SWEEP_MS);
    }
  }
  const sleepers: (() => void)[] = [];

  return {
    wake(facts) {
      for (const { due, kinds, signal } of lanes) {
        const before = due.size;
        for (const { workspaceId, kind } of facts) if (kinds.has(kind)) due.add(workspaceId);
        if (due.size > before) signal.raise();
      }
    },
    async start() {
      for (const consumer of consumers) await knowConsumer(consumer);
      loops = [...lanes.flatMap((lane) => Array.from({ length: AT_ONCE }, () => runLane(lane))), runSweeps()];
    },
    async stop() {
      stopping = true;
      for (const { signal } of lanes) signal.raise();
      for (const wakeUp of sleepers) wakeUp();
      await Promise.all(loops);
    },
    async drain(patienceMs = PATIENCE_MS) {
      let batches = 0;
      const until = performance.now() + patienceMs;
      for (const { consumer, workspaceId } of await findRetries(clock.now())) await retry(consumer, workspaceId);
      for (const { consumer } of lanes) {
        for (const { workspaceId } of await findLagging(consumer)) {
          for (;;) {
            const after = await step(consumer, workspaceId);
            if (after !== "held") batches += 1;
            if (after === "more") continue;
            if (after === "none" || performance.now() > until) break;
            await sleep(HELD_MS / 4);
          }
        }
      }
      return batches;
    },
  };
}
