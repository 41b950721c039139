import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { createLogger } from "../../platform/index.ts";
import { createFileReader } from "./file-reader.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "prosa-reader-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const log = createLogger("silent");

/** A reader whose process does what `answer` says with the bytes of a question, read as text. */
function readerOf(answer: string, maxMs = 20_000, lanes = 1) {
  const program = path.join(folder, `${Math.random()}.mjs`);
  writeFileSync(
    program,
    `import { spawnSync } from "node:child_process";
     import { once } from "node:events";
     import { readFileSync, writeFileSync } from "node:fs";
     let asked = 0;
     const attempt = (run) => { try { run(); return "done"; } catch (error) { return error.code; } };
     process.on("disconnect", () => process.exit());
     process.on("message", async () => {
       asked += 1;
       let bytes; // never by "data": a stream that flowed once throws away what comes before the next question
       while ((bytes = process.stdin.read()) === null) await once(process.stdin, "readable");
       const text = bytes.toString();
       process.send({ value: await (async () => { ${answer} })() });
     });
     process.send({ isReady: true });`,
  );
  return createFileReader({ log, program, maxMs, lanes });
}

test("the process that opens files of strangers has no secret, reads none, writes nothing and starts nothing", async () => {
  process.env["PROSA_SECRET_OF_TEST"] = "secret";
  const secrets = path.join(mkdtempSync(path.join(os.tmpdir(), "prosa-data-")), "secrets.json");
  writeFileSync(secrets, "{}");
  after(() => rmSync(path.dirname(secrets), { recursive: true }));
  const reader = readerOf(`return {
    names: Object.keys(process.env).filter((name) => !name.startsWith("NODE_CHANNEL")),
    read: attempt(() => readFileSync(${JSON.stringify(secrets)})),
    environment: attempt(() => readFileSync("/proc/" + process.ppid + "/environ")),
    write: attempt(() => writeFileSync(${JSON.stringify(path.join(folder, "written"))}, "x")),
    spawn: attempt(() => { const { error } = spawnSync("true"); if (error) throw error; }),
  };`);
  assert.deepEqual(await reader.inspect("workspace", Buffer.from("x"), "image"), {
    names: [],
    read: "ERR_ACCESS_DENIED",
    environment: "ERR_ACCESS_DENIED",
    write: "ERR_ACCESS_DENIED",
    spawn: "ERR_ACCESS_DENIED",
  });
  reader.stop();
});

test("a file that ends the process twice is a download, and those behind it are read", async () => {
  const reader = readerOf(`if (text === "bomb") process.exit(7); return text;`);
  const [before, bomb, behind] = await Promise.all(
    ["before", "bomb", "behind"].map((text) => reader.inspect("workspace", Buffer.from(text), "image")),
  );
  assert.deepEqual([before, behind], ["before", "behind"] as never);
  assert.deepEqual([bomb?.kind, bomb?.mediaType, bomb?.thumbnail], ["document", "application/octet-stream", null]);
  assert.equal(await reader.shrink("workspace", Buffer.from("bomb")), null);
  reader.stop();
});

test("a process that was ended by somebody else costs no file its picture", async () => {
  const reader = readerOf(
    // The first process never answers the second question.
    `if (asked === 2) await new Promise(() => undefined); return { pid: process.pid, asked };`,
  );
  const { pid } = (await reader.inspect("workspace", Buffer.from("pid"), "image")) as unknown as { pid: number };
  const answer = reader.inspect("workspace", Buffer.from("slow"), "image");
  setTimeout(() => process.kill(pid, "SIGKILL"), 100);
  const second = (await answer) as unknown as { pid: number; asked: number };
  assert.notEqual(second.pid, pid);
  assert.equal(second.asked, 1, "it was asked again, of a new process");
  process.kill(second.pid, "SIGKILL");
  await new Promise((resolve) => setTimeout(resolve, 200));
  const third = (await reader.inspect("workspace", Buffer.from("pid"), "image")) as unknown as { pid: number };
  assert.notEqual(third.pid, second.pid, "one that ended while nobody asked is replaced too");
  reader.stop();
});

test("a file that never ends is given up", async () => {
  const reader = readerOf(`for (;;) {}`, 400);
  assert.equal((await reader.inspect("workspace", Buffer.from("x"), "image")).kind, "document");
  reader.stop();
});

