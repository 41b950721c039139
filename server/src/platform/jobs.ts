// Longer than most: claiming, running and giving back are one protocol, and are judged together.
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "./clock.ts";
import { isDatabaseAway } from "./database-errors.ts";
import type { Database, Tx } from "./db.ts";
import { createGatherer } from "./gather.ts";
import { createLiveness, LOCK_SPACE } from "./liveness.ts";
import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { createSignal, type Signal } from "./signal.ts";

/** A unit of work as the queue holds it. */
export interface Job<Payload = object> {
  id: number;
  kind: string;
  workspaceId: string;
  key: string | null;
  payload: Payload;
  /** Counted from 1: this run included. */
  attempt: number;
  correlationId: string | null;
  owner: number;
}

/** Known to this file alone: a job is made by its kind, never by hand. */
const MADE = Symbol("job");

export interface NewJob {
  readonly [MADE]: true;
  kind: string;
  workspaceId: string;
  payload: object;
  key?: string;
  runAt?: Date;
}

interface Wanted<Payload> {
  workspaceId: string;
  payload: Payload;
  /** Jobs of one key run one after the other, in the order they were added, also while the first is being retried. */
  key?: string;
  runAt?: Date;
}

/** What makes jobs of one kind, and what names them to whoever runs them. */
export interface JobKind<Payload extends object> {
  (wanted: Wanted<Payload>): NewJob;
  readonly kind: string;
}

const declared = new Set<string>();

/**
 * Declares a kind of work, in the room that asks for it; it may be run by an upper room.
 * @param kind `room.what`; jobs of it may wait in the queue, so a new name needs a migration.
 */
export function defineJob<Payload extends object>(kind: string): JobKind<Payload> {
  if (declared.has(kind)) throw new Error(`the job ${kind} is declared twice`);
  declared.add(kind);
  return Object.assign((wanted: Wanted<Payload>): NewJob => ({ ...wanted, [MADE]: true, kind }), { kind });
}

/** A room's offer to do one kind of work. */
export interface JobOffer {
  offer: "job";
  kind: string;
  handler: JobHandler | BatchHandler;
}

/** Says how one kind of work is done. */
export const job = <Payload extends object>(
  { kind }: JobKind<Payload>,
  // What comes out of the queue was put there by the kind itself: this is the one place that believes it.
  handler: JobHandler<Payload> | BatchHandler<Payload>,
): JobOffer => ({ offer: "job", kind, handler: handler as JobHandler | BatchHandler });

/** @throws when work is declared that nobody does: it would wait forever. */
export function ensureAllRun(offers: JobOffer[]): void {
  const idle = [...declared].filter((kind) => !offers.some((offer) => offer.kind === kind));
  if (idle.length > 0) throw new Error(`no room runs the jobs ${idle.join(", ")}`);
}

export type JobHandler<Payload = object> = {
  run: (job: Job<Payload>) => Promise<void>;
  maxAttempts?: number;
  /** Work that is large or waits for others, like downloads: so many side by side, in a lane of its own, so that nothing waits behind it. */
  atOnce?: number;
};
/** Takes up to `size` jobs at once. It completes those it stored, in its own transaction; the rest are retried one by one. */
export type BatchHandler<Payload = object> = {
  runBatch: (jobs: Job<Payload>[]) => Promise<void>;
  size: number;
  maxAttempts?: number;
  /** Whether a second batch may begin beside one that runs, so that what comes in need not wait for its end. */
  mayRunBeside?: () => boolean;
  /** Resolves when the next batch may begin. */
  pace?: () => Promise<void>;
};
/** Not a failure: the job runs again after `delayMs`, without using up an attempt's patience. */
export class Postpone extends Error {
  readonly delayMs: number;
  constructor(delayMs: number) {
    super("postponed");
    this.delayMs = delayMs;
  }
}

/** The job was given to another process meanwhile (this one was thought dead): its effects are rolled back. */
export class JobLost extends Error {}

/** Another transaction made the same row first: after a rollback and one more run it is found. Not a failure. */
export class RunAgain extends Error {}

