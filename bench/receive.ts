import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Agent } from "undici";
import { startEmbeddedPostgres } from "../server/src/platform/embedded-postgres.ts";
import { freePort } from "../server/src/platform/index.ts";
import { inventAccount, registerAccount, SIMULATED_KINDS, simulatorHosts } from "../server/src/playground/index.ts";
import { setUpProgram, startProgram } from "../server/test/cast/program.ts";
import { startSimulator } from "../simulator/server.ts";
import { type Captured, captureWebhooks, deliver } from "./capture.ts";

/**
 * `node bench/receive.ts [messages]`: how fast each kind of channel is received, against WhatsApp Cloud, in one run. The simulated providers
 * write and sign the webhooks beforehand; the program then gets them as fast as it answers, kind by kind, in several rounds of which
 * the first, where the people are new and their profiles are asked for, does not count.
 */
const COUNT = Number(process.argv[2] ?? 5_000);
const ROUNDS = 5;
const CONNECTIONS = 20;

const folder = mkdtempSync(path.join(os.tmpdir(), "prosa-bench-receive-"));
const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, "database"), password: "bench" });
const simulator = await startSimulator();
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const providers = ["META_GRAPH", "TELEGRAM", "TWILIO", "SNS", "SENDGRID"].map((name) => [`PROSA_${name}_URL`, simulator.url]);
const environment = {
  ...Object.fromEntries(providers),
  DATABASE_URL: postgres.url,
  PROSA_SECRET_KEY: Buffer.from("a key of the benchmark, 32 bytes").toString("base64"),
  PROSA_DEMO: "0",
  PROSA_PUBLIC_URL: base,
  PROSA_ALLOWED_HOSTS: simulatorHosts(simulator.url).join(","),
  PROSA_LOG_LEVEL: "error",
  PROSA_DATA_DIR: path.join(folder, "data"),
  PORT: String(port),
};
const post = (address: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(address, { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) });
let program = await startProgram(environment);
const owner = new pg.Client(postgres.url);
await owner.connect();
try {
  const { keys } = await setUpProgram(program, base, { phoneNumberId: "1", scopes: ["channels.read", "channels.manage"], keys: 1 });
  const login = { authorization: `Bearer ${keys[0]}` };
  // Mails come over IMAP, the web chat by its own door, SNS brings nothing.
  const kinds = SIMULATED_KINDS.filter((kind) => !["sns", "email", "webchat"].includes(kind));
  const channels = new Map<string, { kind: string; account: string }>();
  for (const kind of kinds) {
    const account = inventAccount(kind, simulator.url);
    const { name, settings, credentials } = account;
    const channel = (await (await post(`${base}/api/v1/channels`, { kind, name, settings, credentials }, login)).json()) as {
      id: string;
      webhookUrl: string;
    };
    await registerAccount(simulator.url, account, { webhookUrl: channel.webhookUrl });
    await fetch(`${base}/api/v1/channels/${channel.id}/validate`, { method: "POST", headers: login });
    channels.set(channel.id, { kind, account: account.id });
  }
  await program.kill("SIGTERM");

  const write = async () => {
    for (const { kind, account } of channels.values())
      for (let n = 0; n < COUNT; n += 50)
        await Promise.all(
          Array.from({ length: Math.min(50, COUNT - n) }, (_, step) => {
            const person = {
              userId: `BR.${(n + step) % 300}`,
              waId: `55929${String(10_000_000 + ((n + step) % 300)).slice(1)}`,
              name: `Pessoa ${(n + step) % 300}`,
            };
            const action = { kind: "text", text: `Mensagem ${n + step} de um tamanho comum` };
            return post(`${simulator.url}/_control/act`, { kind, account, person, action });
          }),
        );
  };
  const captured = Map.groupBy(
    await captureWebhooks(port, COUNT * channels.size, write),
    ({ path: address }) => channels.get(/\/webhooks\/([0-9a-f-]{36})/.exec(address)?.[1] ?? "")?.kind,
  );

  program = await startProgram(environment);
  const agent = new Agent({ connections: CONNECTIONS });
  const rates = new Map<string, number[]>(kinds.map((kind) => [kind, []]));
  const share = Math.floor(COUNT / ROUNDS);
  for (let round = 0; round < ROUNDS; round += 1)
    for (const kind of kinds) {
      const waiting = (captured.get(kind) as Captured[]).slice(round * share, (round + 1) * share);
      const began = performance.now();
      let next = 0;
      await Promise.all(
        Array.from({ length: CONNECTIONS }, async () => {
          for (let one = waiting[next++]; one !== undefined; one = waiting[next++]) await deliver(base, one, agent);
        }),
      );
      for (;;) {
        const { rows } = await owner.query("select 1 from jobs where kind = 'channels.normalise' limit 1");
        if (rows.length === 0) break;
        await sleep(2);
      }
      if (round > 0) rates.get(kind)?.push(share / ((performance.now() - began) / 1000));
    }
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
  const first = median(rates.get("whatsapp_cloud") as number[]);
  for (const [kind, values] of rates) console.log(`| ${kind} | ${Math.round(median(values))}/s | ${(median(values) / first).toFixed(2)} |`);
  await agent.close();
} finally {
  await owner.end();
  await program.kill("SIGTERM");
  await simulator.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
