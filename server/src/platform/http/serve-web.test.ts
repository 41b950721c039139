import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import fastify from "fastify";
import { asksForPage, sendPage } from "./page.ts";
import { serveWeb } from "./serve-web.ts";
import type { App } from "./server.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "prosa web "));
const script = "export const words = [];\n".repeat(100);
const page = "<!doctype html><title>Prosa</title>".repeat(50);
mkdirSync(path.join(folder, "assets"));
for (const [file, text] of [
  ["assets/inbox-abc.js", script],
  ["index.html", page],
] as const) {
  writeFileSync(path.join(folder, file), text);
  writeFileSync(path.join(folder, `${file}.br`), brotliCompressSync(text));
  writeFileSync(path.join(folder, `${file}.gz`), gzipSync(text));
}
writeFileSync(path.join(folder, "assets/geist-abc.woff2"), "never compressed");

const widgetFolder = mkdtempSync(path.join(os.tmpdir(), "prosa widget "));
mkdirSync(path.join(widgetFolder, "widget"));
for (const file of ["widget.js", "widget/panel-abc.js"]) writeFileSync(path.join(widgetFolder, file), script);

const app = fastify() as unknown as App;
await serveWeb(app, folder, widgetFolder);
app.setNotFoundHandler((request, reply) => (asksForPage(request) ? sendPage(reply) : reply.code(404).send()));
after(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
  rmSync(widgetFolder, { recursive: true });
});

const get = (url: string, encoding?: string) =>
  app.inject({ url, headers: { accept: "text/html,*/*", ...(encoding === undefined ? {} : { "accept-encoding": encoding }) } });

test("a script leaves as the browser takes it, and each form says what it is", async () => {
  const url = "/assets/inbox-abc.js";
  const forms = { br: await get(url, "gzip, deflate, br"), gzip: await get(url, "gzip"), plain: await get(url) };
  assert.equal(brotliDecompressSync(forms.br.rawPayload).toString(), script);
  assert.equal(gunzipSync(forms.gzip.rawPayload).toString(), script);
  assert.equal(forms.plain.body, script);
  assert.deepEqual(
    Object.values(forms).map(({ headers }) => headers["content-encoding"]),
    ["br", "gzip", undefined],
  );
  for (const { statusCode, headers } of Object.values(forms)) {
    assert.equal(statusCode, 200);
    assert.match(String(headers["content-type"]), /javascript/);
    assert.equal(headers["vary"], "accept-encoding", "a proxy keeps the forms apart");
    assert.equal(headers["cache-control"], "public, max-age=31536000, immutable");
  }
  assert.equal(new Set(Object.values(forms).map(({ headers }) => headers["etag"])).size, 3, "a form is not taken for another");
});

test("pages of other origins may load the widget, and its parts stay", async () => {
  for (const [url, kept] of [
    ["/widget.js", "public, max-age=3600"],
    ["/widget/panel-abc.js", "public, max-age=31536000, immutable"],
  ] as const) {
    const { statusCode, headers } = await get(url);
    assert.equal(statusCode, 200);
    assert.equal(headers["access-control-allow-origin"], "*");
    assert.equal(headers["cross-origin-resource-policy"], "cross-origin");
    assert.equal(headers["cache-control"], kept);
  }
});

test("every address of the interface answers with the page, always fresh", async () => {
  const answer = await get("/inbox/a-conversation", "br");
  assert.equal(brotliDecompressSync(answer.rawPayload).toString(), page);
  assert.match(String(answer.headers["content-type"]), /text\/html/);
  assert.equal(answer.headers["cache-control"], "no-cache");
  assert.equal((await get("/inbox")).body, page);
});

test("what the build did not compress leaves as it is, whatever the browser takes", async () => {
  const answer = await get("/assets/geist-abc.woff2", "br, gzip");
  assert.equal(answer.body, "never compressed");
  assert.equal(answer.headers["content-encoding"], undefined);
  assert.equal((await get("/assets/gone-abc.js", "br")).statusCode, 404);
});

test("addresses of the program and files are no pages, whatever a browser asks for", async () => {
  for (const url of ["/api/v1/nothing", "/webhooks/x", "/docs/api/x", "/missing.js"]) assert.equal((await get(url)).statusCode, 404, url);
  assert.equal((await get("/a/room/that/comes/later")).statusCode, 200, "the one page says what is there");
  assert.equal((await app.inject({ url: "/inbox", headers: { accept: "application/json" } })).statusCode, 404);
});

test("odd addresses are answered, and none is an error of ours", async () => {
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as { port: number };
  const status = (address: string) =>
    new Promise<number>((resolve, reject) => {
      http
        .get({ port, host: "127.0.0.1", path: address, headers: { accept: "text/html" } }, (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        })
        .on("error", reject);
    });
  for (const address of [
    "//x",
    "//x/..",
    "///",
    "//evil.example/%2e%2e",
    "/assets//x",
    "/assets/..%2f..%2fpackage.json",
    "/%",
    "/%zz",
    "/a?b=%",
  ])
    assert.ok((await status(address)) < 500, `${address} ${await status(address)}`);
});
