// Odd bodies of every kind of channel, signed as its provider signs: taken, refused or set aside as malformed, and never an error of ours.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { inventAccount, registerAccount } from "../../src/playground/index.ts";
import { startApp, until } from "../cast/harness.ts";
import { howMuch } from "../cast/proofs.ts";

const COUNT = howMuch({ short: 300, long: 3_000 });
const AT_ONCE = 20;
const FIXTURES = path.join(import.meta.dirname, "../fixtures");

const app = await startApp({ live: true });
const workspace = await app.addWorkspace("Odd");

const read = (folder: string, pattern: RegExp): string[] =>
  readdirSync(path.join(FIXTURES, folder))
    .filter((name) => pattern.test(name) && !/error|request|response|profile/.test(name))
    .map((name) => readFileSync(path.join(FIXTURES, folder, name), "utf8"));

const SOURCES: Record<string, string[]> = {
  whatsapp_cloud: read("meta", /^wa-.*json$/),
  messenger: read("meta", /^fb-.*json$/),
  instagram: read("meta", /^ig-.*json$/),
  twilio: read("twilio", /^wh_.*txt$/),
  ...Object.fromEntries(["telegram", "evolution", "megaapi", "waha", "wppconnect"].map((kind) => [kind, read(kind, /^wh_.*json$/)])),
};

/** The same bodies each run, so that a failure can be looked at. */
function createRandom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
const pick = createRandom(20_261_128);
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
  '{"__proto__":{"a":1}}',
  "[[[[]]]]",
  `"${"x".repeat(3000)}"`,
];

/** Keys are renamed, go missing or are new; values become others; bytes are lost. */
const MUTATIONS: ((body: string) => string)[] = [
  (body) =>
    body.replaceAll(/"([\w-]+)":/g, (all, key: string) => (pick(8) === 0 ? `"${["zz", key.slice(1), "__proto__", ""][pick(4)]}":` : all)),
  (body) =>
    body.replaceAll(/("[\w-]+":\s*)("[^"]*"|-?\d+|true|false|null)/g, (all, key: string) =>
      pick(6) === 0 ? key + VALUES[pick(VALUES.length)] : all,
    ),
  (body) => body.replaceAll("{", () => (pick(6) === 0 ? `{"zz${pick(9)}":[{"id":"${pick(99)}"}],` : "{")).replaceAll(/,(\s*\})/g, "$1"),
  (body) => body.slice(0, pick(body.length)),
  (body) => body.replaceAll(/&(\w+)=/g, (all) => (pick(5) === 0 ? "&zz=" : all)),
];

for (const [kind, sources] of Object.entries(SOURCES)) {
  test(`${kind}: ${COUNT} odd bodies are taken or refused, and none is an error of ours`, async () => {
    const account = inventAccount(kind, app.simulator.url);
    const { name, settings, credentials } = account;
    const { body } = await app.call(workspace, "POST", "/channels", { kind, name, settings, credentials });
    await registerAccount(app.simulator.url, account, { webhookUrl: body.webhookUrl });
    await app.call(workspace, "POST", `/channels/${body.id}/validate`);
    assert.ok(sources.length > 0);
    const counts = new Map<number, number>();
    for (let sent = 0; sent < COUNT; sent += AT_ONCE) {
      const answers = await Promise.all(
        Array.from({ length: AT_ONCE }, async () => {
          const odd = (MUTATIONS[pick(MUTATIONS.length)] as (body: string) => string)(sources[pick(sources.length)] as string);
          const base64 = Buffer.from(odd).toString("base64");
          return (await app.control("POST", "/_control/webhook", { kind, account: account.id, base64 })).status as number;
        }),
      );
      for (const status of answers) counts.set(status, (counts.get(status) ?? 0) + 1);
    }
    assert.deepEqual(
      [...counts.keys()].filter((status) => ![200, 400, 401].includes(status)),
      [],
      JSON.stringify([...counts]),
    );
    assert.ok((counts.get(200) ?? 0) > COUNT / 10, JSON.stringify([...counts]));
    await until(async () => (await app.rows("select 1 from jobs where kind = 'channels.normalise' limit 1")).length === 0);
    assert.deepEqual(await app.rows("select error from raw_event_failures where reason = 'failed' and channel_id = $1", [body.id]), []);
  });
}
