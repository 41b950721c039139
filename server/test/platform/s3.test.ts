import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { after, test } from "node:test";
import { createS3Target } from "../../src/backup/targets.ts";
import { recallMedia } from "../../src/inbox/media/tier-media.ts";
import { createS3Storage, freePort, hashOf, Postpone, readConfig, storageKey } from "../../src/platform/index.ts";
import { startApp } from "../cast/harness.ts";
import { temporaryFolder } from "../cast/program.ts";

// A real S3 server, in a process of its own.
const folder = temporaryFolder("prosa s3 ");
const port = await freePort();
const server = fork(
  createRequire(import.meta.url).resolve("s3rver/bin/s3rver.js"),
  ["--directory", folder.path, "--address", "127.0.0.1", "--port", String(port), "--configure-bucket", "prosa-files", "--silent"],
  { stdio: "ignore" },
);
after(async () => {
  server.kill("SIGTERM");
  await once(server, "exit");
  folder.remove();
});
const settings = {
  endpoint: `http://127.0.0.1:${port}`,
  region: "us-east-1",
  bucket: "prosa-files",
  accessKeyId: "S3RVER",
  secretAccessKey: "S3RVER",
};
const storage = createS3Storage(settings);
for (let tries = 0; ; tries += 1) {
  const up = await storage.check().then(
    () => true,
    () => false,
  );
  if (up) break;
  if (tries > 1_000) throw new Error("the S3 server does not answer");
  await new Promise((resolve) => setTimeout(resolve, 100));
}
const WORKSPACE = "01a1ff00-0000-7000-8000-000000000001";

test("a file goes into the bucket, comes back whole and in part, and is gone when deleted", async () => {
  const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
  const key = storageKey(WORKSPACE, hashOf(bytes));
  await storage.put(key, bytes);
  await storage.put(key, bytes);
  const whole = await storage.read(key);
  assert.equal(whole.size, bytes.length);
  assert.deepEqual(await buffer(whole.stream), bytes);
  const part = await storage.read(key, { start: 100, end: 199 });
  assert.equal(part.size, bytes.length);
  assert.deepEqual(await buffer(part.stream), bytes.subarray(100, 200));
  await storage.delete(key);
  await storage.delete(key);
  await assert.rejects(storage.read(key), /no such file/);
});

/** Stands before the real server as Glacier does: what was put in a sleeping class is not given out until it was woken and some time has gone. */
async function startArchive() {
  const sleeping = new Map<string, "asleep" | "waking" | "awake">();
  const asked: string[] = [];
  const gate = http.createServer((request, response) => {
    const [address = ""] = (request.url ?? "").split("?");
    const refuse = (status: number, code: string) => response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`);
    if (request.method === "POST") {
      asked.push(address);
      request.resume();
      if (sleeping.get(address) === "waking") return refuse(409, "RestoreAlreadyInProgress");
      sleeping.set(address, "waking");
      return response.writeHead(202).end();
    }
    if (request.method === "GET" && ["asleep", "waking"].includes(sleeping.get(address) ?? "")) return refuse(403, "InvalidObjectState");
    if (request.method === "PUT" && request.headers["x-amz-storage-class"] === "GLACIER") sleeping.set(address, "asleep");
    const { method, headers } = request;
    const onward = http.request(`http://127.0.0.1:${port}${request.url}`, { method, headers } as http.RequestOptions, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  await new Promise<void>((resolve) => gate.listen(0, "127.0.0.1", resolve));
  after(() => gate.close());
  const endpoint = `http://127.0.0.1:${(gate.address() as AddressInfo).port}`;
  const wakeAll = () => {
    for (const [address, state] of sleeping) if (state === "waking") sleeping.set(address, "awake");
  };
  return { archive: createS3Storage({ ...settings, endpoint, storageClass: "GLACIER" }), asked, wakeAll };
}

test("a file in a class that sleeps is woken when somebody asks for it, once, and comes back when it is awake", async () => {
  const { archive, asked, wakeAll } = await startArchive();
  const app = await startApp();
  const workspace = await app.addWorkspace("Archive");
  const bytes = Buffer.from("an old file");
  const key = storageKey(workspace.id, hashOf(bytes));
  await archive.put(key, bytes);
  const [row] = await app.rows(
    `insert into attachments (workspace_id, id, kind, state, size, hash, storage_key, created_at)
     values ($1, gen_random_uuid(), 'document', 'tiered', $2, $3, $4, now()) returning id`,
    [workspace.id, bytes.length, hashOf(bytes), key],
  );
  const recall = () => recallMedia({ ...app.prosa.delivery, coldStorage: archive }, workspace.id, row?.["id"] as string);
  await assert.rejects(recall(), Postpone);
  await assert.rejects(recall(), Postpone, "it still comes");
  wakeAll();
  await recall();
  assert.deepEqual(await buffer((await app.prosa.delivery.storage.read(key)).stream), bytes);
  assert.deepEqual(new Set(asked), new Set([`/prosa-files/${key}`]));
});

test("many at once, and the same one at once", async () => {
  const files = Array.from({ length: 40 }, (_, index) => Buffer.from(`file ${index % 20}`));
  await Promise.all(files.map((bytes) => storage.put(storageKey(WORKSPACE, hashOf(bytes)), bytes)));
  for (const bytes of files) assert.deepEqual(await buffer((await storage.read(storageKey(WORKSPACE, hashOf(bytes)))).stream), bytes);
});

test("a wrong login or bucket is said, without the secret", async () => {
  // The test's server knows its keys and does not compute signatures; those are aws4's.
  const wrong = createS3Storage({ ...settings, accessKeyId: "NOBODY", secretAccessKey: "not the secret" });
  const bytes = Buffer.from("x");
  await assert.rejects(
    wrong.put(storageKey(WORKSPACE, hashOf(bytes)), bytes),
    (error: Error) => /answered 403/.test(error.message) && !error.message.includes("not the secret"),
  );
  await assert.rejects(
    createS3Storage({ ...settings, bucket: "nobody-has-this" }).put(storageKey(WORKSPACE, hashOf(bytes)), bytes),
    /answered 404: NoSuchBucket/,
  );
});

test("a key that we did not make is refused", async () => {
  await assert.rejects(async () => storage.read("../../etc/passwd"), /not a storage key/);
});

test("half of the settings is a mistake that is explained", () => {
  assert.throws(() => readConfig({ PROSA_S3_BUCKET: "files" }), /PROSA_S3_ENDPOINT, PROSA_S3_REGION.*are missing/);
});

test("a backup goes into a bucket and comes back, and no name leaves its place", async () => {
  const target = createS3Target(settings);
  for (const name of ["database/x/base/00001", "manifests/b", "manifests/a"]) await target.put(name, Buffer.from(name));
  assert.deepEqual(await target.list("manifests/"), ["manifests/a", "manifests/b"]);
  assert.equal((await target.get("database/x/base/00001")).toString(), "database/x/base/00001");
  await target.delete("manifests/a");
  assert.deepEqual(await target.list("manifests/"), ["manifests/b"]);
  await assert.rejects(target.get("manifests/a"), /NoSuchKey/);
  for (const name of ["../x", "/x", "a//b", "a b", ""]) await assert.rejects(async () => target.put(name, Buffer.from("x")), /no name/);
});
