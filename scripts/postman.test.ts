import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { writePostman } from "./postman.ts";

const read = (file: string) => readFileSync(path.resolve(import.meta.dirname, "..", file), "utf8");

test("the collection has each operation of the document once, with its places to fill in", () => {
  const document = JSON.parse(read("docs/openapi.json"));
  const text = writePostman(document);
  assert.equal(read("docs/postman.json"), text, "run `npm run generate`");
  const requests = JSON.parse(text).item.flatMap(({ item }: any) => item);
  const told = requests.map(({ request: { method, url } }: any) => `${method} /${url.path.join("/")}`).toSorted();
  const operations = Object.entries<object>(document.paths).flatMap(([own, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${own.replaceAll(/\{(\w+)\}/g, ":$1")}`),
  );
  assert.deepEqual(told, operations.toSorted());
  const connect = requests.find(({ request }: any) => request.method === "POST" && request.url.path.at(-1) === "moves");
  assert.deepEqual(JSON.parse(connect.request.body.raw), { url: "", accountId: 1, key: "" });
  const list = requests.find(({ request }: any) => request.method === "GET" && request.url.path.at(-1) === "conversations");
  assert.ok(
    list.request.url.query.every((one: any) => one.disabled),
    "nothing is asked that need not be",
  );
});
