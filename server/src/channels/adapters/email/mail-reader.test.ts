import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { createMailReader } from "./mail-reader.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "prosa-mails-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const raw = readFileSync(path.resolve(import.meta.dirname, "../../../../test/fixtures/email/01_multipart_attachment.eml"));

/** A reader whose thread does what `answer` says with the words of a mail. */
function readerOf(answer: string, maxMs = 300_000) {
  const program = path.join(folder, `${Math.random()}.mjs`);
  writeFileSync(
    program,
    `import { parentPort } from "node:worker_threads";
     parentPort.on("message", async ({ raw }) => {
       const text = Buffer.from(raw).toString();
       parentPort.postMessage(await (async () => { ${answer} })());
     });`,
  );
  return createMailReader({ program, maxMs, smallBytes: 0 });
}

test("the thread reads what the program would, and gives files of mails", async () => {
  const [here, apart] = [createMailReader(), createMailReader({ smallBytes: 0 })];
  const [mail, again] = await Promise.all([apart.read(raw), apart.read(raw)]);
  assert.deepEqual(mail, await here.read(raw));
  assert.deepEqual(again, mail);
  const name = `part:${mail.files[0]?.part}`;
  assert.deepEqual(await apart.fileIn(raw, name), await here.fileIn(raw, name));
  assert.equal(await apart.fileIn(raw, "part:99"), null);
});

test("a mail beyond reason says so, and the next one is read", async () => {
  const apart = createMailReader({ smallBytes: 0 });
  const parts = Array.from({ length: 200 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join("");
  const [deep, next] = await Promise.allSettled([apart.read(Buffer.from(parts)), apart.read(raw)]);
  assert.match(String((deep as PromiseRejectedResult).reason), /nesting/i);
  assert.equal(next.status, "fulfilled");
});

test("a mail that ends the thread twice is refused, and those around it are read", async () => {
  const reader = readerOf(`if (text === "bomb") process.exit(7); return { value: text };`);
  const asked = await Promise.allSettled(["before", "bomb", "behind"].map((text) => reader.read(Buffer.from(text))));
  assert.deepEqual(
    asked.map((one) => (one.status === "fulfilled" ? one.value : "refused")),
    ["before", "refused", "behind"],
  );
});

test("a mail that never ends, or takes all memory, is refused with its reason", async () => {
  const endless = readerOf(`if (text === "endless") for (;;); return { value: text };`, 3_000); // also what starting a thread may take
  const hoarder = readerOf(
    `if (text === "all") { const kept = []; for (;;) kept.push(new Array(1e6).fill(text)); } return { value: text };`,
  );
  await assert.rejects(endless.read(Buffer.from("endless")), /too long/);
  assert.equal(await endless.read(Buffer.from("next")), "next");
  await assert.rejects(hoarder.read(Buffer.from("all")), /memory/i);
  assert.equal(await hoarder.read(Buffer.from("next")), "next");
});
