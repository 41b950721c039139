import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { createStepFinder, moveAlong } from "../../src/platform/clock-steps.ts";
import {
  addJobs,
  type BatchHandler,
  completeJobs,
  createJobRunner,
  createLogger,
  createMetrics,
  defineJob,
  type Job,
  type JobHandler,
  job as offer,
  Postpone,
  RunAgain,
} from "../../src/platform/index.ts";
import { BATCH_LOCK_SPACE } from "../../src/platform/jobs.ts";
import { startApp, until } from "../cast/harness.ts";

const app = await startApp();
const { id: workspaceId } = await app.addWorkspace("Jobs");
const log = createLogger("silent");
/** Kinds are declared once, as a room does it. */
const kinds = new Map<string, ReturnType<typeof defineJob<{ n: number }>>>();
function kindOf(name: string) {
  const kind = kinds.get(name) ?? defineJob<{ n: number }>(name);
  kinds.set(name, kind);
  return kind;
}
type Handlers = Record<string, JobHandler<{ n: number }> | BatchHandler<{ n: number }>>;
const offersOf = (handlers: Handlers) => Object.entries(handlers).map(([name, handler]) => offer(kindOf(name), handler));
const runner = (handlers: Handlers) =>
  createJobRunner({ db: app.db, clock: app.clock, log, metrics: createMetrics(), offers: offersOf(handlers) });
const add = (kind: string, jobs: { key?: string; n: number }[]) =>
  app.db.inWorkspace(workspaceId, (tx) =>
    addJobs(
      tx,
      jobs.map(({ key, n }) => kindOf(kind)({ workspaceId, payload: { n }, ...(key === undefined ? {} : { key }) })),
      app.clock.now(),
    ),
  );
const n = (job: Job<{ n: number }>) => job.payload.n;

test("jobs of one key run in order, also when the first has to run again", async () => {
  const ran: number[] = [];
  let failed = false;
  const jobs = runner({
    "t.ordered": {
      run: async (job) => {
        if (n(job) === 1 && !failed) {
          failed = true;
          throw new Error("not yet");
        }
        ran.push(n(job));
      },
    },
  });
  await add(
    "t.ordered",
    [1, 2, 3].map((one) => ({ key: "k", n: one })),
  );
  await add("t.ordered", [{ key: "other", n: 10 }]);
  await jobs.drain();
  assert.deepEqual(ran, [10], "the key waits, others do not");
  app.clock.advance(5_000);
  await jobs.drain();
  assert.deepEqual(ran, [10, 1, 2, 3]);
});

test("a job that fails for good is set aside and frees its key", async () => {
  const ran: number[] = [];
  const jobs = runner({
    "t.dead": {
      maxAttempts: 2,
      run: async (job) => {
        if (n(job) === 1) throw new Error("never");
        ran.push(n(job));
      },
    },
  });
  await add("t.dead", [
    { key: "d", n: 1 },
    { key: "d", n: 2 },
  ]);
  for (let round = 0; round < 3; round += 1) {
    await jobs.drain();
    app.clock.advance(60_000);
  }
  assert.deepEqual(ran, [2]);
  assert.equal((await app.rows("select error from dead_jobs where kind = 't.dead'"))[0].error, "never");
});

test("postponing is no failure", async () => {
  let runs = 0;
  const jobs = runner({
    "t.later": {
      maxAttempts: 1,
      run: async () => {
        runs += 1;
        if (runs < 5) throw new Postpone(1_000);
      },
    },
  });
  await add("t.later", [{ n: 1 }]);
  for (let round = 0; round < 6; round += 1) {
    await jobs.drain();
    app.clock.advance(1_500);
  }
  assert.equal(runs, 5);
  assert.equal((await app.rows("select count(*)::int as n from dead_jobs where kind = 't.later'"))[0].n, 0);
});

test("a job whose transaction rolls back was never there", async () => {
  await assert.rejects(
    app.db.inWorkspace(workspaceId, async (tx) => {
      addJobs(tx, [kindOf("t.ghost")({ workspaceId, payload: { n: 0 } })], app.clock.now());
      throw new Error("changed my mind");
    }),
  );
  assert.equal((await app.rows("select count(*)::int as n from jobs where kind = 't.ghost'"))[0].n, 0);
});

