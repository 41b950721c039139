import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { startEmbeddedPostgres } from "../server/src/platform/embedded-postgres.ts";
import { freePort } from "../server/src/platform/index.ts";
import { setUpProgram, startProgram } from "../server/test/cast/program.ts";

/**
 * `node bench/webchat.ts [visitors]`: visitors of the web chat with an open socket each, what they cost, and how long a message of one takes to
 * an agent's browser at 50 a second.
 */
const VISITORS = Number(process.argv[2] ?? 500);
const PER_SECOND = 50;
const SECONDS = 12;

const folder = mkdtempSync(path.join(os.tmpdir(), "prosa-bench-webchat-"));
const postgres = await startEmbeddedPostgres({ dataDir: path.join(folder, "database"), password: "bench" });
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const program = await startProgram({
  DATABASE_URL: postgres.url,
  PROSA_SECRET_KEY: Buffer.from("a key of the benchmark, 32 bytes").toString("base64"),
  PROSA_DEMO: "0",
  PROSA_PUBLIC_URL: base,
  PROSA_LOG_LEVEL: "error",
  PROSA_DATA_DIR: path.join(folder, "data"),
  // Each visitor comes from an address of their own.
  PROSA_TRUSTED_PROXIES: "127.0.0.1",
  PORT: String(port),
});
try {
  const { cookie } = await setUpProgram(program, base, { phoneNumberId: "1", scopes: ["channels.read"], keys: 1 });
  const json = async <Answer>(address: string, body: unknown, headers: Record<string, string>): Promise<Answer> => {
    const answer = await fetch(base + address, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer; // of our own program
  };
  const login = { cookie, origin: base };
  const account = { kind: "webchat", name: "Site", settings: { site: "bench.example" }, credentials: {} };
  const { id } = await json<{ id: string }>("/api/v1/channels", account, login);
  await json(`/api/v1/channels/${id}/validate`, {}, login);

  const before = residentMb();
  const tokens: { token: string; address: string }[] = [];
  for (let n = 0; n < VISITORS; n += 1) {
    const address = `10.1.${n >> 8}.${n & 255}`;
    const { token } = await json<{ token: string }>(`/webchat/${id}/session`, { name: `V${n}` }, { "x-forwarded-for": address });
    tokens.push({ token, address });
  }
  const sockets = await Promise.all(tokens.map(({ token }) => openSocket(id, token)));
  await sleep(5_000);
  console.log(`memory of ${VISITORS} visitors who only wait: ${residentMb() - before} MB`);

  const sent = new Map<string, number>();
  const delays: number[] = [];
  const agent = new WebSocket(`ws://127.0.0.1:${port}/api/v1/socket`, { headers: { cookie, origin: base } });
  await new Promise((resolve) => agent.once("message", resolve));
  const heard = new Set<string>();
  agent.on("message", (frame) => {
    const { facts = [] } = JSON.parse(String(frame)) as { facts?: { kind: string; conversationId: string | null }[] };
    for (const { kind, conversationId } of facts) if (kind === "message.received" && conversationId !== null) heard.add(conversationId);
    const now = performance.now();
    // One new conversation a visitor: their count says whose messages have come.
    while (delays.length < heard.size) delays.push(now - ([...sent.values()][delays.length] as number));
  });
  const total = Math.min(VISITORS, PER_SECOND * SECONDS);
  const posts: Promise<unknown>[] = [];
  for (const [n, { token, address }] of tokens.slice(0, total).entries()) {
    sent.set(token, performance.now());
    const headers = { authorization: `Bearer ${token}`, "x-forwarded-for": address };
    posts.push(json(`/webchat/${id}/events`, { id: `m${n}`, type: "text", text: `mensagem ${n}` }, headers));
    await sleep(1000 / PER_SECOND);
  }
  await Promise.all(posts);
  for (const deadline = Date.now() + 30_000; delays.length < total && Date.now() < deadline; ) await sleep(20);
  const sorted = delays.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(0);
  console.log(
    `a visitor's message to an agent's browser, ${VISITORS} connected, ${PER_SECOND} a second: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms (${sorted.length})`,
  );
  agent.close();
  for (const socket of sockets) socket.terminate();
} finally {
  await program.kill("SIGTERM");
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

function openSocket(channelId: string, token: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/webchat/${channelId}/socket`);
  socket.once("open", () => socket.send(JSON.stringify({ token, after: 0 })));
  return new Promise((resolve, reject) => {
    socket.once("message", () => resolve(socket));
    socket.once("error", reject);
  });
}

/** Of the program's process, in MB. */
function residentMb(): number {
  const line = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${program.process.pid}/status`, "utf8"))?.[1];
  return Math.round(Number(line) / 1024);
}
