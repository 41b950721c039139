import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { startSimulator } from "../../../simulator/server.ts";
import { freePort, startEmbeddedPostgres } from "../../src/platform/index.ts";
import { PHONE_NUMBER_ID, sign, textWebhook, until } from "../cast/harness.ts";
import { databasePid, type Program, setUpProgram, startProgram, temporaryFolder } from "../cast/program.ts";
import { howMuch, isProving } from "../cast/proofs.ts";

const KILLS = howMuch({ short: 5, long: 50 });
const PEOPLE = 8;
/** What has to be acknowledged between two kills: without load a kill proves nothing. */
const WEBHOOKS_A_LIFE = 10;
const REPLIES_A_LIFE = 1;

const folder = temporaryFolder();
const simulator = await startSimulator();
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const env = {
  PORT: String(port),
  PROSA_DATA_DIR: folder.path,
  PROSA_DEMO: "0",
  PROSA_META_GRAPH_URL: simulator.url,
  PROSA_ALLOWED_HOSTS: new URL(simulator.url).host,
};
let program: Program = await startProgram(env);
after(async () => {
  await program.kill("SIGTERM");
  await simulator.stop();
  folder.remove();
});

const scopes = ["conversations.read", "conversations.reply", "contacts.read", "channels.read", "channels.manage"];
const { channel, keys } = await setUpProgram(program, base, { phoneNumberId: PHONE_NUMBER_ID, scopes, keys: 1 });
const key = keys[0] as string;
const control = async (method: string, address: string, body?: unknown): Promise<any> =>
  (
    await fetch(simulator.url + address, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    })
  ).json();
await control("POST", "/_control/accounts", {
  kind: "whatsapp_cloud",
  id: PHONE_NUMBER_ID,
  name: "Crash",
  values: { ...channel, businessAccountId: `1${PHONE_NUMBER_ID}`, displayNumber: "5511999990000" },
  webhookUrl: `${base}/webhooks/${channel.id}`,
});
await control("PUT", "/_control/faults", { statusDelayMs: 60 });

async function call(
  method: string,
  address: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: any }> {
  const answer = await fetch(`${base}/api/v1${address}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (answer.status === 429) {
    await sleep(300);
    return call(method, address, body, headers);
  }
  return { status: answer.status, body: await answer.json() };
}

test(`${KILLS} kills at random moments under load: everything acknowledged is there once, in order, under the right person`, async () => {
  let running = true;
  const acknowledged = Array.from({ length: PEOPLE }, () => 0);
  const replies: { id: string; conversationId: string }[] = [];

  /** Sends its numbers one after the other, each until it hears 200: as Meta does. */
  async function speak(person: number) {
    while (running) {
      const n = (acknowledged[person] as number) + 1;
      const body = Buffer.from(
        JSON.stringify(
          textWebhook({
            from: `55929977700${String(person).padStart(2, "0")}`,
            name: `Person ${person}`,
            id: `wamid.crash.${person}.${n}`,
            text: String(n),
            at: Math.floor(Date.now() / 1000),
          }),
        ),
      );
      try {
        const answer = await fetch(`${base}/webhooks/${channel.id}`, {
          method: "POST",
          headers: { "content-type": "application/json", "x-hub-signature-256": sign(channel.appSecret, body) },
          body: new Uint8Array(body),
          // A connection that was cut may never say so.
          signal: AbortSignal.timeout(20_000),
        });
        if (answer.status === 200) acknowledged[person] = n;
        else await sleep(20);
      } catch {
        await sleep(20);
      }
    }
  }

  /** Answers whatever conversation there is; the key makes repeating harmless. */
  async function answer() {
    for (let n = 0; running; n += 1) {
      const list = await call("GET", "/conversations?limit=20").catch(() => null);
      const conversation = list?.body.items?.[n % PEOPLE];
      if (conversation === undefined) {
        await sleep(30);
        continue;
      }
      for (let tries = 0; running && tries < 200; tries += 1) {
        const sent = await call(
          "POST",
          `/conversations/${conversation.id}/messages`,
          { kind: "text", text: `reply ${n}` },
          { "idempotency-key": `crash-reply-${n}` },
        ).catch(() => null);
        if (sent?.status === 201) {
          replies.push({ id: sent.body.id, conversationId: conversation.id });
          break;
        }
        await sleep(20);
      }
      await sleep(10);
    }
  }

  const webhooks = () => acknowledged.reduce((sum, n) => sum + n, 0);
  const goesOn = (from: { webhooks: number; replies: number }, more: { webhooks: number; replies: number }) =>
    until(async () => webhooks() >= from.webhooks + more.webhooks && replies.length >= from.replies + more.replies);

  const work = [...acknowledged.map((_, person) => speak(person)), answer()];
  await goesOn({ webhooks: 0, replies: 0 }, { webhooks: WEBHOOKS_A_LIFE, replies: REPLIES_A_LIFE });
  let slowest = 0;
  for (let kill = 1; kill <= KILLS; kill += 1) {
    await sleep(Math.random() * 700);
    const database = databasePid(folder.path);
    await program.kill("SIGKILL");
    // Now and then the database dies with it, as when the machine does.
    if (kill % 5 === 0 && database !== null) process.kill(database, "SIGKILL");
    const before = { webhooks: webhooks(), replies: replies.length };
    const started = Date.now();
    program = await startProgram(env);
    await goesOn(before, { webhooks: 1, replies: 0 });
    slowest = Math.max(slowest, Date.now() - started);
    await goesOn(before, { webhooks: WEBHOOKS_A_LIFE, replies: REPLIES_A_LIFE });
  }
  running = false;
  await Promise.all(work);
  // How quick the recovery is, is the machine's matter as well.
  if (isProving) assert.ok(slowest < 15_000, `work went on after ${slowest} ms`);

  const total = webhooks();
  const stored = await until(async () => {
    const all = await readEverything();
    return acknowledged.every((n, person) => (all.get(`Person ${person}`)?.length ?? 0) >= n) ? all : null;
  });
  for (const [person, n] of acknowledged.entries()) {
    const numbers = stored.get(`Person ${person}`) as number[];
    // One more may have been stored whose 200 was cut off.
    assert.ok(numbers.length === n || numbers.length === n + 1, `person ${person}: ${numbers.length} stored, ${n} acknowledged`);
    assert.deepEqual(
      numbers,
      Array.from({ length: numbers.length }, (_, index) => index + 1),
      `person ${person}: once each, in order`,
    );
  }

  const sent = (await control("GET", "/_control/sent")).items as { callbackData: string }[];
  const count = (id: string) => sent.filter(({ callbackData }) => callbackData === id).length;
  let unconfirmed = 0;
  for (const { id } of replies) {
    const message = await until(async () => {
      const { body } = await call("GET", `/messages/${id}`);
      return body.status === "queued" ? null : body;
    });
    assert.ok(count(id) <= 1, `message ${id} reached the provider ${count(id)} times`);
    if (message.status === "unconfirmed") unconfirmed += 1;
    else assert.equal(count(id), 1, `a message that is "${message.status}" was sent`);
  }
  console.log(
    `# ${KILLS} kills, ${total} webhooks and ${replies.length} replies acknowledged, ${unconfirmed} unconfirmed, slowest recovery ${slowest} ms`,
  );
});