test("one bad job of a batch does not hold its neighbours, and a concurrent change is run again", async () => {
  const done: number[] = [];
  let concurrent = 1;
  const jobs = runner({
    "t.batch": {
      size: 10,
      maxAttempts: 1,
      runBatch: async (batch) => {
        if (concurrent-- > 0) throw new RunAgain("somebody was first");
        if (batch.some((job) => n(job) === 3)) throw new Error("bad");
        await app.db.inWorkspace(workspaceId, (tx) => completeJobs(tx, batch));
        done.push(...batch.map(n));
      },
    },
  });
  await add(
    "t.batch",
    [1, 2, 3, 4].map((one) => ({ n: one })),
  );
  await jobs.drain();
  assert.deepEqual(done.sort(), [1, 2, 4]);
});

test("the jobs of a dead process are free within seconds, and its late effects are rolled back", async () => {
  // A process that took a job and died: its number is in the row, but nobody holds its lock.
  await add("t.orphan", [{ n: 1 }]);
  await app.rows("update jobs set owner = 2147480000, lease_until = now() + interval '1 hour', attempts = 1 where kind = 't.orphan'");
  const ran: number[] = [];
  const jobs = createJobRunner({
    db: app.db,
    clock: { now: () => new Date(Date.now() + 86_400_000) },
    log,
    metrics: createMetrics(),
    offers: offersOf({ "t.orphan": { run: async (job) => void ran.push(n(job)) } }),
  });
  await jobs.start();
  // Long before its lease ends, which is in an hour.
  await until(async () => ran.length === 1);
  await jobs.stop();
  const stale: Job = { id: 1, kind: "t.orphan", workspaceId, key: null, payload: {}, attempt: 1, correlationId: null, owner: 2147480000 };
  await assert.rejects(
    app.db.inWorkspace(workspaceId, (tx) => completeJobs(tx, [stale])),
    /taken over/,
  );
});

test("two workers share the work: nothing runs twice, every key stays in order", async () => {
  await app.rows("create table if not exists ran (key text, n int, at bigserial)");
  await app.rows("grant insert on ran to prosa_app; grant usage on sequence ran_at_seq to prosa_app");
  const handlers: Handlers = {
    "t.shared": {
      run: async (job) => {
        await sleep(Math.random() * 3);
        await app.db.inWorkspace(workspaceId, async (tx) => {
          await tx.named("t.ran", "insert into ran (key, n) values ($1, $2)", [`k${n(job) % 20}`, n(job)]);
          await completeJobs(tx, [job]);
        });
      },
    },
  };
  await add(
    "t.shared",
    Array.from({ length: 400 }, (_, index) => ({ key: `k${index % 20}`, n: index })),
  );
  const workers = [runner(handlers), runner(handlers)];
  await Promise.all(workers.map((worker) => worker.start()));
  await until(async () => (await app.rows("select count(*)::int as n from jobs where kind = 't.shared'"))[0].n === 0);
  await Promise.all(workers.map((worker) => worker.stop()));
  assert.equal((await app.rows("select count(*)::int as n from ran"))[0].n, 400);
  assert.equal(
    (
      await app.rows(
        "select count(*)::int as n from (select n, lag(n) over (partition by key order by at) as before from ran) o where before > n",
      )
    )[0].n,
    0,
  );
});

