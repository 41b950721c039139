import assert from "node:assert/strict";
import { test } from "node:test";
import { deflateRawSync } from "node:zlib";
import { writeXlsx } from "hucre/xlsx";
import { readWorkbook } from "./read-workbook.ts";

const book = async () =>
  Buffer.from(
    await writeXlsx({
      sheets: [
        {
          name: "Peças",
          rows: [
            ["Código", "Nome"],
            ["608ZZ", "Rolamento"],
          ],
        },
      ],
    }),
  );

/** Where the directory of a zip tells of its first part. */
const firstEntry = (zip: Buffer) => zip.readUInt32LE(zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06])) + 16);

test("the first sheet is read as texts", async () => {
  assert.deepEqual(await readWorkbook(await book()), [
    ["Código", "Nome"],
    ["608ZZ", "Rolamento"],
  ]);
});

test("what unpacks to more than it says, or says too much, is refused before it is read", async () => {
  const broken = { code: "inbox.broken_workbook" };
  const large = await book();
  large.writeUInt32LE(0x7fffffff, firstEntry(large) + 24);
  await assert.rejects(readWorkbook(large), broken);
  // A directory of one part that says it holds ten bytes, and holds ten million.
  const data = deflateRawSync(Buffer.alloc(10_000_000));
  const [local, entry, end] = [Buffer.alloc(31), Buffer.alloc(47), Buffer.alloc(22)];
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(1, 26);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(10, 24);
  entry.writeUInt16LE(1, 28);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + data.length, 16);
  await assert.rejects(readWorkbook(Buffer.concat([local, data, entry, end])), broken);
});