/** The numbers that each person's conversation shows, in its order. */
async function readEverything(): Promise<Map<string, number[]>> {
  const found = new Map<string, number[]>();
  const { body } = await call("GET", "/conversations?limit=100");
  for (const conversation of body.items) {
    const numbers: number[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: { body: any } = await call(
        "GET",
        `/conversations/${conversation.id}/messages?limit=100${cursor === "" ? "" : `&cursor=${cursor}`}`,
      );
      for (const message of page.body.items) if (message.direction === "in") numbers.push(Number(message.text));
      cursor = page.body.nextCursor;
    }
    found.set(conversation.contact.name, [...(found.get(conversation.contact.name) ?? []), ...numbers.reverse()]);
  }
  return found;
}

test("the database away: webhooks answer 503, nothing is half done, all catches up by itself", async () => {
  const awayMs = howMuch({ short: 6_000, long: 30_000 });
  const dataDir = path.join(folder.path, "database");
  const [pid, , , databasePort] = readFileSync(path.join(dataDir, "postmaster.pid"), "utf8").split("\n");
  const { databasePassword } = JSON.parse(readFileSync(path.join(folder.path, "secrets.json"), "utf8")) as { databasePassword: string };
  const body = Buffer.from(
    JSON.stringify(
      textWebhook({ from: "5592997771111", name: "Patient", id: "wamid.away.1", text: "still here", at: Math.floor(Date.now() / 1000) }),
    ),
  );
  const post = () =>
    fetch(`${base}/webhooks/${channel.id}`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-hub-signature-256": sign(channel.appSecret, body) },
      body: new Uint8Array(body),
    }).then(
      (answer) => answer.status,
      () => assert.fail(`the program is gone: ${program.output().slice(-2000)}`),
    );
  process.kill(Number(pid), "SIGKILL");
  const started = Date.now();
  // A statement that was running when the postmaster died may still end, and is kept.
  await until(async () => (await post()) === 503);
  const heard = new Set<number>();
  while (Date.now() - started < awayMs) {
    heard.add(await post());
    await sleep(100);
  }
  assert.deepEqual([...heard], [503], program.output().slice(-2000));
  assert.equal((await fetch(`${base}/readyz`)).status, 503);
  assert.equal((await fetch(`${base}/healthz`)).status, 200);
  await startEmbeddedPostgres({ dataDir, password: databasePassword, port: Number(databasePort) });
  await until(async () => (await post()) === 200);
  await until(async () => (await readEverything()).has("Patient"));
  const conversation = (await call("GET", "/conversations?limit=100")).body.items.find((one: any) => one.contact.name === "Patient");
  const { body: sent } = await call("POST", `/conversations/${conversation.id}/messages`, { kind: "text", text: "welcome back" });
  await until(async () => ["delivered", "read"].includes((await call("GET", `/messages/${sent.id}`)).body.status));
});
