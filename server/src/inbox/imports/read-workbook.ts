import { defineError } from "../../platform/index.ts";

const brokenWorkbook = defineError(
  "inbox.broken_workbook",
  422,
  "The file is no workbook that can be read, or it unpacks to too much. Save it as CSV with one heading for each column.",
);

/** So much all parts together may unpack to: a sheet of 200,000 lines has less. */
const MAX_UNPACKED = 200_000_000;
const MAX_ROWS = 200_001;
const END_OF_DIRECTORY = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const DIRECTORY_ENTRY = 0x02014b50;

/** An XLSX is a zip. Pure. */
export const isWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** The rows of its first sheet, as texts. @throws {AppError} inbox.broken_workbook */
export async function readWorkbook(bytes: Uint8Array): Promise<string[][]> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (unpackedSize(zip) > MAX_UNPACKED) throw new RangeError("it unpacks to too much");
    const { readXlsx } = await import("hucre/xlsx"); // seldom needed: loaded with the first workbook
    const { sheets } = await readXlsx(bytes, { sheets: [0], maxRows: MAX_ROWS });
    return (sheets[0]?.rows ?? []).map((row) => Array.from(row, textOf));
  } catch (cause) {
    throw Object.assign(brokenWorkbook(), { cause });
  }
}

/** What the directory says of sizes, in bytes; more than that no part is unpacked to by a reader that checks, and a lie of it breaks the file. */
function unpackedSize(zip: Buffer): number {
  const end = zip.lastIndexOf(END_OF_DIRECTORY);
  if (end < 0) throw new RangeError("it has no directory");
  let at = zip.readUInt32LE(end + 16);
  let size = 0;
  for (let entry = zip.readUInt16LE(end + 10); entry > 0; entry -= 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new RangeError("its directory is broken");
    size += zip.readUInt32LE(at + 24);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return size;
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
