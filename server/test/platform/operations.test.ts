import assert from "node:assert/strict";
import { after, test } from "node:test";
import pg from "pg";
import { createLogger, createMetrics, createSecrets, freePort, migrate, openDatabase, serveOperations } from "../../src/platform/index.ts";
import { cloneDatabase, SECRET_KEY } from "../cast/harness.ts";

const database = await cloneDatabase();
const db = openDatabase(database, createLogger("silent"));
after(async () => {
  await db.close();
  await database.drop();
});

test("a worker says on a port of its own that it is there, ready, and how it is", async () => {
  const port = await freePort();
  const config = { metricsToken: "a token of this test" };
  const stop = await serveOperations({ db, metrics: createMetrics(), config }, { port, host: "127.0.0.1" });
  const ask = (address: string, headers = {}) => fetch(`http://127.0.0.1:${port}${address}`, { headers });
  assert.equal((await ask("/healthz")).status, 200);
  assert.deepEqual(await (await ask("/readyz")).json(), { status: "ready" });
  const proxied = { "x-forwarded-for": "203.0.113.7" };
  assert.equal((await ask("/metrics", proxied)).status, 404);
  const told = await ask("/metrics", { ...proxied, authorization: "Bearer a token of this test" });
  assert.match(await told.text(), /^prosa_ready 1$/m);
  config.metricsToken = "another token of this test";
  assert.equal((await ask("/metrics", { ...proxied, authorization: "Bearer a token of this test" })).status, 404, "the one before");
  assert.equal((await ask("/metrics", { ...proxied, authorization: "Bearer another token of this test" })).status, 200);
  assert.equal((await ask("/api/v1/conversations")).status, 404, "and nothing else");
  await stop();
  await assert.rejects(ask("/healthz"));
});

test("on a database that a newer version migrated a version starts only when it is told to", async () => {
  const owner = new pg.Client(database.owner);
  await owner.connect();
  await owner.query("insert into migrations (name, ran_at) values ('2099-01-01_of_later.sql', now())");
  await owner.end();
  const secrets = createSecrets([SECRET_KEY]);
  await assert.rejects(migrate(database.owner, secrets), /newer version of Prosa \(2099-01-01_of_later\.sql\).*PROSA_NEWER_DATABASE=1/);
  assert.ok((await migrate(database.owner, secrets, { newerDatabase: true })).app);
});
