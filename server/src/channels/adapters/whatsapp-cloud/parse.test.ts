import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { fixtureJson, webhookFixtures } from "../../../../test/cast/meta-webhooks.ts";
import { howMuch } from "../../../../test/cast/proofs.ts";
import type { MessageEvent } from "../adapter.ts";
import { orderingKey, parseWebhook } from "./parse.ts";

const only = (name: string) => {
  const events = parseWebhook(fixtureJson(name));
  assert.equal(events.length, 1, `${name} is one event`);
  return events[0] as (typeof events)[number];
};
const message = (name: string) => only(name) as MessageEvent;

test("a text carries its sender by every identity that Meta gives", () => {
  const event = message("wa-inbound-text.json");
  assert.deepEqual(event.contact, {
    keys: [
      { kind: "phone", value: "+5511999990001", address: "5511999990001" },
      { kind: "whatsapp_user_id", value: "BR.10483920175546281937", address: "BR.10483920175546281937" },
    ],
    profileName: "Ana Souza",
  });
  assert.deepEqual(event.content, { kind: "text", text: "Oi, vocês têm a jaqueta azul no tamanho M?" });
  assert.equal(event.at?.toISOString(), "2026-11-10T12:00:00.000Z");
});

test("a person who hides the phone has no phone made up for them", () => {
  const { contact } = message("wa-inbound-bsuid-only.json");
  assert.deepEqual(
    contact.keys.map(({ kind }) => kind),
    ["whatsapp_user_id", "whatsapp_parent_user_id"],
  );
  assert.equal(contact.username, "duda.martins");
});

test("Brazil's old eight digits match the new nine", () => {
  assert.equal(message("wa-inbound-br-ninth-digit.json").contact.keys[0]?.value, "+5531999990009");
});

test("profiles are joined by id, not by position", () => {
  const events = parseWebhook(fixtureJson("wa-batch-multi-messages-one-change.json")) as MessageEvent[];
  assert.equal(events.length, 3);
  for (const { contact } of events)
    assert.ok(
      contact.profileName === "Ana Souza"
        ? contact.keys[0]?.value.endsWith("0001")
        : contact.profileName === "Bruno Lima" && contact.keys[0]?.value.endsWith("0002"),
    );
});

const CONTENT: [string, string][] = [
  ["wa-inbound-image-caption.json", "image"],
  ["wa-inbound-audio-voice.json", "voice"],
  ["wa-inbound-audio-file.json", "audio"],
  ["wa-inbound-video.json", "video"],
  ["wa-inbound-document.json", "document"],
  ["wa-inbound-sticker.json", "sticker"],
  ["wa-inbound-location.json", "location"],
  ["wa-inbound-location-pin-only.json", "location"],
  ["wa-inbound-contacts.json", "contacts"],
  ["wa-inbound-contacts-request-vcard.json", "contacts"],
  ["wa-inbound-button-template.json", "choice"],
  ["wa-inbound-button-no-context.json", "choice"],
  ["wa-inbound-interactive-button-reply.json", "choice"],
  ["wa-inbound-interactive-list-reply.json", "choice"],
  ["wa-inbound-interactive-nfm-reply.json", "form_reply"],
  ["wa-inbound-order.json", "order"],
  ["wa-inbound-request-welcome.json", "event"],
  ["wa-inbound-unsupported.json", "unsupported"],
  ["wa-inbound-future-type.json", "unsupported"],
  ["wa-inbound-media-error-131052.json", "unsupported"],
];
for (const [name, kind] of CONTENT) {
  test(`${name} is shown as ${kind}`, () => assert.equal(message(name).content.kind, kind));
}

test("every entry, change, message and status of a batch becomes an event", () => {
  const events = parseWebhook(fixtureJson("wa-batch-3-entries-mixed.json"));
  assert.deepEqual(
    events.map(({ type }) => type),
    ["message", "status", "message", "template_update"],
  );
  assert.deepEqual(
    events.map(({ account }) => account),
    ["200300400500601", "200300400500601", "200300400500602", null],
  );
});

test("no fixture is left without an event, and none throws", () => {
  for (const name of webhookFixtures()) {
    const body = fixtureJson(name);
    const events = parseWebhook(body);
    assert.ok(events.length >= countElements(body), `${name}: ${events.length} events for ${countElements(body)} elements`);
  }
});

/** Every element that Meta put into lists of a change, and every change without lists, counts one. */
function countElements(body: any): number {
  if (body.object !== "whatsapp_business_account") return 1;
  let count = 0;
  for (const change of body.entry.flatMap((entry: any) => entry.changes ?? [])) {
    const value = change.value.standby ?? change.value;
    const lists = ["messages", "statuses", "message_echoes", "state_sync", "user_id_update", "user_preferences", "errors"].flatMap(
      (key) => value[key] ?? [],
    );
    const history = (value.history ?? []).flatMap((chunk: any) => [
      ...(chunk.errors ?? []),
      ...(chunk.threads ?? []).flatMap((thread: any) => thread.messages),
    ]);
    count += Math.max(1, lists.length + history.length);
  }
  return count;
}

test("whatever comes, parsing gives events and never throws", () => {
  const odd = fc.oneof(fc.constant("__proto__"), fc.constant("messages"), fc.string());
  const anything = fc.letrec((tie) => ({
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.boolean(),
      fc.array(tie("node"), { maxLength: 4 }),
      fc.dictionary(odd, tie("node"), { maxKeys: 5 }),
    ),
  })).node;
  fc.assert(
    fc.property(
      anything,
      anything,
      fc.constantFrom("messages", "history", "standby", "smb_message_echoes", "user_preferences", "account_update", "nothing"),
      (value, more, field) => {
        const body = {
          object: "whatsapp_business_account",
          entry: [{ id: more, changes: [{ field, value: { messages: value, statuses: more, history: [value], standby: value } }, value] }],
        };
        assert.ok(Array.isArray(parseWebhook(body)));
        assert.equal(typeof orderingKey(body), "string");
      },
    ),
    { numRuns: howMuch({ short: 500, long: 20_000 }) },
  );
});
