import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Channel } from "../adapter.ts";
import { answerHandshake, verifySignature } from "./signature.ts";

const { vectors } = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, "../../../../test/fixtures/signature-vectors.json"), "utf8"),
) as {
  vectors: { name: string; app_secret: string; raw_body_base64: string; signature_header: string | null; valid: boolean }[];
};
const channel = (credentials: Record<string, string>) => ({ credentials }) as unknown as Channel;

for (const vector of vectors) {
  test(`signature vector "${vector.name}" is ${vector.valid ? "accepted" : "refused"}`, () => {
    const headers = vector.signature_header === null ? {} : { "x-hub-signature-256": vector.signature_header };
    const given = verifySignature(
      { url: "", rawBody: Buffer.from(vector.raw_body_base64, "base64"), headers },
      channel({ appSecret: vector.app_secret }),
    );
    assert.equal(given, vector.valid);
  });
}

test("an empty or missing secret accepts nothing, not even its own signature", () => {
  const headers = { "x-hub-signature-256": `sha256=${"0".repeat(64)}` };
  assert.equal(verifySignature({ url: "", rawBody: Buffer.from("{}"), headers }, channel({ appSecret: "" })), false);
  assert.equal(verifySignature({ url: "", rawBody: Buffer.from("{}"), headers }, channel({})), false);
});

test("the challenge comes back only for our token, and only in a harmless alphabet", () => {
  const own = channel({ verifyToken: "our-token" });
  const ask = (token: string, challenge: string) =>
    answerHandshake({ "hub.mode": "subscribe", "hub.verify_token": token, "hub.challenge": challenge }, own);
  assert.equal(ask("our-token", "1158201444"), "1158201444");
  assert.equal(ask("other", "1158201444"), null);
  assert.equal(ask("our-token", "<script>alert(1)</script>"), null);
  assert.equal(
    answerHandshake({ "hub.mode": "subscribe", "hub.verify_token": "", "hub.challenge": "1" }, channel({ verifyToken: "" })),
    null,
  );
});
