import assert from "node:assert/strict";
import { test } from "node:test";
import { fixture, startApp, webhookFixtures } from "../cast/harness.ts";
import { howMuch } from "../cast/proofs.ts";

const COUNT = howMuch({ short: 5_000, long: 100_000 });
const app = await startApp();
const workspace = await app.addWorkspace("Fuzz");

/** A generator that gives the same bodies each run, so that a failure can be looked at. */
function createRandom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const pick = createRandom(20_261_121);
const sources = webhookFixtures().map(fixture);
const VALUES = [
  "null",
  "[]",
  "{}",
  "0",
  "-1",
  "1e400",
  "true",
  '""',
  '"\\u0000"',
  '"\\ud800"',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  "[[[[]]]]",
  `"${"x".repeat(3000)}"`,
];

const MUTATIONS: ((body: Buffer) => Buffer)[] = [
  // Truncated, bytes flipped, bad UTF-8.
  (body) => body.subarray(0, pick(body.length)),
  (body) => {
    const copy = Buffer.from(body);
    for (let at = 0; at < 1 + pick(8); at += 1) copy[pick(copy.length)] = pick(256);
    return copy;
  },
  // A value of another type, huge, deep, or a prototype key.
  (body) =>
    Buffer.from(
      body
        .toString()
        .replace(/("[a-z_]+":\s*)("[^"]*"|\d+|true|false)/g, (all, key: string) =>
          pick(6) === 0 ? key + VALUES[pick(VALUES.length)] : all,
        ),
    ),
  // A key that goes missing, or becomes a prototype's.
  (body) =>
    Buffer.from(
      body
        .toString()
        .replace(/"([a-z_]+)":/g, (all, key: string) =>
          pick(8) === 0 ? `"${["__proto__", "constructor", key.slice(1), ""][pick(4)]}":` : all,
        ),
    ),
  (body) => Buffer.from("[".repeat(pick(4000)) + body.toString()),
  (body) => Buffer.concat([body, body]),
  () => Buffer.from(Array.from({ length: pick(300) }, () => pick(256))),
];

test(`${COUNT} malformed bodies: 400, 401 or stored; never 500, no crash, memory flat`, async () => {
  const counts = new Map<number, number>();
  global.gc?.();
  let atStart = 0;
  for (let sent = 0; sent < COUNT; sent += 50) {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => {
        const body = (MUTATIONS[pick(MUTATIONS.length)] as (body: Buffer) => Buffer)(sources[pick(sources.length)] as Buffer);
        return app.receive(workspace.channel, body, pick(20) === 0 ? "sha256=00" : undefined);
      }),
    );
    for (const status of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
    await app.runJobs();
    if (sent === 2_000) atStart = process.memoryUsage().rss;
  }
  assert.deepEqual(
    [...counts.keys()].filter((status) => ![200, 400, 401].includes(status)),
    [],
    JSON.stringify([...counts]),
  );
  assert.ok((counts.get(200) ?? 0) > COUNT / 10 && (counts.get(400) ?? 0) > COUNT / 10);
  const grown = process.memoryUsage().rss - atStart;
  assert.ok(grown < 150 * 1024 * 1024, `memory grew by ${Math.round(grown / 1024 / 1024)} MB`);
  assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
  for (let round = 0; round < 6; round += 1) {
    app.clock.advance(120_000);
    await app.runJobs();
  }
  assert.deepEqual(
    await app.rows("select error from raw_event_failures where reason = 'failed'"),
    [],
    "what was taken was understood or kept",
  );
  assert.deepEqual(await app.rows("select error from dead_jobs where kind = 'channels.normalise'"), []);
  const kept = await app.rows("select count(*)::int as n from raw_event_failures where reason = 'malformed'");
  assert.ok(kept[0].n <= 200, "inspection is bounded");
});
