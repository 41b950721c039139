import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { fileTypeFromBuffer } from "file-type";
import { webmToOgg } from "./webm-to-ogg.ts";

const webm = readFileSync(path.resolve(import.meta.dirname, "../../../test/fixtures/voice.webm"));

test("a recording in WebM becomes Ogg with the same packets and the right length", async () => {
  const ogg = webmToOgg(webm) as Buffer;
  assert.match((await fileTypeFromBuffer(ogg))?.mime ?? "", /^audio\/ogg/);
  // The position of the last page is the number of samples at 48 kHz: three seconds and the pre-skip.
  const last = ogg.lastIndexOf("OggS");
  const seconds = Number(ogg.readBigUInt64LE(last + 6)) / 48_000;
  assert.ok(Math.abs(seconds - 3) < 0.1, `${seconds} s`);
  assert.equal((ogg[last + 5] as number) & 4, 4, "the last page says so");
});

test("what is no recording gives nothing, and never throws or hangs", () => {
  assert.equal(webmToOgg(Buffer.from("no webm")), null);
  assert.equal(webmToOgg(webm.subarray(0, 60)), null);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void webmToOgg(Buffer.from(bytes))));
  fc.assert(
    fc.property(fc.nat(webm.length - 1), fc.nat(255), (at, value) => {
      const copy = Buffer.from(webm);
      copy[at] = value;
      webmToOgg(copy);
    }),
  );
});
