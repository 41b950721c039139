// Long because it is one run, read from top to bottom: every part shares the server that the first one started.
import { type ChildProcess, execFileSync, fork, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { WebSocket } from "ws";
import { BATCH_LOCK_SPACE } from "../server/src/platform/index.ts";
import { setUpProgram, startProgram } from "../server/test/cast/program.ts";
import { startSimulator } from "../simulator/server.ts";
import { fillMessages } from "./fill.ts";
import type { Load, LoadResult } from "./load.ts";

/**
 * `npm run bench [-- --quick] [-- --write]`: everything against one server in one run, interleaved; ratios, not
 * absolutes, are what counts. `--write` puts the table into docs/benchmarks.md.
 */
const quick = process.argv.includes("--quick");
const ROUNDS = quick ? 1 : 3;
const SECONDS = quick ? 2 : 4;
const SIZES = quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000];
const PHONE_NUMBER_ID = "200300400500601";
const PORT = 3900;
const base = `http://127.0.0.1:${PORT}`;

/** What was processed a second at most. */
let maximum = 0;
/** The inbound message that each answer belongs to. */
const answers = new Map<string, string>();
const pgbench = spawnSync("pgbench", ["--version"]).status === 0;

/** The same row and job as a webhook makes. */
const LIMIT = `with e as (insert into bench_raw (workspace_id, channel_id, received_month, body_hash, id, body, received_at)
  values ('00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002', '2026-11-01', decode(md5(random()::text) || md5(random()::text), 'hex'), gen_random_uuid(), convert_to(repeat('x', 900), 'utf8'), now()) returning id)
  insert into bench_jobs (kind, key, payload, run_at) select 'bench', 'key ' || (random() * 5000)::int, jsonb_build_object('rawEventId', id), now() from e`;