test("files that never end hold up nobody else's, nor the next one of the same workspace", async () => {
  const reader = readerOf(`if (text === "endless") await new Promise(() => undefined); return text;`, 8_000, 3);
  // A process takes seconds to begin on a busy machine; that is not what is asked here.
  await Promise.all(["one", "two", "three"].map((workspaceId) => reader.inspect(workspaceId, Buffer.from("begin"), "image")));
  const told: string[] = [];
  const read = (workspaceId: string, text: string) =>
    reader.inspect(workspaceId, Buffer.from(text), "image").then((file) => told.push(typeof file === "string" ? file : "given up"));
  const hostile = Promise.all(Array.from({ length: 3 }, () => read("attacked", "endless")));
  await Promise.all([read("other", "first"), read("other", "second")]);
  assert.deepEqual(told, ["first", "second"], "while two lanes are held");
  await hostile;
  await read("attacked", "third");
  assert.deepEqual(told.slice(2), ["given up", "given up", "given up", "third"]);
  reader.stop();
});

test("a file that takes gigabytes is ended at once and not tried again, known as what it is", async () => {
  const guard = path.join(import.meta.dirname, "memory-guard-thread.ts");
  const reader = readerOf(`
    if (text !== "bomb") return text;
    const { Worker } = await import("node:worker_threads");
    new Worker(${JSON.stringify(guard)});
    process.send({ mediaType: "application/pdf" });
    const kept = [];
    for (let n = 0; n < 2_000; n += 1) {
      kept.push(Buffer.alloc(4 * 1024 * 1024, n));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return "two gigabytes and more";`);
  const bomb = await reader.inspect("workspace", Buffer.from("bomb"), "document");
  assert.deepEqual([bomb.mediaType, bomb.kind, bomb.thumbnail], ["application/pdf", "document", null]);
  assert.equal(await reader.inspect("workspace", Buffer.from("next"), "image"), "next");
  reader.stop();
});

test("the first page of a PDF, its pages, and the wave of a voice message", async () => {
  const reader = createFileReader({ log });
  const media = path.join(import.meta.dirname, "../../../test/fixtures/files");
  const pdf = await reader.inspect("workspace", readFileSync(path.join(media, "two-pages.pdf")), "document");
  assert.deepEqual([pdf.kind, pdf.mediaType, pdf.pages], ["document", "application/pdf", 2]);
  const { default: sharp } = await import("sharp");
  const { data, info } = await sharp(pdf.thumbnail as Buffer)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height], [520, 520]);
  const [top, bottom] = [data.subarray(0, 3), data.subarray(-3)];
  assert.ok((top[2] ?? 0) > 240 && (top[0] ?? 255) < 15, "blue above");
  assert.ok((bottom[0] ?? 0) > 240 && (bottom[2] ?? 255) < 15, "red below");

  const voice = await reader.inspect("workspace", readFileSync(path.join(import.meta.dirname, "../../demo/media/voice.ogg")), "voice");
  assert.deepEqual([voice.kind, voice.mediaType], ["voice", "audio/ogg"]);
  assert.ok(Math.abs((voice.durationMs ?? 0) - 10_100) < 50);
  assert.equal(voice.waveform?.length, 44);
  assert.equal(Math.max(...(voice.waveform ?? [])), 100);
  reader.stop();
});

const HOPELESS: [name: string, bytes: Buffer, mediaType: string][] = [
  ["a PDF that ends early", Buffer.from("%PDF-1.7\n1 0 obj<</Type/Catalog"), "application/pdf"],
  [
    "an Ogg file of noise",
    Buffer.concat([Buffer.from("OggS"), Buffer.alloc(24), Buffer.from("OpusHead"), Buffer.alloc(500, 7)]),
    "audio/ogg",
  ],
];
for (const [name, bytes, mediaType] of HOPELESS)
  test(`${name} is kept without a preview`, async () => {
    const reader = createFileReader({ log });
    const read = await reader.inspect("workspace", bytes, "document");
    assert.deepEqual([read.mediaType, read.thumbnail, read.pages, read.waveform], [mediaType, null, null, null]);
    reader.stop();
  });
