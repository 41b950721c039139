import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { createPacer } from "../server/src/channels/index.ts";
import { startEmbeddedPostgres } from "../server/src/platform/embedded-postgres.ts";
import { createLogger, freePort, openDatabase } from "../server/src/platform/index.ts";
import { setUpProgram, startProgram } from "../server/test/cast/program.ts";
import { startSimulator } from "../simulator/server.ts";

/**
 * `node bench/pace.ts [messages] [limit]`: a burst through one channel, sent by four worker processes. Measured where the
 * provider stands: how many arrive in each second, and whether any second holds more than the limit. Then what taking a turn costs
 * a message, and how soon a paused channel sends when it works again.
 */
const COUNT = Number(process.argv[2] ?? 10_000);
const LIMIT = Number(process.argv[3] ?? 80);
const WORKERS = 4;
const PHONE_NUMBER_ID = "200300400500601";

const FILL = `
  with people as (
    select gen_random_uuid() as contact, gen_random_uuid() as conversation, gen_random_uuid() as message, '55119' || (10000000 + n) as phone
    from generate_series(1, $3::int) n),
  c as (insert into contacts (workspace_id, id, attributes, created_at, updated_at) select $1, contact, '{}', now(), now() from people),
  i as (insert into contact_identities (workspace_id, kind, value, contact_id, address, first_seen_at, last_seen_at)
    select $1, 'phone', '+' || phone, contact, phone, now(), now() from people),
  v as (insert into conversations (workspace_id, id, channel_id, contact_id, window_closes_at, last_message_at, created_at)
    select $1, conversation, $2, contact, now() + interval '1 day', now(), now() from people)
  insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, kind, text, content, status, occurred_at, created_at)
  select $1, message, conversation, $2, 'out', 'campaign', 'text', 'Olá', '{}', 'queued', now(), now() from people`;

const QUEUE = `
  insert into jobs (kind, workspace_id, key, payload, run_at)
  select 'inbox.deliver', $1, 'deliver ' || conversation_id, jsonb_build_object('messageId', id, 'channelId', $2::uuid), now() from messages`;

const folder = mkdtempSync(path.join(os.tmpdir(), "prosa-pace-"));
const postgres = await startEmbeddedPostgres({
  dataDir: path.join(folder, "database"),
  password: "bench",
  settings: ["max_connections=300"],
});
const simulator = await startSimulator();
const port = await freePort();
const environment = {
  DATABASE_URL: postgres.url,
  PROSA_SECRET_KEY: Buffer.from("a key of the benchmark, 32 bytes").toString("base64"),
  PROSA_DEMO: "0",
  PROSA_META_GRAPH_URL: simulator.url,
  PROSA_ALLOWED_HOSTS: new URL(simulator.url).host,
  PROSA_LOG_LEVEL: "error",
};
const start = async (role: string, own: number) =>
  startProgram({
    ...environment,
    PORT: String(own),
    PROSA_PUBLIC_URL: `http://127.0.0.1:${port}`,
    PROSA_ROLE: role,
    PROSA_DATA_DIR: path.join(folder, `${role}-${own}`),
  });