const folder = mkdtempSync(path.join(os.tmpdir(), "prosa-bench-"));
const simulator = await startSimulator();
const rows: [name: string, value: string, ratio: string][] = [];
const environment = {
  PORT: String(PORT),
  PROSA_DATA_DIR: folder,
  PROSA_DEMO: "0",
  PROSA_META_GRAPH_URL: simulator.url,
  PROSA_ALLOWED_HOSTS: new URL(simulator.url).host,
  PROSA_LOG_LEVEL: "error",
};
// The first start after a change compiles the source and keeps the compiler in memory; what is measured is any other start.
await (await startProgram(environment)).kill("SIGTERM");
const program = await startProgram(environment);
const loader = fork(path.join(import.meta.dirname, "load.ts"));
try {
  const scopes = ["conversations.read", "conversations.reply", "channels.read", "channels.manage"];
  const { channel, keys, workspaceId, cookie } = await setUpProgram(program, base, { phoneNumberId: PHONE_NUMBER_ID, scopes, keys: 20 });
  await fetch(`${simulator.url}/_control/accounts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      kind: "whatsapp_cloud",
      id: PHONE_NUMBER_ID,
      name: "Bench",
      values: { ...channel, businessAccountId: `1${PHONE_NUMBER_ID}`, displayNumber: "5511999990000" },
      webhookUrl: `${base}/webhooks/${channel.id}`,
    }),
  });
  const owner = new pg.Pool({ connectionString: ownerUrl(), max: 60 }).on("error", () => undefined);
  const load = (options: Partial<Load>): Promise<LoadResult> =>
    runLoad(loader, {
      port: PORT,
      channelId: channel.id,
      appSecret: channel.appSecret,
      phoneNumberId: PHONE_NUMBER_ID,
      connections: 50,
      seconds: SECONDS,
      rate: 0,
      people: 5_000,
      run: `${Date.now()}`,
      ...options,
    });

  await sleep(2_000);
  const atRest = memory("VmRSS");
  rows.push(["memory of the program at rest", `${atRest} MB`, ""]);
  await throughput(owner, load);
  rows.push(["memory of the program, peak during (b) and (c)", `${memory("VmHWM")} MB`, ""]);
  await latency(owner, load, keys, cookie);
  rows.push(["memory of the program, peak with (d)", `${memory("VmHWM")} MB`, ""]);
  await reading(owner, workspaceId, channel.id, keys);
  await owner.end();
} finally {
  loader.kill();
  await program.kill("SIGTERM");
  await simulator.stop();
  rmSync(folder, { recursive: true, force: true });
}
const table = ["| measure | value | ratio to (a) |", "| --- | --- | --- |", ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");
console.log(`\n${table}`);
if (process.argv.includes("--write")) writeTable(table);
process.exit(0);

/** (a) the limit, (b) acknowledged, (c) processed; one after the other in each round, medians at the end. */
async function throughput(owner: pg.Pool, load: (options: Partial<Load>) => Promise<LoadResult>) {
  await prepareLimit(owner);
  const limit: number[] = [];
  const alone: number[] = [];
  const acknowledged: LoadResult[] = [];
  const processed: number[] = [];
  await load({ seconds: 1 }); // warm
  await untilProcessed(owner);
  await sleep(5_000); // the planner learns that the tables are no longer empty
  for (let round = 0; round < ROUNDS; round += 1) {
    limit.push(await measureLimit(owner));
    alone.push(await withoutProcessing(owner, async () => rateOf(await load({ run: `alone${round}` }))));
    await untilProcessed(owner);
    const before = await count(owner);
    const started = performance.now();
    const result = await load({ run: `round${round}` });
    acknowledged.push(result);
    await untilProcessed(owner);
    processed.push(((await count(owner)) - before) / ((performance.now() - started) / 1000));
    console.log(
      `round ${round + 1}: limit ${Math.round(limit.at(-1) as number)}/s, acknowledged ${Math.round(alone.at(-1) as number)}/s alone and ${Math.round(result.sent / result.seconds)}/s, processed ${Math.round(processed.at(-1) as number)}/s`,
    );
  }
  const a = median(limit);
  const rates = acknowledged.map(rateOf);
  rows.push([`(a) ${limitTool()} one row and one job a transaction, 50 clients`, `${Math.round(a)}/s`, "1.00"]);
  rows.push([
    "(b) signed webhooks answered after the commit, 50 connections, while none is processed",
    `${Math.round(median(alone))}/s`,
    (median(alone) / a).toFixed(2),
  ]);
  rows.push([
    "(b) the same while they are processed too, on the same two cores",
    `${Math.round(median(rates))}/s`,
    (median(rates) / a).toFixed(2),
  ]);
  rows.push([
    "(b) p50 / p99 at that rate",
    `${median(acknowledged.map(({ p50 }) => p50))} / ${median(acknowledged.map(({ p99 }) => p99))} ms`,
    "",
  ]);
  rows.push([
    "(c) received and stored in their conversation, both at once",
    `${Math.round(median(processed))}/s`,
    (median(processed) / a).toFixed(2),
  ]);
  const thousand = await load({ rate: 1_000, run: "thousand" });
  rows.push(["(b) p50 / p99 at 1,000 a second", `${thousand.p50} / ${thousand.p99} ms`, ""]);
  await untilProcessed(owner);
  maximum = median(processed);
}

/** (d) webhook to browser, and webhook to the reply that the provider gets. */
async function latency(owner: pg.Pool, load: (options: Partial<Load>) => Promise<LoadResult>, keys: string[], cookie: string) {
  for (const rate of [50, 100, 200, Math.round(maximum * 0.8)]) {
    const toBrowser: number[] = [];
    const socket = new WebSocket(`ws://127.0.0.1:${PORT}/api/v1/socket`, { headers: { cookie, origin: base } });
    const received = new Map<string, number>();
    await new Promise((resolve) => socket.once("message", resolve));
    let replies = 0;
    socket.on("message", (data) => {
      const frame = JSON.parse(String(data)) as { facts?: { kind: string; conversationId: string; subjectId: string }[] };
      for (const fact of frame.facts ?? []) {
        if (fact.kind !== "message.received") continue;
        received.set(fact.subjectId, performance.timeOrigin + performance.now());
        // Twenty answers a second are enough to know how long one takes.
        if (rate <= 200 && replies++ % Math.max(1, Math.round(rate / 20)) === 0)
          void reply(fact.conversationId, fact.subjectId, keys[replies % keys.length] as string);
      }
    });
    await load({ rate, seconds: quick ? 2 : 6, connections: 50, run: `rate${rate}`, people: 2_000 });
    await untilProcessed(owner);
    await sleep(1_500);
    const arrivals = await owner.query<{ id: string; at: number }>(
      "select m.id, extract(epoch from r.received_at) * 1000 as at from events e join messages m on m.id = e.subject_id join raw_events r on r.id = (e.detail->>'correlationId')::uuid where e.kind = 'message.received' and m.id = any($1)",
      [[...received.keys()]],
    );
    for (const { id, at } of arrivals.rows) toBrowser.push((received.get(id) as number) - Number(at));
    rows.push([`(d) webhook to open browser at ${rate} a second, p50 / p99`, show(toBrowser), ""]);
    if (rate <= 200) {
      const sent = (await (await fetch(`${simulator.url}/_control/sent`)).json()) as { items: { callbackData: string; at: number }[] };
      const started = new Map(arrivals.rows.map(({ id, at }) => [id, Number(at)]));
      const toProvider = sent.items.flatMap(({ callbackData, at }) => {
        const inbound = answers.get(callbackData);
        const from = inbound === undefined ? undefined : started.get(inbound);
        return from === undefined ? [] : [at - from];
      });
      rows.push([`(d) webhook to reply at the provider at ${rate} a second, p50 / p99`, show(toProvider), ""]);
    }
    socket.close();
  }
}

async function reply(conversationId: string, inboundId: string, key: string) {
  const answer = await fetch(`${base}/api/v1/conversations/${conversationId}/messages`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
    body: JSON.stringify({ kind: "text", text: "Recebido!" }),
  });
  if (answer.status === 201) answers.set(((await answer.json()) as { id: string }).id, inboundId);
}

