import assert from "node:assert/strict";
import { test } from "node:test";
import { createPacer, queueChecks } from "../../src/channels/index.ts";
import { inventAccount, registerAccount } from "../../src/playground/index.ts";
import { startApp, textWebhook } from "../cast/harness.ts";

// Jobs run when told to, and the clock stands still until it is moved: an outage of half an hour takes a moment.
const app = await startApp();
const workspace = await app.addWorkspace("Delivery");
const { channel } = workspace;
const MINUTE = 60_000;
let counter = 0;

async function conversation() {
  counter += 1;
  const from = `5592944${String(counter).padStart(6, "0")}`;
  const at = Math.floor(app.clock.now().getTime() / 1000);
  await app.receive(channel, textWebhook({ from, id: `wamid.delivery${counter}`, text: "oi", at, name: `Pessoa ${counter}` }));
  await app.runJobs();
  const { body } = await app.call(workspace, "GET", "/conversations?limit=100");
  return body.items.find((one: any) => one.contact.name === `Pessoa ${counter}`).id as string;
}
const send = async (id: string, text: string): Promise<string> =>
  (await app.call(workspace, "POST", `/conversations/${id}/messages`, { kind: "text", text })).body.id;
const message = async (id: string) => (await app.call(workspace, "GET", `/messages/${id}`)).body;
const flow = async () => (await app.call(workspace, "GET", `/channels/${channel.id}`)).body;
const down = (isDown: boolean) => app.control("PUT", "/_control/faults", { down: isDown });
const sent = async (): Promise<string[]> => (await app.control("GET", "/_control/sent")).items.map((one: any) => one.body.text.body);
/** Moves the clock and runs what has become due, in steps, as time does. */
async function pass(ms: number) {
  const end = app.clock.now().getTime() + ms;
  while (app.clock.now().getTime() < end) {
    app.clock.advance(Math.min(end - app.clock.now().getTime(), 30_000));
    await app.runJobs();
  }
}

test("five failures in a row pause a channel, everything waits, one message tries after ten minutes, and all leave in order", async () => {
  const ids = [await conversation(), await conversation(), await conversation()];
  await down(true);
  const first: string[] = [];
  for (const [index, id] of ids.entries()) first.push(await send(id, `antes ${index}`));
  await app.runJobs();
  await pass(15_000);
  assert.equal((await flow()).breaker, "open");
  const waiting: string[] = [];
  for (const [index, id] of ids.entries()) waiting.push(await send(id, `durante ${index}`));
  await pass(2 * MINUTE);
  for (const id of [...first, ...waiting]) {
    const { isParked, status } = await message(id);
    assert.deepEqual([status, isParked], ["queued", true]);
  }
  assert.deepEqual(await sent(), []);

  // Half open: one message tries, fails, and the pause begins anew.
  const before = (await flow()).breakerOpenedAt;
  await pass(10 * MINUTE);
  const again = await flow();
  assert.equal(again.breaker, "open");
  assert.notEqual(again.breakerOpenedAt, before);
  await pass(6 * MINUTE);
  await down(false);
  assert.equal((await flow()).breaker, "open", "nobody has tried yet");
  await pass(5 * MINUTE);
  assert.equal((await flow()).breaker, "closed");
  assert.deepEqual((await sent()).toSorted(), [...ids.keys()].flatMap((n) => [`antes ${n}`, `durante ${n}`]).toSorted());
  for (const n of ids.keys()) {
    const order = (await sent()).filter((text) => text.endsWith(` ${n}`));
    assert.deepEqual(order, [`antes ${n}`, `durante ${n}`], "of one person in the order it was written");
  }
});

test("the state of the breaker is kept by the database, and a check that succeeds lets everything leave at once", async () => {
  const id = await conversation();
  await down(true);
  for (let n = 0; n < 6; n += 1) await send(n === 0 ? id : await conversation(), `x${n}`);
  await pass(20_000);
  const [row] = await app.rows("select breaker from channel_flow where channel_id = $1", [channel.id]);
  assert.equal(row.breaker, "open");
  await down(false);
  const { body } = await app.call(workspace, "POST", `/channels/${channel.id}/validate`);
  assert.equal(typeof body.ok, "boolean");
  await app.call(workspace, "PATCH", `/channels/${channel.id}`, { status: "active" });
  await app.runJobs();
  await pass(2_000);
  assert.equal((await flow()).breaker, "closed");
  const [left] = await app.rows("select count(*)::int as count from messages where parked_at is not null");
  assert.equal(left.count, 0);
});

test("a worker that dies with the one message that tries leaves no channel waiting forever", async () => {
  await down(true);
  for (let n = 0; n < 6; n += 1) await send(await conversation(), `sonda ${n}`);
  await pass(20_000);
  assert.equal((await flow()).breaker, "open");
  const [victim] = await app.rows("select id from messages where parked_at is not null order by created_at limit 1");
  // What such a worker leaves: half open, the attempt written down, its job due again.
  await app.rows("update channel_flow set breaker = 'half_open' where channel_id = $1", [channel.id]);
  await app.rows("update messages set parked_at = null, attempted_at = $2, attempts = 1 where id = $1", [victim.id, app.clock.now()]);
  await app.rows("insert into jobs (kind, workspace_id, payload, run_at) values ('inbox.deliver', $1, $2, $3)", [
    workspace.id,
    JSON.stringify({ messageId: victim.id, channelId: channel.id, probe: true }),
    app.clock.now(),
  ]);
  await down(false);
  await pass(5_000);
  assert.equal((await message(victim.id)).status, "unconfirmed");
  assert.equal((await flow()).breaker, "closed");
  const [left] = await app.rows("select count(*)::int as count from messages where parked_at is not null");
  assert.equal(left.count, 0);
});

