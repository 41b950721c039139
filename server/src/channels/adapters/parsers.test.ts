import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { howMuch } from "../../../test/cast/proofs.ts";
import type { ChannelAdapter } from "./adapter.ts";
import { evolution } from "./evolution/index.ts";
import { instagram } from "./instagram/index.ts";
import { megaapi } from "./megaapi/index.ts";
import { messenger } from "./messenger/index.ts";
import { telegram } from "./telegram/index.ts";
import { twilio } from "./twilio/index.ts";
import { waha } from "./waha/index.ts";
import { webchat } from "./webchat/index.ts";
import { wppconnect } from "./wppconnect/index.ts";

const FIXTURES = path.resolve(import.meta.dirname, "../../../test/fixtures");
const samples = (folder: string, pattern: RegExp): unknown[] =>
  readdirSync(path.join(FIXTURES, folder))
    .filter((name) => pattern.test(name))
    .map((name) => JSON.parse(readFileSync(path.join(FIXTURES, folder, name), "utf8")));

const PARSERS: [ChannelAdapter, unknown[]][] = [
  [messenger, samples("meta", /^fb-(?!.*(error|request|response|profile))/)],
  [instagram, samples("meta", /^ig-(?!.*(error|request|response|profile))/)],
  ...[telegram, twilio, megaapi, waha, wppconnect, evolution, webchat].map((one): [ChannelAdapter, unknown[]] => [
    one,
    samples(one.kind, /^wh_.*json$/),
  ]),
];

const odd = fc.oneof(
  fc.constant(null),
  fc.constant(undefined),
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constant([]),
  fc.constant({}),
  fc.constant([[{}]]),
  fc.constant("\u0000\ud800"),
);

/** Every value of a body, at any depth, may be something else. */
function mutate(value: unknown, random: () => number, replacement: () => unknown): unknown {
  if (random() < 0.08) return replacement();
  if (Array.isArray(value)) return value.map((one) => mutate(one, random, replacement));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mutate(inner, random, replacement)]));
}

for (const [adapter, bodies] of PARSERS) {
  test(`${adapter.kind}: whatever a webhook holds, reading it never throws`, () => {
    assert.ok(bodies.length > 5);
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.infiniteStream(odd),
        (body, numbers, values) => {
          const changed = mutate(
            body,
            () => numbers.next().value as number,
            () => values.next().value,
          );
          for (const event of adapter.parse(changed)) assert.ok(event.type);
          assert.equal(typeof adapter.orderingKey(changed), "string");
          adapter.toStored?.(Buffer.from(JSON.stringify(changed) ?? "{}"), new Date(0));
        },
      ),
      { numRuns: howMuch({ short: 500, long: 20_000 }) },
    );
  });

  test(`${adapter.kind}: every sample is accounted for, and messages name their person`, () => {
    for (const body of bodies) {
      const events = adapter.parse(body);
      assert.ok(events.length > 0, JSON.stringify(body));
      for (const event of events) if (event.type === "message") assert.ok(event.contact.keys.length > 0 && event.providerMessageId !== "");
    }
  });
}

test("hidden and open numbers of one person are one sender", () => {
  const [event] = evolution.parse(JSON.parse(readFileSync(path.join(FIXTURES, "evolution/wh_messages_upsert_lid.json"), "utf8")));
  assert.ok(event?.type === "message");
  assert.deepEqual(
    event.contact.keys.map(({ kind, value }) => [kind, value]),
    [
      ["whatsapp_lid", "900000000000001@lid"],
      ["phone", "+351910000001"],
    ],
  );
});

test("WPPConnect: of a large event only the file is left out, whatever kind it is", () => {
  for (const sample of samples("wppconnect", /^wh_onmessage.*json$/) as Record<string, unknown>[]) {
    const large = Buffer.from(JSON.stringify({ ...sample, padding: "x".repeat(70_000) }));
    const stored = JSON.parse(String(wppconnect.toStored?.(large, new Date(0))));
    assert.deepEqual(wppconnect.parse(stored), wppconnect.parse(sample));
    assert.equal(stored.body === undefined, sample["mimetype"] !== undefined || sample["type"] === "location");
  }
});