/** The list and one timeline, while the number of messages grows. */
async function reading(owner: pg.Pool, workspaceId: string, channelId: string, keys: string[]) {
  const first = new Map<string, number>();
  for (const size of SIZES) {
    await fillMessages(owner, { workspaceId, channelId, upTo: size });
    const busiest = await owner.query<{ id: string }>(
      "select conversation_id as id from messages where workspace_id = $1 group by 1 order by count(*) desc limit 1",
      [workspaceId],
    );
    const places = {
      list: "/conversations?limit=50",
      "list of the open": "/conversations?limit=50&state=open&view=unassigned",
      timeline: `/conversations/${busiest.rows[0]?.id}/messages?limit=50`,
    };
    for (const [name, address] of Object.entries(places)) {
      const times: number[] = [];
      for (let n = 0; n < 220; n += 1) {
        const started = performance.now();
        const answer = await fetch(`${base}/api/v1${address}`, { headers: { authorization: `Bearer ${keys[n % keys.length]}` } });
        await answer.arrayBuffer();
        if (answer.status !== 200) throw new Error(`${address}: ${answer.status}`);
        if (n >= 20) times.push(performance.now() - started);
      }
      const p50 = quantile(times, 0.5);
      first.set(name, first.get(name) ?? p50);
      rows.push([
        `${name} of 50 at ${size.toLocaleString("en")} messages, p50 / p99`,
        show(times),
        `${(p50 / (first.get(name) as number)).toFixed(2)} × that at ${SIZES[0]?.toLocaleString("en")}`,
      ]);
    }
  }
}

function ownerUrl(): string {
  const port = readFileSync(path.join(folder, "database/postmaster.pid"), "utf8").split("\n")[3];
  const { databasePassword } = JSON.parse(readFileSync(path.join(folder, "secrets.json"), "utf8")) as { databasePassword: string };
  return `postgres://prosa_owner:${encodeURIComponent(databasePassword)}@127.0.0.1:${port}/postgres`;
}

/** The same row and job as a webhook makes, in tables of their own, so that no worker takes them. */
async function prepareLimit(owner: pg.Pool) {
  await owner.query(`create table bench_raw (like raw_events including all); create table bench_jobs (like jobs including all)`);
}

function limitTool() {
  return pgbench ? "pgbench" : "the driver";
}

async function measureLimit(owner: pg.Pool): Promise<number> {
  if (pgbench) {
    const file = path.join(folder, "limit.sql");
    writeFileSync(file, `${LIMIT.replaceAll("\n", " ")};\n`);
    const output = execFileSync("pgbench", ["-n", "-M", "prepared", "-c", "50", "-j", "2", "-T", String(SECONDS), "-f", file, ownerUrl()], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    return Number(/tps = ([\d.]+)/.exec(output)?.[1]);
  }
  let done = 0;
  const end = performance.now() + SECONDS * 1000;
  await Promise.all(
    Array.from({ length: 50 }, async () => {
      while (performance.now() < end) {
        await owner.query({ name: "limit", text: LIMIT });
        done += 1;
      }
    }),
  );
  return done / SECONDS;
}

/** Workers wait at the door of their lane (`jobs.batch_lock`) while `run` runs. */
async function withoutProcessing<T>(owner: pg.Pool, run: () => Promise<T>): Promise<T> {
  const client = await owner.connect();
  const lane = [BATCH_LOCK_SPACE, "channels.normalise"];
  await client.query("select pg_advisory_lock($1, hashtext($2))", lane);
  try {
    return await run();
  } finally {
    await client.query("select pg_advisory_unlock($1, hashtext($2))", lane);
    client.release();
  }
}

function rateOf({ sent, seconds, bad }: LoadResult): number {
  if (bad > 0) throw new Error(`${bad} webhooks were not answered with 200`);
  return sent / seconds;
}

async function count(owner: pg.Pool): Promise<number> {
  return Number((await owner.query("select count(*) as n from messages")).rows[0].n);
}

async function untilProcessed(owner: pg.Pool) {
  const waiting = "select exists (select 1 from jobs where kind = 'channels.normalise') as some";
  while ((await owner.query(waiting)).rows[0].some) await sleep(20);
}

function runLoad(child: ChildProcess, load: Load): Promise<LoadResult> {
  return new Promise((resolve) => {
    child.once("message", (result) => resolve(result as LoadResult));
    child.send(load);
  });
}

function memory(field: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${program.process.pid}/status`, "utf8");
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
function median(values: number[]): number {
  return quantile(values, 0.5);
}
function show(values: number[]): string {
  return values.length === 0
    ? "nothing measured"
    : `${quantile(values, 0.5).toFixed(1)} / ${quantile(values, 0.99).toFixed(1)} ms (${values.length})`;
}

function writeTable(text: string) {
  const file = path.resolve(import.meta.dirname, "../docs/benchmarks.md");
  const before = readFileSync(file, "utf8");
  const stamp = `Measured on ${new Date().toISOString().slice(0, 10)} with \`npm run bench -- --write\` on ${os.cpus().length} cores (${os.cpus()[0]?.model}), ${Math.round(os.totalmem() / 2 ** 30)} GiB; server, database, simulator and load share them.`;
  writeFileSync(file, before.replace(/<!-- table -->[\s\S]*<!-- end -->/, `<!-- table -->\n${stamp}\n\n${text}\n<!-- end -->`));
}