test("a claim reads the queue by its indexes, also when it is long and its statistics are of another hour", async () => {
  const fill = (jobs: number, keys: number) =>
    app.rows(
      `insert into jobs (kind, workspace_id, key, payload, run_at) select 't.long', $1, 'long ' || (i % $3::int), '{}', '2020-01-01'::timestamptz from generate_series(1, $2::int) i`,
      [workspaceId, jobs, keys],
    );
  const client = new pg.Client(app.urls.owner);
  await client.connect();
  /** Pages that a claim of 100 looks at; what it claimed is given back. */
  const pagesOf = async (sql: string, values: unknown[]): Promise<number> => {
    await client.query("begin");
    const { rows } = await client.query(`explain (analyze, buffers, format json) ${sql}`, values);
    await client.query("rollback");
    const [{ Plan: plan }] = rows[0]["QUERY PLAN"];
    return plan["Shared Hit Blocks"] + plan["Shared Read Blocks"];
  };
  const now = new Date();
  const claims = async () => [
    await pagesOf("select * from claim_jobs($1, $2, $3, $4, $5)", [1, now, ["t.long"], 100, now]),
    await pagesOf("select * from claim_batch($1, $2, $3, $4, $5, $6)", [1, now, "t.long", 100, now, BATCH_LOCK_SPACE]),
  ];
  await fill(3_000, 2);
  await app.rows("analyze jobs");
  await app.rows("delete from jobs where kind = 't.long'");
  await fill(3_000, 3_000);
  const young = await claims();
  await app.rows("analyze jobs");
  await fill(50_000, 5_000);
  const long = await claims();
  // 6,000 on a quiet machine, up to 18,000 among the dead rows of a busy one; each job beside every other one reads 381,000.
  assert.ok(Math.max(...young, ...long) < 60_000, `pages: ${young}, ${long}`);
  await client.query("delete from jobs where kind = 't.long'");
  await client.end();
});

test("a batch takes many jobs of one key, in order; those behind a failing one wait with it", async () => {
  const ran: number[] = [];
  let trouble = true;
  const jobs = runner({
    "t.chain": {
      size: 50,
      runBatch: async (batch) => {
        if (trouble && batch.some((job) => n(job) === 2)) throw new Error("not yet");
        await app.db.inWorkspace(workspaceId, (tx) => completeJobs(tx, batch));
        ran.push(...batch.map(n));
      },
    },
  });
  await add(
    "t.chain",
    [1, 2, 3, 4].map((one) => ({ key: "chain", n: one })),
  );
  await add("t.chain", [{ key: "beside", n: 10 }]);
  await jobs.drain();
  assert.deepEqual(
    ran.sort((a, b) => a - b),
    [1, 10],
  );
  trouble = false;
  app.clock.advance(5_000);
  await jobs.drain();
  assert.deepEqual(ran, [1, 10, 2, 3, 4]);
});

test("a batch begins when its pace allows it", async () => {
  let begin: () => void = () => undefined;
  const allowed = new Promise<void>((resolve) => (begin = resolve));
  const ran: number[] = [];
  const jobs = runner({
    "t.paced": {
      size: 10,
      pace: () => allowed,
      runBatch: async (batch) => {
        ran.push(...batch.map(n));
        await app.db.inWorkspace(workspaceId, (tx) => completeJobs(tx, batch));
      },
    },
  });
  await add("t.paced", [{ n: 1 }]);
  const draining = jobs.drain();
  assert.equal(await Promise.race([draining.then(() => "ran"), sleep(100, "waits")]), "waits");
  assert.deepEqual(ran, []);
  begin();
  await draining;
  assert.deepEqual(ran, [1]);
});

test("a process holds one liveness lock, however often it sweeps, and none when it has stopped", async () => {
  const locks = async () =>
    (
      await app.rows<{ n: number }>(
        "select count(*)::int as n from pg_locks where locktype = 'advisory' and classid::bigint = $1 and database = (select oid from pg_database where datname = current_database())",
        [0x50524f53],
      )
    )[0]?.n ?? 0;
  const before = await locks();
  const jobs = runner({ "t.quiet": { run: async () => undefined } });
  await jobs.start();
  await sleep(2_500);
  assert.equal(await locks(), before + 1);
  await jobs.stop();
  await until(async () => (await locks()) === before);
});

