import assert from "node:assert/strict";
import { test } from "node:test";
import { queueChecks } from "../../src/channels/index.ts";
import { startApp } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Push");
const cookie = await app.signIn(workspace);
const call = (method: string, address: string, body?: unknown) => app.call(null, method, address, body, cookie);
const browser = () => app.control("POST", "/_control/push");
const shown = async (id: string): Promise<any[]> => (await app.control("GET", `/_control/push/${id}`)).items;

async function outage() {
  await app.control("PUT", "/_control/faults", { down: true });
  for (let n = 0; n < 3; n += 1) {
    app.clock.advance(5 * 60_000 + 1_000);
    await queueChecks(app.db, app.prosa.delivery.adapters, app.clock.now());
    await app.runJobs();
  }
  app.clock.advance(31_000);
  await app.runJobs();
}
async function heal() {
  await app.control("PUT", "/_control/faults", {});
  app.clock.advance(5 * 60_000 + 1_000);
  await queueChecks(app.db, app.prosa.delivery.adapters, app.clock.now());
  await app.runJobs();
  app.clock.advance(31_000);
  await app.runJobs();
}

test("a browser subscribes, is told of a channel in trouble, signed and sealed for it alone, and is forgotten when it is gone", async () => {
  const { body: key } = await call("GET", "/push/key");
  assert.equal(Buffer.from(key.publicKey, "base64url").length, 65);
  assert.equal((await call("GET", "/push/key")).body.publicKey, key.publicKey, "the key stays");
  const first = await browser();
  const { status, body, raw } = await call("POST", "/push/subscriptions", {
    endpoint: first.endpoint,
    keys: first.keys,
    device: "Firefox",
  });
  assert.equal(status, 201);
  assert.equal(raw.toString().includes(first.endpoint), false, "the address is a right to write: it does not come back");
  const again = await call("POST", "/push/subscriptions", { endpoint: first.endpoint, keys: first.keys, device: "Firefox" });
  assert.equal(again.status, 201);
  assert.deepEqual(
    (await call("GET", "/push/subscriptions")).body.items.map((one: any) => one.id),
    [again.body.id],
    "one browser is there once",
  );
  assert.notEqual(again.body.id, body.id);
  await outage();
  const [notice] = await shown(first.id);
  assert.equal(notice.title, "Prosa: Canal com problema");
  assert.equal(notice.path, "/channels");
  await app.control("PUT", `/_control/push/${first.id}/gone`);
  await heal();
  assert.deepEqual((await call("GET", "/push/subscriptions")).body.items, []);
  const [sealed] = await app.rows("select count(*)::int as count from push_subscriptions");
  assert.equal(sealed.count, 0);
});

test("addresses and keys that no browser has are refused, and a subscription is its member's own", async () => {
  const good = await browser();
  const attempt = (given: object) =>
    call("POST", "/push/subscriptions", { endpoint: good.endpoint, keys: good.keys, device: "x", ...given });
  for (const endpoint of [
    "https://127.0.0.1/x",
    "http://example.com/push",
    "https://[::1]/x",
    "https://user:pw@example.com/",
    "ftp://example.com/x/y",
  ])
    assert.equal((await attempt({ endpoint })).body.code, "team.bad_push_subscription", endpoint);
  assert.equal((await attempt({ keys: { p256dh: "AAAA", auth: "AAAA" } })).body.code, "team.bad_push_subscription");
  const { body } = await attempt({});
  assert.equal((await app.call(null, "GET", "/push/subscriptions")).status, 401);
  assert.equal((await call("DELETE", `/push/subscriptions/${body.id}`)).status, 200);
  assert.equal((await call("DELETE", `/push/subscriptions/${body.id}`)).status, 404);
});