/** Adds jobs in the transaction of the rows that cause them. */
export function addJobs(tx: Tx, jobs: NewJob[], now: Date): void {
  if (jobs.length === 0) return;
  tx.later(
    "jobs.add",
    `insert into jobs (kind, workspace_id, key, payload, run_at, correlation_id)
     select * from unnest($1::text[], $2::uuid[], $3::text[], $4::jsonb[], $5::timestamptz[], $6::text[])`,
    [
      jobs.map((job) => job.kind),
      jobs.map((job) => job.workspaceId),
      jobs.map((job) => job.key ?? null),
      jobs.map((job) => JSON.stringify(job.payload)),
      jobs.map((job) => job.runAt ?? now),
      jobs.map(() => tx.correlationId),
    ],
  );
  for (const job of jobs) tx.jobKinds.add(job.kind);
}

/**
 * The text of a statement that adds a job for each row of `query`, for whoever stores the causes in that statement too.
 * @param query gives kind, workspace, key, payload, when, what caused it. Workers are woken by the caller.
 */
export const insertJobs = (query: string) => `insert into jobs (kind, workspace_id, key, payload, run_at, correlation_id)
  ${query}`;

/** Takes back what nobody has begun of one key. */
export async function dropJobs(tx: Tx, workspaceId: string, key: string): Promise<void> {
  await tx.named("jobs.drop", "delete from jobs where workspace_id = $1 and key = $2 and owner is null", [workspaceId, key]);
}

/** Removes jobs in the transaction of their effects. @throws {JobLost} when one of them is no longer ours. */
export async function completeJobs(tx: Tx, jobs: Job[]): Promise<void> {
  const first = jobs[0];
  if (first === undefined) return;
  const ids = jobs.map((job) => job.id);
  const done = await tx.named("jobs.complete", "delete from jobs where id = any($1) and owner = $2 returning id", [ids, first.owner]);
  if (done.length !== jobs.length) throw new JobLost(`${jobs.length - done.length} of ${jobs.length} jobs were taken over`);
  for (const job of jobs) tx.endedJobs.add(job);
}

/** The first half of the locks that let one process a kind claim a batch at a time. */
export const BATCH_LOCK_SPACE = LOCK_SPACE + 1;
const LEASE_MS = 5 * 60_000;
const POLL_MS = 1_000;
const SWEEP_MS = 1_000;
const COUNT_EVERY_MS = 30_000;

const RETURNING = `jobs.id, kind, workspace_id as "workspaceId", key, payload, attempts as attempt, correlation_id as "correlationId", owner`;

/**
 * Both are functions of the migrations, which decide how the table is read. Heads of keys only: the next job of a key is claimed when the
 * one before it is gone; a batch takes several of one key, and holds the lock that lets one process a kind claim at a time.
 */
const CLAIM = `select ${RETURNING} from claim_jobs($1, $2, $3, $4, $5) as jobs`;
const CLAIM_BATCH = `select ${RETURNING} from claim_batch($1, $2, $3, $4, $5, ${BATCH_LOCK_SPACE}) as jobs`;

interface Lane {
  kinds: string[];
  atOnce: number;
  /** How many of its jobs run now. */
  running: number;
}

interface BatchLane {
  kind: string;
  /** How many of its batches run now. */
  running: number;
}

export interface JobRunner {
  /** Runs `kinds` again now instead of at the next poll. */
  wake(kinds: Iterable<string>): void;
  start(): Promise<void>;
  /**
   * Stops claiming and waits for what runs, at most `patienceMs`. What is still under way then is free for the next process, as after a
   * crash: its lock is gone with this one.
   */
  stop(patienceMs?: number): Promise<void>;
  /** Runs everything that is due until nothing is; for tests. */
  drain(): Promise<void>;
}

interface RunnerOptions {
  db: Database;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  offers: JobOffer[];
  /** Single jobs that run side by side in this process, beside those of kinds with their own lane. */
  concurrency?: number;
}

