import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Channel } from "./adapter.ts";
import { isValidJwt } from "./evolution/index.ts";
import { twilio } from "./twilio/index.ts";
import { waha } from "./waha/index.ts";

const read = (file: string) => JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../../../test/fixtures", file), "utf8"));
const channel = (credentials: Record<string, string>) => ({ credentials }) as unknown as Channel;

for (const { name, auth_token, url, params, raw_body, x_twilio_signature: signature, expect_valid: valid } of read(
  "twilio/vec_signatures.json",
).vectors) {
  test(`Twilio's signature vector "${name}"`, () => {
    const pairs = Object.entries((params ?? {}) as Record<string, string | string[]>).flatMap(([key, value]) =>
      [value].flat().map((one) => [key, one]),
    );
    const rawBody = Buffer.from(raw_body ?? new URLSearchParams(pairs as [string, string][]).toString());
    const headers = { "x-twilio-signature": signature };
    assert.equal(twilio.verify({ rawBody, url, headers }, channel({ authToken: auth_token })), valid);
    assert.equal(twilio.verify({ rawBody, url: `${url}x`, headers }, channel({ authToken: auth_token })), false);
    assert.equal(twilio.verify({ rawBody, url, headers }, channel({ authToken: "other", previousAuthToken: auth_token })), valid);
    assert.equal(twilio.verify({ rawBody, url, headers: {} }, channel({ authToken: auth_token })), false);
  });
}

for (const { name, key, body, hmac_hex: hmac } of read("waha/vec_hmac.json").vectors) {
  test(`WAHA's HMAC vector "${name}"`, () => {
    const given = (signature: string | undefined, secret = key) =>
      waha.verify({ rawBody: Buffer.from(body), url: "", headers: { "x-webhook-hmac": signature } }, channel({ webhookSecret: secret }));
    assert.equal(given(hmac), true);
    assert.equal(given(hmac, "other"), false);
    assert.equal(given(undefined), false);
  });
}

test("Evolution's token vector: valid in its time, with its secret, and unchanged", () => {
  const { secret, token, valid_at, expired_at } = read("evolution/vec_jwt.json");
  assert.equal(isValidJwt(`Bearer ${token}`, secret, valid_at * 1000), true);
  assert.equal(isValidJwt(`Bearer ${token}`, secret, (expired_at + 120) * 1000), false);
  assert.equal(isValidJwt(`Bearer ${token}`, "other", valid_at * 1000), false);
  const none = Buffer.from('{"alg":"none"}').toString("base64url");
  assert.equal(isValidJwt(`Bearer ${none}.${token.split(".")[1]}.`, secret, valid_at * 1000), false);
  assert.equal(isValidJwt(undefined, secret, valid_at * 1000), false);
});
