import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { encryptPush, isPushKeys, makePushKey, publicPushKey, pushAuthorization } from "./web-push.ts";

const example = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../../test/fixtures/vec_webpush_rfc8291.json"), "utf8"));
const bytes = (text: string) => Buffer.from(text, "base64url");

test("the example of RFC 8291", () => {
  const keys = { p256dh: example.ua_public_key_p256dh, auth: example.ua_auth };
  const fixed = { privateKey: bytes(example.as_private_key), salt: bytes(example.salt) };
  assert.equal(encryptPush(Buffer.from(example.plaintext), keys, fixed).toString("base64url"), example.body);
  assert.notEqual(encryptPush(Buffer.from("x"), keys).toString("hex"), encryptPush(Buffer.from("x"), keys).toString("hex"));
});

test("the signature of a push holds, and speaks of the service alone", () => {
  const key = makePushKey();
  const header = pushAuthorization("https://push.example/x/y?z", key, "mailto:a@b.example", new Date(0));
  const [, token, shown] = /^vapid t=([^,]+), k=(\S+)$/.exec(header) ?? [];
  const [head, claims, signature] = (token ?? "").split(".");
  assert.deepEqual(JSON.parse(bytes(claims ?? "").toString()), { aud: "https://push.example", exp: 43_200, sub: "mailto:a@b.example" });
  assert.equal(shown, publicPushKey(key));
  const point = bytes(shown ?? "");
  const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
  const publicKey = createPublicKey({ format: "jwk", key: jwk });
  assert.ok(verify("sha256", Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: "ieee-p1363" }, bytes(signature ?? "")));
});

test("keys that no browser made are refused", () => {
  const good = { p256dh: example.ua_public_key_p256dh, auth: example.ua_auth };
  assert.equal(isPushKeys(good), true);
  for (const bad of [
    { ...good, auth: "" },
    { ...good, p256dh: good.auth },
    { ...good, p256dh: Buffer.alloc(65, 4).toString("base64url") },
  ])
    assert.equal(isPushKeys(bad), false);
});
