import assert from "node:assert/strict";
import { after, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import fastify from "fastify";
import { compressAnswer } from "./compress.ts";

const app = fastify();
app.addHook("onSend", compressAnswer);
const long = { items: Array.from({ length: 100 }, (_, n) => ({ id: n, name: "Clima Norte" })) };
app.get("/api/v1/long", async () => long);
app.get("/api/v1/short", async () => ({ ok: true }));
app.get("/api/v1/picture", async (_request, reply) => reply.type("image/webp").send(Buffer.alloc(5_000)));
app.get("/healthz", async () => long);
after(() => app.close());

const get = (url: string, encoding?: string) => app.inject({ url, headers: encoding === undefined ? {} : { "accept-encoding": encoding } });

test("a long answer leaves as the client takes it, and says which form it has", async () => {
  const [br, zip, plain] = [await get("/api/v1/long", "gzip, deflate, br"), await get("/api/v1/long", "gzip"), await get("/api/v1/long")];
  assert.deepEqual(JSON.parse(brotliDecompressSync(br.rawPayload).toString()), long);
  assert.deepEqual(JSON.parse(gunzipSync(zip.rawPayload).toString()), long);
  assert.deepEqual(plain.json(), long);
  assert.ok(br.rawPayload.length < plain.rawPayload.length / 5);
  for (const { headers, rawPayload } of [br, zip, plain]) {
    assert.equal(headers["vary"], "accept-encoding");
    assert.equal(Number(headers["content-length"]), rawPayload.length);
  }
  assert.equal((await get("/api/v1/long", "br;q=0, gzip;q=0.5")).headers["content-encoding"], "gzip", "a form that is refused is not sent");
});

test("short answers, pictures, and what is not the API leave as they are", async () => {
  for (const url of ["/api/v1/short", "/api/v1/picture", "/healthz"])
    assert.equal((await get(url, "br, gzip")).headers["content-encoding"], undefined, url);
});