const programs = [await start("web", port)];
const control = (method: string, address: string, body: unknown) =>
  fetch(simulator.url + address, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
try {
  const base = `http://127.0.0.1:${port}`;
  const { workspaceId, channel } = await setUpProgram(programs[0] as (typeof programs)[0], base, {
    phoneNumberId: PHONE_NUMBER_ID,
    scopes: [],
    keys: 0,
  });
  const values = { ...channel, businessAccountId: `1${PHONE_NUMBER_ID}`, displayNumber: "5511999990000" };
  await control("POST", "/_control/accounts", {
    kind: "whatsapp_cloud",
    id: PHONE_NUMBER_ID,
    name: "Bench",
    values,
    webhookUrl: `${base}/webhooks/${channel.id}`,
  });
  // What becomes of a message afterwards is measured elsewhere.
  await control("PUT", "/_control/faults", { loseStatuses: true });
  const owner = new pg.Client(postgres.url);
  await owner.connect();
  await owner.query("update channels set status = 'active', throughput_per_second = $1", [LIMIT]);
  await owner.query(FILL, [workspaceId, channel.id, COUNT]);
  await owner.query("analyze");
  for (let n = 1; n <= WORKERS; n += 1) programs.push(await start("worker", await freePort()));
  // A provider does not share our processors: what it notes must not wait for the workers that are measured. Only now:
  // what is started by a process has its priority.
  try {
    os.setPriority(process.pid, -10);
  } catch {
    console.log("(without the right to raise the simulator's priority, arrivals are noted late now and then)");
  }
  await owner.query(QUEUE, [workspaceId, channel.id]);
  const arrivals = async () =>
    ((await (await fetch(`${simulator.url}/_control/sent`)).json()) as { items: { at: number }[] }).items.map(({ at }) => at);
  const seconds = COUNT / LIMIT;
  const deadline = Date.now() + seconds * 3_000 + 30_000;
  for (;;) {
    await sleep(Math.max(1_000, seconds * 50));
    const [row] = (await owner.query("select count(*)::int as left from jobs where kind = 'inbox.deliver'")).rows;
    if (row.left === 0 || Date.now() > deadline) break;
  }
  const times = (await arrivals()).sort((a, b) => a - b);
  let most = 0;
  for (let from = 0, to = 0; to < times.length; to += 1) {
    while ((times[to] as number) - (times[from] as number) >= 1_000) from += 1;
    most = Math.max(most, to - from + 1);
  }
  const took = ((times.at(-1) as number) - (times[0] as number)) / 1000;
  const rate = (times.length - 1) / took;
  const statements = await owner.query("select count(*)::int as sent from messages where status = 'sent'");
  console.log(`${times.length} of ${COUNT} arrived, ${statements.rows[0].sent} are sent; limit ${LIMIT}/s with ${WORKERS} workers:`);
  console.log(
    `rate ${rate.toFixed(1)}/s = ${(rate / LIMIT).toFixed(3)} of the limit; most in any second ${most} = ${(most / LIMIT).toFixed(3)}`,
  );
  await measureTurns(channel.id);
  await measureResume(owner, workspaceId, channel.id, arrivals);
  await owner.end();
} finally {
  for (const program of programs) await program.kill("SIGTERM");
  await simulator.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** The cost of the limiter alone, where no turn has to be waited for: sends of a moment, as many as a process has at once. */
async function measureTurns(channelId: string) {
  const db = openDatabase({ app: postgres.url, system: postgres.url }, createLogger("error"));
  const pacer = createPacer({ db });
  const took: number[] = [];
  for (let round = 0; round < 60; round += 1) {
    const began = performance.now();
    const turns = await Promise.all(Array.from({ length: 64 }, () => pacer.reserve(channelId, 1e9)));
    await Promise.all(turns.map((turn) => ("reached" in turn ? turn.reached() : undefined)));
    took.push((performance.now() - began) / 64);
  }
  took.sort((a, b) => a - b);
  console.log(
    `a turn costs a message ${(took[30] as number).toFixed(3)} ms (median of 60 rounds of 64), the slowest round ${took.at(-1)?.toFixed(3)} ms`,
  );
  await db.close();
}

/** From the check that worked to the first and the last of what waited. */
async function measureResume(owner: pg.Client, workspaceId: string, channelId: string, arrivals: () => Promise<number[]>) {
  const before = (await arrivals()).length;
  const waiting = Math.min(100, COUNT);
  await owner.query("update channel_flow set breaker = 'open', failures = 5, opened_at = now()");
  await owner.query(
    `update messages set status = 'queued', provider_message_id = null, attempted_at = null, attempts = 0, parked_at = now()
     where id in (select id from messages order by id limit $1)`,
    [waiting],
  );
  const began = Date.now();
  await owner.query("insert into jobs (kind, workspace_id, payload, run_at) values ('inbox.resume_delivery', $1, $2, now())", [
    workspaceId,
    { channelId },
  ]);
  let times: number[] = [];
  while (times.length < waiting && Date.now() - began < 30_000) {
    await sleep(200);
    times = (await arrivals()).slice(before);
  }
  console.log(
    `a paused channel: the first of ${waiting} left ${Math.min(...times) - began} ms after it worked again, the last after ${Math.max(...times) - began} ms`,
  );
}