/**
 * Our queue: `FOR UPDATE SKIP LOCKED` over one table. Every process holds a session lock on its number; when that
 * lock can be taken the process is dead and its jobs are free at once. A lease is the second line, for sessions that
 * the network keeps half open. Why it is ours: docs/decisions/0001-job-queue.md.
 */
export function createJobRunner({ db, clock, log, metrics, offers, concurrency = 16 }: RunnerOptions): JobRunner {
  const handlers: Record<string, JobHandler | BatchHandler> = Object.fromEntries(offers.map(({ kind, handler }) => [kind, handler]));
  if (Object.keys(handlers).length < offers.length) throw new Error("two rooms run jobs of one kind");
  const batches: BatchLane[] = Object.keys(handlers)
    .filter((kind) => "runBatch" in (handlers[kind] as object))
    .map((kind) => ({ kind, running: 0 }));
  const batchKinds = batches.map(({ kind }) => kind);
  const singles = (Object.entries(handlers) as [string, JobHandler][]).filter(([kind]) => !batchKinds.includes(kind));
  /** Lanes of single jobs: one for each kind that says how many at once, one for all the others. */
  const lanes: Lane[] = [
    { kinds: singles.filter(([, { atOnce }]) => atOnce === undefined).map(([kind]) => kind), atOnce: concurrency, running: 0 },
    ...singles.flatMap(([kind, { atOnce }]) => (atOnce === undefined ? [] : [{ kinds: [kind], atOnce, running: 0 }])),
  ];
  const shared = createSignal();
  /** One signal a lane, known by its kind; the shared lane has the one that is left. */
  const signals = new Map<string, Signal>(
    [...batchKinds, ...lanes.slice(1).flatMap(({ kinds }) => kinds)].map((kind) => [kind, createSignal()]),
  );
  const sizeOf = (kind: string) => (handlers[kind] as BatchHandler).size;
  const signalOf = (kind: string) => signals.get(kind) ?? shared;
  const liveness = createLiveness({ db, clock, log });
  /** Those whose own transaction has removed them. */
  const ended = new WeakSet<object>();
  db.onCommit((tx) => {
    for (const job of tx.endedJobs) ended.add(job);
  });
  const finish = createGatherer({ keyOf: () => "", run: finishJobs, atMost: 100 });
  let stopping = false;
  let countAt = 0;
  let loops: Promise<void>[] = [];
  const running = new Set<Promise<void>>();

  async function claim(kinds: string[], limit: number): Promise<Job[]> {
    if (kinds.length === 0 || limit <= 0) return [];
    const { owner } = await liveness.alive();
    const now = clock.now();
    return db.systemStatement<Job>("jobs.claim", CLAIM, [owner, now, kinds, limit, new Date(now.getTime() + LEASE_MS)]);
  }

  async function claimBatch(kind: string, limit: number): Promise<Job[]> {
    const { owner } = await liveness.alive();
    const now = clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    const jobs = await db.systemStatement<Job>("jobs.claim_batch", CLAIM_BATCH, [owner, now, kind, limit, until]);
    return jobs.sort((a, b) => a.id - b.id);
  }

  async function runSingle(job: Job): Promise<void> {
    const handler = handlers[job.kind] as JobHandler;
    try {
      await handler.run(job);
      // Most handlers complete in their own transaction; for the others the run itself was the effect.
      if (!ended.has(job)) await finish(job);
      metrics.jobs.inc({ kind: job.kind, result: "done" });
    } catch (error) {
      await giveBack(job, error, handler.maxAttempts ?? 10);
    }
  }

  async function finishJobs(jobs: Job[]): Promise<undefined[]> {
    await db.systemStatement(
      "jobs.finish",
      "delete from jobs using unnest($1::bigint[], $2::int[]) as done(id, owner) where jobs.id = done.id and jobs.owner = done.owner",
      [jobs.map(({ id }) => id), jobs.map(({ owner }) => owner)],
    );
    return jobs.map(() => undefined);
  }

  /** False when the only job of the batch failed. */
  async function runBatch(kind: string, jobs: Job[], tries = 3): Promise<boolean> {
    const handler = handlers[kind] as BatchHandler;
    try {
      await handler.runBatch(jobs);
      metrics.jobs.inc({ kind, result: "done" }, jobs.length);
      return true;
    } catch (error) {
      if (error instanceof RunAgain && tries > 0) return runBatch(kind, jobs, tries - 1);
      const [only] = jobs;
      if (jobs.length === 1 && only !== undefined) {
        await giveBack(only, error, handler.maxAttempts ?? 10);
        return false;
      }
      if (isDatabaseAway(error) || error instanceof JobLost) {
        for (const job of jobs) await giveBack(job, error, handler.maxAttempts ?? 10);
        return false;
      }
      // One of them is bad: the others must not wait for it, except those behind it in its key.
      log.warn({ err: error, kind, jobs: jobs.length }, "a batch failed and is run one by one");
      const blocked = new Set<string>();
      for (const job of jobs) {
        if (job.key !== null && blocked.has(job.key)) await giveBack(job, new Postpone(0), 0);
        else if (!(await runBatch(kind, [job])) && job.key !== null) blocked.add(job.key);
      }
      return true;
    }
  }

  async function giveBack(job: Job, error: unknown, maxAttempts: number): Promise<void> {
    if (error instanceof JobLost) return;
    try {
      if (error instanceof Postpone) return await release(job, error.delayMs, null, true);
      const words = error instanceof Error ? error.message : String(error);
      if (isDatabaseAway(error)) return await release(job, 500, words, true);
      if (job.attempt >= maxAttempts) {
        await db.systemStatement("jobs.bury", BURY, [job.id, job.owner, words, clock.now()]);
        metrics.jobs.inc({ kind: job.kind, result: "dead" });
        log.error(
          { err: error, jobId: job.id, kind: job.kind, correlationId: job.correlationId },
          "a job failed for good and was set aside",
        );
        return;
      }
      metrics.jobs.inc({ kind: job.kind, result: "failed" });
      log.warn(
        { err: error, jobId: job.id, kind: job.kind, attempt: job.attempt, correlationId: job.correlationId },
        "a job failed and will run again",
      );
      await release(job, backoffMs(job.attempt), words, false);
    } catch (releaseError) {
      // The database is away: the liveness lock is gone with it, so the sweep frees the job.
      log.warn({ err: releaseError, jobId: job.id }, "a job could not be given back");
    }
  }

  async function release(job: Job, delayMs: number, words: string | null, keepAttempt: boolean) {
    await db.systemStatement(
      "jobs.release",
      `update jobs set owner = null, lease_until = null, run_at = $3, last_error = coalesce($4, last_error), attempts = attempts - $5::int
       where id = $1 and owner = $2`,
      [job.id, job.owner, new Date(clock.now().getTime() + delayMs), words, keepAttempt ? 1 : 0],
    );
  }

  /** What a newer version queued, or one that is gone: nobody here can run it, and a person has to know. */
  async function tellUnknown(): Promise<void> {
    const unknown = await db.systemStatement<{ kind: string; n: number }>(
      "jobs.unknown",
      "select kind, count(*)::int as n from jobs where kind <> all($1) group by kind",
      [Object.keys(handlers)],
    );
    if (unknown.length > 0) log.error({ unknown }, "the queue holds jobs that this version does not know");
  }

  async function sweep(): Promise<void> {
    const freed = await liveness.freeTheDead();
    if (freed > 0) for (const signal of [shared, ...signals.values()]) signal.raise();
    metrics.jobsPending.set(await liveness.countDue());
    await countKinds();
  }

  /** Now and then: it reads the whole queue. */
  async function countKinds(): Promise<void> {
    if (performance.now() < countAt) return;
    countAt = performance.now() + COUNT_EVERY_MS;
    const kinds = await db.systemStatement<{ kind: string; n: number }>(
      "jobs.count_kinds",
      "select kind, count(*)::int as n from jobs where owner is null group by kind",
      [],
    );
    metrics.jobsWaiting.reset();
    for (const { kind, n } of kinds) metrics.jobsWaiting.set({ kind }, n);
  }

  /** `step` tells whether there may be more than it found; a failing step means that the database is away. */
  async function loop(signal: Signal, step: () => Promise<boolean>) {
    while (!stopping) {
      let mayBeMore = false;
      const seen = signal.count(); // before the claim, so that no wake-up falls between
      try {
        mayBeMore = await step();
      } catch (error) {
        log.warn({ err: error }, "the queue cannot be read");
        await sleep(500);
      }
      if (!mayBeMore) await signal.wait(seen, POLL_MS);
    }
  }

  /** A kind whose batches are enough is told when one has ended. @returns how many jobs it found */
  async function stepBatch(lane: BatchLane): Promise<number> {
    const { size, pace, mayRunBeside } = handlers[lane.kind] as BatchHandler;
    if (lane.running > 1 || (lane.running === 1 && mayRunBeside?.() !== true)) return 0;
    await pace?.();
    const jobs = await claimBatch(lane.kind, size);
    if (jobs.length === 0) return 0;
    lane.running += 1;
    void track(
      runBatch(lane.kind, jobs).finally(() => {
        lane.running -= 1;
      }),
      signalOf(lane.kind),
    );
    return jobs.length;
  }

  /** A full lane is told when one of its jobs has ended, like one that found nothing. */
  async function stepSingles(lane: Lane): Promise<boolean> {
    const free = lane.atOnce - lane.running;
    const jobs = await claim(lane.kinds, free);
    lane.running += jobs.length;
    for (const job of jobs)
      void track(
        runSingle(job).finally(() => {
          lane.running -= 1;
        }),
        signalOf(job.kind),
      );
    return jobs.length > 0 && jobs.length === free;
  }

  function track(work: Promise<unknown>, signal: Signal): Promise<void> {
    const tracked = work.then(() => {
      running.delete(tracked);
      signal.raise(); // the next job of the same key may be free now
    });
    running.add(tracked);
    return tracked;
  }

  return {
    wake(kinds) {
      for (const kind of kinds) signalOf(kind).raise();
    },
    async start() {
      await liveness.alive();
      await tellUnknown();
      loops = [
        ...batches.map((lane) => loop(signalOf(lane.kind), async () => (await stepBatch(lane)) === sizeOf(lane.kind))),
        ...lanes.map((lane) => loop(signalOf(lane.kinds[0] ?? ""), () => stepSingles(lane))),
        (async () => {
          while (!stopping) {
            await sweep().catch((error) => log.warn({ err: error }, "the sweep for dead processes failed"));
            await sleep(SWEEP_MS);
          }
        })(),
      ];
    },
    async stop(patienceMs = 30_000) {
      stopping = true;
      for (const signal of [shared, ...signals.values()]) signal.raise();
      const finished = Promise.all(loops).then(() => Promise.all(running));
      await Promise.race([finished, sleep(patienceMs, undefined, { ref: false })]);
      if (running.size > 0) log.warn({ jobs: running.size }, "jobs that are under way are left to the next process");
      await liveness.end();
    },
    async drain() {
      for (;;) {
        let found = false;
        for (const lane of batches) found = (await stepBatch(lane)) > 0 || found;
        await Promise.all(running);
        const jobs = (await Promise.all(lanes.map((lane) => claim(lane.kinds, lane.atOnce)))).flat();
        await Promise.all(jobs.map((job) => track(runSingle(job), signalOf(job.kind))));
        if (!found && jobs.length === 0) return;
      }
    },
  };
}

const BURY = `
  with gone as (delete from jobs where id = $1 and owner = $2 returning *)
  insert into dead_jobs (id, workspace_id, kind, key, payload, attempts, error, created_at, died_at, correlation_id)
  select id, workspace_id, kind, key, payload, attempts, $3, created_at, $4, correlation_id from gone`;

/** 1 s, 2 s, 4 s … at most 5 minutes, with a fifth of jitter. */
function backoffMs(attempt: number): number {
  const base = Math.min(1_000 * 2 ** (attempt - 1), 5 * 60_000);
  return Math.round(base * (0.9 + Math.random() * 0.2));
}
