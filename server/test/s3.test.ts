import assert from "node:assert/strict";
import { fork } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { buffer } from "node:stream/consumers";
import { after, test } from "node:test";
import { createS3Target } from "../src/backup/targets.ts";
import { createS3Storage, freePort, hashOf, readConfig, storageKey } from "../src/platform/index.ts";
import { temporaryFolder } from "./program.ts";

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
  if (tries > 100) throw new Error("the S3 server does not answer");
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
