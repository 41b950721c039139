import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { fixtureJson, fixtureNames, webhookFixtures } from "../../../test/cast/meta-webhooks.ts";
import { howMuch } from "../../../test/cast/proofs.ts";
import type { ChannelAdapter, ChannelEvent } from "../adapters/adapter.ts";
import { evolution } from "../adapters/evolution/index.ts";
import { instagram } from "../adapters/instagram/index.ts";
import { megaapi } from "../adapters/megaapi/index.ts";
import { messenger } from "../adapters/messenger/index.ts";
import { telegram } from "../adapters/telegram/index.ts";
import { waha } from "../adapters/waha/index.ts";
import { whatsappCloud } from "../adapters/whatsapp-cloud/index.ts";
import { wppconnect } from "../adapters/wppconnect/index.ts";

/** Mutations of each fixture kind. */
const COUNT = howMuch({ short: 3_000, long: 30_000 });
const FIXTURES = path.resolve(import.meta.dirname, "../../../test/fixtures");

const samples = (folder: string): unknown[] =>
  readdirSync(path.join(FIXTURES, folder))
    .filter((name) => /^wh_.*json$/.test(name))
    .map((name) => JSON.parse(readFileSync(path.join(FIXTURES, folder, name), "utf8")));
const direct = (pattern: RegExp): unknown[] =>
  fixtureNames(pattern)
    .filter((name) => !/error|request|send-response|user-profile/.test(name))
    .map(fixtureJson);

const KINDS: [ChannelAdapter, unknown[]][] = [
  [whatsappCloud, webhookFixtures().map(fixtureJson)],
  [messenger, direct(/^fb-/)],
  [instagram, direct(/^ig-/)],
  [telegram, samples("telegram")],
  [evolution, samples("evolution")],
  [megaapi, samples("megaapi")],
  [waha, samples("waha")],
  [wppconnect, samples("wppconnect")],
];

type Loose = Record<string, unknown>;
interface Place {
  holder: Loose;
  path: string[];
}

/** Every object of a body. */
function placesOf(value: unknown, at: string[] = []): Place[] {
  if (Array.isArray(value)) return value.flatMap((one) => placesOf(one, at));
  if (typeof value !== "object" || value === null) return [];
  const holder = value as Loose; // a parsed JSON object
  return [{ holder, path: at }, ...Object.entries(holder).flatMap(([key, inner]) => placesOf(inner, [...at, key]))];
}

/** The same bodies each run, so that a failure can be looked at. */
function createRandom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const NEW = "zz_new_key";
/** Left out on purpose, and told as what they are: groups, and what pairs a phone. */
const isLeftOut = (events: ChannelEvent[]): boolean =>
  events.some(
    (event) => event.type === "notice" && /^(group_ignored|broadcast_ignored|event:qrcode|event:phonecode)/i.test(event.notice.kind),
  );
const isConnection = (events: ChannelEvent[]): boolean => events.some(({ type }) => type === "account_update");

const idsOf = (events: ChannelEvent[]): string =>
  events.flatMap((event) => (event.type === "message" && event.content.kind !== "unsupported" ? [event.providerMessageId] : [])).join(" ");

for (const [adapter, bodies] of KINDS) {
  test(`${adapter.kind}: whatever key is added, renamed or missing, every part is told and its neighbours come through`, () => {
    const pick = createRandom(20_261_127);
    const lost = new Map<string, number>();
    for (let run = 0; run < COUNT; run += 1) {
      const body = structuredClone(bodies[pick(bodies.length)]);
      const before = adapter.parse(structuredClone(body));
      const places = placesOf(body);
      const { holder, path: at } = places[pick(places.length)] as Place;
      const keys = Object.keys(holder);
      const key = keys[pick(keys.length)];
      const action = ["add", "rename", "remove"][pick(3)] as string;
      if (action === "add") holder[NEW] = [{ id: `zz${run}`, words: "nobody knows this" }];
      const moved = key === undefined ? undefined : holder[key];
      if (action !== "add" && key !== undefined) {
        delete holder[key];
        if (action === "rename") holder[NEW] = moved;
      }
      const events = adapter.parse(body);
      assert.ok(events.length > 0, JSON.stringify(body));
      for (const event of events) if (event.type === "message") assert.ok(event.contact.keys.length > 0 && event.providerMessageId !== "");
      const isPart =
        action === "add" || (action === "rename" && typeof moved === "object" && moved !== null && Object.keys(moved).length > 0);
      if (!isPart || isLeftOut(before) || isLeftOut(events) || isConnection(events)) continue;
      // A part that is known by its shape is shown whatever its name.
      const isShown = action === "rename" && idsOf(events) !== "" && idsOf(events) === idsOf(before);
      if (!isShown && !JSON.stringify(events).includes(NEW)) lost.set(at.join("."), (lost.get(at.join(".")) ?? 0) + 1);
    }
    assert.deepEqual([...lost.keys()].filter((where) => !ON_PURPOSE.test(where)).sort(), []);
  });
}

/**
 * Objects in which nothing new is told: what surrounds an element, what it quotes, who wrote it and how the gateway sees it. The element
 * itself is told.
 */
const ON_PURPOSE =
  /(^|\.)(metadata|contacts|context|conversation|welcome_message|attachments|contextInfo|messageContextInfo|protocolMessage|key|_data|me|environment|after|before|reply_to_message|old_chat_member|entities|id|msgId|mediaData|quotedMsg|sender|user)(\.|$)|^callback_query\.message/;
