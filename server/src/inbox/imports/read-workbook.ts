import { promisify } from "node:util";
import { inflateRaw } from "node:zlib";
import { defineError } from "../../platform/index.ts";

const brokenWorkbook = defineError(
  "inbox.broken_workbook",
  422,
  "The file is no workbook that can be read, or it unpacks to too much. Save it as CSV with one heading for each column.",
);

/** So much all parts together may unpack to: a sheet of 200,000 lines has less. */
const MAX_UNPACKED = 60_000_000;
const MAX_ROWS = 200_001;
const END_OF_DIRECTORY = Buffer.from([0x50, 0x4b, 0x05, 0x06]);
const DIRECTORY_ENTRY = 0x02014b50;

/** An XLSX is a zip. Pure. */
export const isWorkbook = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;

/** The rows of its first sheet, as texts. @throws {AppError} inbox.broken_workbook */
export async function readWorkbook(bytes: Uint8Array): Promise<string[][]> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    await checkUnpacked(zip);
    const { readXlsx } = await import("hucre/xlsx"); // seldom needed: loaded with the first workbook
    const { sheets } = await readXlsx(bytes, { sheets: [0], maxRows: MAX_ROWS });
    return (sheets[0]?.rows ?? []).map((row) => Array.from(row, textOf));
  } catch (cause) {
    throw Object.assign(brokenWorkbook(), { cause });
  }
}

const unpack = promisify(inflateRaw);

/** The reader unpacks whatever a part holds: each is unpacked here before, and none to more than the directory says. @throws {RangeError} */
async function checkUnpacked(zip: Buffer): Promise<void> {
  const parts = readDirectory(zip);
  if (parts.reduce((sum, { size }) => sum + size, 0) > MAX_UNPACKED) throw new RangeError("it unpacks to too much");
  for (const { data, size, isPacked } of parts) if (isPacked) await unpack(data, { maxOutputLength: Math.max(size, 1) });
}

interface Part {
  data: Buffer;
  /** Unpacked, in bytes, as the directory has it. */
  size: number;
  isPacked: boolean;
}

/** @source PKWARE APPNOTE, 4.3.7 and 4.3.12 */
function readDirectory(zip: Buffer): Part[] {
  const end = zip.lastIndexOf(END_OF_DIRECTORY);
  if (end < 0) throw new RangeError("it has no directory");
  const parts: Part[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let entry = zip.readUInt16LE(end + 10); entry > 0; entry -= 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new RangeError("its directory is broken");
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(from, from + zip.readUInt32LE(at + 20));
    parts.push({ data, size: zip.readUInt32LE(at + 24), isPacked: zip.readUInt16LE(at + 10) !== 0 });
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell);
}