test("a person gets ten messages at once, then one every six seconds", async () => {
  const id = await conversation();
  const before = (await sent()).length;
  for (let n = 0; n < 13; n += 1) await send(id, `rajada ${n}`);
  await pass(2_000);
  assert.equal((await sent()).length - before, 10);
  await pass(2 * MINUTE);
  assert.deepEqual(
    (await sent()).slice(before),
    Array.from({ length: 13 }, (_, n) => `rajada ${n}`),
  );
});

test("three failed checks in a row mean offline; a check that works brings it back, with everything that waited", async () => {
  const id = await conversation();
  const check = async () => {
    app.clock.advance(5 * MINUTE + 1_000);
    await queueChecks(app.db, app.prosa.delivery.adapters, app.clock.now());
    await queueChecks(app.db, app.prosa.delivery.adapters, app.clock.now()); // a second worker finds nothing due
    const [row] = await app.rows("select count(*)::int as count from jobs where kind = 'channels.check'");
    assert.equal(row.count, 1);
    await app.runJobs();
    return flow();
  };
  const healthy = await check();
  assert.equal(healthy.status, "active");
  assert.ok(healthy.latencyMs >= 0 && healthy.checkedAt !== null);
  await down(true);
  assert.equal((await check()).status, "active");
  assert.equal((await check()).offlineSince, null);
  const offline = await check();
  assert.equal(offline.status, "error");
  assert.notEqual(offline.offlineSince, null);
  const waits = await send(id, "durante a queda");
  await app.runJobs();
  assert.equal((await message(waits)).isParked, true);
  await down(false);
  assert.equal((await check()).status, "active");
  await app.runJobs();
  assert.notEqual((await message(waits)).status, "queued");
  const kinds = (await app.rows("select kind from events where kind in ('channel.offline', 'channel.online') order by occurred_at")).map(
    ({ kind }) => kind,
  );
  assert.deepEqual(kinds, ["channel.offline", "channel.online"]);
});

test("what a gateway holds unread is fetched by the check, and known messages change nothing", async () => {
  const invented = inventAccount("wppconnect", app.simulator.url);
  const { kind, name, settings, credentials } = invented;
  const created = await app.call(workspace, "POST", "/channels", { kind, name, settings, credentials });
  await registerAccount(app.simulator.url, invented);
  assert.equal((await app.call(workspace, "POST", `/channels/${created.body.id}/validate`)).body.ok, true);
  const text = async () => (await app.rows("select text from messages where channel_id = $1", [created.body.id])).map((row) => row.text);
  const sweep = async () => {
    app.clock.advance(5 * MINUTE + 1_000);
    await queueChecks(app.db, app.prosa.delivery.adapters, app.clock.now());
    await app.runJobs();
  };
  await app.control("PUT", "/_control/faults", { loseWebhooks: true });
  const person = { waId: "5592933334444", userId: "BR.sweep", name: "Pessoa" };
  await app.control("POST", "/_control/act", {
    kind,
    account: invented.id,
    person,
    action: { kind: "text", text: "enquanto estava fora" },
  });
  await sweep();
  await sweep();
  assert.deepEqual(await text(), ["enquanto estava fora"]);
});

test("turns of several processes together keep the limit in every second", async () => {
  const pacers = [1, 2, 3, 4].map(() => createPacer({ db: app.db }));
  const LIMIT = 50;
  const times: number[] = [];
  await Promise.all(
    pacers.flatMap((pacer) =>
      Array.from({ length: 6 }, async () => {
        while (times.length < 2 * LIMIT) {
          const turn = await pacer.reserve(channel.id, LIMIT);
          if ("comeBackMs" in turn) await new Promise((resolve) => setTimeout(resolve, Math.min(turn.comeBackMs, 200)));
          else {
            await turn.reached();
            times.push(performance.now());
          }
        }
      }),
    ),
  );
  times.sort((a, b) => a - b);
  const most = Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1_000).length));
  assert.ok(most <= LIMIT, `${most} in one second`);
});

test("turns that were given up are taken by others, and nobody waits longer for them", async () => {
  const pacer = createPacer({ db: app.db });
  await app.rows("update channel_flow set exit_at = '-infinity' where channel_id = $1", [channel.id]);
  const reserveFive = async () => {
    const turns = await Promise.all(Array.from({ length: 5 }, () => pacer.reserve(channel.id, 25)));
    return turns.map((turn) => ("comeBackMs" in turn ? assert.fail("no turn") : turn));
  };
  for (const turn of await reserveFive()) turn.giveUp();
  await Promise.all((await reserveFive()).map((turn) => turn.reached()));
  const [row] = await app.rows("select extract(epoch from exit_at - now())::float8 as ahead from channel_flow where channel_id = $1", [
    channel.id,
  ]);
  assert.ok((row?.["ahead"] as number) < 0.2, "five turns were leased, not ten");
});