test("a table that has just filled is analysed, and then left alone", async () => {
  const statistics = () => app.rows("select reltuples::int as rows from pg_class where relname = 'queues'");
  await app.rows(
    `insert into queues (workspace_id, id, name, created_at) select $1, gen_random_uuid(), 'queue ' || n, now() from generate_series(1, 5000) n`,
    [workspaceId],
  );
  await app.rows("alter table queues set (autovacuum_enabled = false)"); // it must be ours that does it
  await app.db.systemStatement("t.analyse", "select analyse_young_tables()", []);
  assert.deepEqual(await statistics(), [{ rows: 5000 }]);
  await app.rows(
    `insert into queues (workspace_id, id, name, created_at) select $1, gen_random_uuid(), 'more ' || n, now() from generate_series(1, 500) n`,
    [workspaceId],
  );
  await app.db.systemStatement("t.analyse", "select analyse_young_tables()", []);
  assert.deepEqual(await statistics(), [{ rows: 5000 }], "a tenth more is not young");
});

test("slow work of a kind with its own lane runs so many at once, and nothing else waits behind it", async () => {
  const quick: number[] = [];
  let slowNow = 0;
  let slowMost = 0;
  let slowDone = 0;
  const gate = Promise.withResolvers<void>();
  const jobs = runner({
    "t.slow": {
      atOnce: 2,
      run: async () => {
        slowNow += 1;
        slowMost = Math.max(slowMost, slowNow);
        await gate.promise;
        slowNow -= 1;
        slowDone += 1;
      },
    },
    "t.quick": { run: async (job) => void quick.push(n(job)) },
  });
  const twenty = Array.from({ length: 20 }, (_, one) => ({ n: one }));
  await add("t.slow", twenty);
  await jobs.start();
  try {
    await until(async () => slowNow === 2);
    await add("t.quick", twenty);
    jobs.wake(["t.quick"]);
    await until(async () => quick.length === 20);
    assert.equal(slowDone, 0);
    gate.resolve();
    await until(async () => slowDone === 20);
    assert.equal(slowMost, 2);
  } finally {
    gate.resolve();
    await jobs.stop();
  }
});

test("a clock that goes back by hours holds up no job and no key; what has its hour of the day keeps it", async () => {
  const done: number[] = [];
  const one = runner({ "test.clock": { run: async (job) => void done.push(n(job)), maxAttempts: 3 } });
  await add("test.clock", [{ key: "ana", n: 1 }, { key: "ana", n: 2 }, { n: 3 }]);
  const [{ runAt: daily }] = await app.rows(
    `insert into jobs (kind, payload, run_at) values ('cron.test', '{}', $1) returning run_at as "runAt"`,
    [new Date(app.clock.now().getTime() + 3_600_000)],
  );
  let elapsed = 0;
  const findStep = createStepFinder(app.clock, () => elapsed);
  assert.equal(findStep(), null);
  elapsed += 1_000;
  app.clock.advance(1_000);
  assert.equal(findStep(), null, "time that passes is no step");
  elapsed += 1_000;
  app.clock.advance(-5 * 3_600_000);
  const step = findStep();
  assert.ok(step !== null);
  await one.drain();
  assert.equal(done.length, 0, "without more they would wait for five hours");
  assert.ok((await moveAlong(app.db, step)) >= 3);
  assert.equal(await moveAlong(app.db, step), 0, "another process that notices the same moves nothing twice");
  app.clock.advance(2_000);
  await one.drain();
  assert.deepEqual(done.toSorted(), [1, 2, 3]);
  assert.ok(done.indexOf(1) < done.indexOf(2), "in the order of the key");
  const [{ runAt }] = await app.rows(`select run_at as "runAt" from jobs where kind = 'cron.test'`);
  assert.equal(runAt.getTime(), daily.getTime());
  await app.rows("delete from jobs where kind = 'cron.test'");
  app.clock.advance(5 * 3_600_000);
});

test("a clock that went back while the program was away is noticed at the start", () => {
  const seen = new Date(app.clock.now().getTime() + 2 * 3_600_000);
  const step = createStepFinder(app.clock, () => 0, seen)();
  assert.deepEqual(step, { before: seen, after: app.clock.now() });
  assert.equal(
    createStepFinder(app.clock, () => 0, new Date(app.clock.now().getTime() - 3_600_000))(),
    null,
    "time passes while it is away",
  );
});
