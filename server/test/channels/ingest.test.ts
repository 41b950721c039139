import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import pg from "pg";
import { createIngest } from "../../src/channels/index.ts";
import { startApp } from "../cast/harness.ts";

const app = await startApp();
const { id: workspaceId, channel } = await app.addWorkspace("Ingest");

const event = (bytes: number) => ({ workspaceId, channelId: channel.id, body: randomBytes(bytes), orderingKey: "k" });

test("bodies of every size come out as they went in, each under its own hash", async () => {
  const ingest = createIngest({ db: app.db, clock: app.clock, stored: () => undefined });
  const events = [0, 1, 600, 70_000, 3_000_000, 3_000_000, 3_000_000, 5].map((bytes) => event(bytes));
  await Promise.all(events.map((one) => ingest.store(one)));
  const rows = await app.rows<{ body: Buffer; right: boolean }>(
    "select body, body_hash = sha256(body) as right from raw_events where channel_id = $1",
    [channel.id],
  );
  assert.equal(rows.length, events.length);
  for (const { body } of events) assert.ok(rows.some((row) => row.right && row.body.equals(body)));
});

test("other work waits while many webhooks wait, but not for ever", async () => {
  const ingest = createIngest({ db: app.db, clock: app.clock, stored: () => undefined });
  // What waits for a timer comes after this.
  const nextTurn = () => new Promise<string>((resolve) => setImmediate(resolve, "waits"));
  const goesOn = () => Promise.race([ingest.calm().then(() => "goes on"), nextTurn()]);
  assert.equal(await goesOn(), "goes on", "nobody waits");
  const owner = new pg.Client(app.urls.owner);
  await owner.connect();
  await owner.query("begin; lock table raw_events in exclusive mode");
  const storing = Array.from({ length: 10 }, () => ingest.store(event(100)));
  const began = performance.now();
  assert.equal(await goesOn(), "waits");
  await ingest.calm();
  assert.ok(performance.now() - began >= 100, "it yields");
  await owner.query("commit");
  await Promise.all(storing);
  assert.equal(await goesOn(), "goes on", "nobody waits any more");
  await owner.end();
});
