import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import sharp from "sharp";
import { Agent } from "undici";
import { startEmbeddedPostgres } from "../server/src/platform/embedded-postgres.ts";
import { freePort } from "../server/src/platform/index.ts";
import { setUpProgram, startProgram } from "../server/test/cast/program.ts";
import { startSimulator } from "../simulator/server.ts";
import { type Captured, captureWebhooks, deliver } from "./capture.ts";

/**
 * `node bench/media.ts [files] [a second]`: photos of 200 kB are ingested while texts flow at 20 a second; how long a text waits from
 * its arrival to its row, without and with them. The simulated provider writes everything beforehand: while it is measured, it
 * only gives the files.
 */
const FILES = Number(process.argv[2] ?? 2_000);
const PER_SECOND = Number(process.argv[3] ?? 50);
const TEXTS_PER_SECOND = 20;
const QUIET_SECONDS = 20;
const PHONE_NUMBER_ID = "200300400500601";

const folder = mkdtempSync(path.join(os.tmpdir(), "prosa-bench-media-"));
const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, "database"), password: "bench" });
const simulator = await startSimulator();
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const environment = {
  DATABASE_URL: postgres.url,
  PROSA_SECRET_KEY: Buffer.from("a key of the benchmark, 32 bytes").toString("base64"),
  PROSA_DEMO: "0",
  PROSA_META_GRAPH_URL: simulator.url,
  PROSA_ALLOWED_HOSTS: new URL(simulator.url).host,
  PROSA_PUBLIC_URL: base,
  PROSA_LOG_LEVEL: "error",
  PROSA_DATA_DIR: path.join(folder, "data"),
  PORT: String(port),
};
let program = await startProgram(environment);
const owner = new pg.Client(postgres.url);
await owner.connect();
const control = (address: string, body: unknown) =>
  fetch(simulator.url + address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
try {
  const { channel } = await setUpProgram(program, base, { phoneNumberId: PHONE_NUMBER_ID, scopes: [], keys: 0 });
  const values = { ...channel, businessAccountId: `1${PHONE_NUMBER_ID}`, displayNumber: "5511999990000" };
  await control("/_control/accounts", {
    kind: "whatsapp_cloud",
    id: PHONE_NUMBER_ID,
    name: "Bench",
    values,
    webhookUrl: `${base}/webhooks/${channel.id}`,
  });
  await owner.query("update channels set status = 'active'");
  const pixels = randomBytes(300 * 220 * 3);
  const photo = await sharp(pixels, { raw: { width: 300, height: 220, channels: 3 } })
    .jpeg({ quality: 97 })
    .toBuffer();
  let counter = 0;
  const act = (action: object) => {
    counter += 1;
    const person = {
      waId: `5592966${String(counter % 500).padStart(6, "0")}`,
      userId: `BR.media${counter % 500}`,
      name: `Pessoa ${counter % 500}`,
    };
    return control("/_control/act", { kind: "whatsapp_cloud", account: PHONE_NUMBER_ID, person, action });
  };
  const text = () => act({ kind: "text", text: `texto ${counter}` });
  // Bytes after the end of a JPEG are no part of the picture: each file is another one.
  const file = () => {
    const bytes = Buffer.concat([photo, randomBytes(Math.max(16, 200_000 - photo.length))]);
    return act({ kind: "file", type: "image", mimeType: "image/jpeg", base64: bytes.toString("base64") });
  };
  const seconds = FILES / PER_SECOND;
  const count = { warm: 5 * TEXTS_PER_SECOND, quiet: QUIET_SECONDS * TEXTS_PER_SECOND, loaded: Math.ceil(seconds * TEXTS_PER_SECOND) };
  const texts = count.warm + count.quiet + count.loaded;
  await program.kill("SIGTERM");
  const captured = await captureWebhooks(port, texts + FILES, async () => {
    for (let n = 0; n < texts; n += 1) await text();
    for (let n = 0; n < FILES; n += 1) await file();
  });
  const [files = [], words = []] = [true, false].map((isFile) => captured.filter(({ body }) => body.includes('"image"') === isFile));
  program = await startProgram(environment);
  const agent = new Agent({ connections: 20 });

  async function flow(perSecond: number, webhooks: Captured[]) {
    const began = performance.now();
    for (const [n, one] of webhooks.entries()) {
      const wait = began + (n * 1000) / perSecond - performance.now();
      if (wait > 1) await sleep(wait);
      void deliver(base, one, agent);
    }
  }
  const latency = async (since: Date) => {
    const { rows } = await owner.query(
      `select count(*)::int as n, percentile_cont(array[0.5, 0.99]) within group (order by (detail->>'msSinceArrival')::float8) as p
       from events where kind = 'message.received' and detail->>'kind' = 'text' and occurred_at > $1`,
      [since],
    );
    return rows[0] as { n: number; p: [number, number] };
  };
  await flow(TEXTS_PER_SECOND, words.splice(0, count.warm));
  await sleep(2_000);
  const quietFrom = new Date();
  await flow(TEXTS_PER_SECOND, words.splice(0, count.quiet));
  await sleep(3_000);
  const quiet = await latency(quietFrom);
  const loadFrom = new Date();
  await Promise.all([flow(PER_SECOND, files), flow(TEXTS_PER_SECOND, words)]);
  const began = performance.now();
  for (;;) {
    const { rows } = await owner.query("select count(*)::int as n from attachments where state = 'stored'");
    if (rows[0].n === FILES || performance.now() - began > 120_000) {
      console.log(`${rows[0].n} of ${FILES} files stored, the last ${((performance.now() - began) / 1000).toFixed(1)} s after it was sent`);
      break;
    }
    await sleep(250);
  }
  const loaded = await latency(loadFrom);
  console.log(`texts alone:  p50 ${quiet.p[0].toFixed(0)} ms, p99 ${quiet.p[1].toFixed(0)} ms (${quiet.n})`);
  console.log(
    `with files:   p50 ${loaded.p[0].toFixed(0)} ms, p99 ${loaded.p[1].toFixed(0)} ms (${loaded.n}) = ${(loaded.p[1] / quiet.p[1]).toFixed(2)} ×`,
  );
  await agent.close();
} finally {
  await owner.end();
  await program.kill("SIGTERM");
  await simulator.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
