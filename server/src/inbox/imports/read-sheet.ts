import { Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { parse } from "csv-parse";
import { defineError } from "../../platform/index.ts";
import { isWorkbook, readWorkbook } from "./read-workbook.ts";

/** A line of a sheet; its number is the one that a spreadsheet shows, the headings being the first. */
export interface SheetLine {
  number: number;
  cells: string[];
}

export interface Sheet {
  headings: string[];
  lines: SheetLine[];
}

const MAX_LINES = 200_000;
/** Also those that are empty. */
const MAX_RECORDS = 2 * MAX_LINES;
const MAX_COLUMNS = 100;
const LONGEST_CELL = 2_000;
const SEPARATORS = [";", ",", "\t"];
/** So much is parsed at once; other requests have their turn between. */
const SLICE = 64 * 1024;

const unreadable = defineError<{ because: string }>(
  "inbox.unreadable_sheet",
  422,
  ({ because }) => `The file cannot be read as a table (${because}). Save it as CSV or XLSX with one heading for each column.`,
);

/**
 * The table in a file: a CSV parted by `;`, commas or tabs, in UTF-8 or windows-1252, with any line ends; or the first sheet of an XLSX, its
 * days as `2026-01-31`. Empty lines are left out.
 * @throws {AppError} inbox.unreadable_sheet
 */
export async function readSheet(bytes: Uint8Array): Promise<Sheet> {
  return isWorkbook(bytes) ? tableOf(await readWorkbook(bytes)) : readCsv(bytes);
}

async function readCsv(bytes: Uint8Array): Promise<Sheet> {
  // A parser guesses the line end from the first line; a file that two programs wrote has both.
  const text = decode(bytes).replaceAll(/\r\n?/g, "\n");
  const separator = separatorOf(text);
  const parser = Readable.from(slicesOf(text)).pipe(
    parse({ delimiter: separator, relax_column_count: true, relax_quotes: true, bom: true }),
  );
  const records: string[][] = [];
  try {
    for await (const record of parser) {
      records.push(record as string[]); // without columns a record is a list
      if (records.length > MAX_RECORDS) throw tooLong();
    }
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("CSV_"))
      throw unreadable({ because: `line ${records.length + 1}` });
    throw error;
  }
  return tableOf(records);
}

function tableOf([first, ...records]: string[][]): Sheet {
  const headings = first?.map(plainCell);
  if (headings === undefined || headings.every((heading) => heading === "")) throw unreadable({ because: "it has no headings" });
  if (headings.length > MAX_COLUMNS) throw unreadable({ because: `it has more than ${MAX_COLUMNS} columns` });
  const lines = records.flatMap((record, index): SheetLine[] => {
    const cells = record.slice(0, headings.length).map(plainCell);
    return cells.some((cell) => cell !== "") ? [{ number: index + 2, cells }] : [];
  });
  if (lines.length > MAX_LINES) throw tooLong();
  if (lines.length === 0) throw unreadable({ because: "it has no lines under its headings" });
  return { headings, lines };
}

const tooLong = () => unreadable({ because: `it has more than ${MAX_LINES} lines` });

/** The apostrophe that keeps a text from running as a formula, as our own export writes it, is no part of it. */
const plainCell = (cell: string): string =>
  cell
    .trim()
    .replace(/^'(?=[=+\-@])/, "")
    .slice(0, LONGEST_CELL)
    .replaceAll("\0", "");

/** What is no UTF-8 came from a spreadsheet of Windows. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** The sign that stands most often in the headings, outside of quotation marks. */
function separatorOf(text: string): string {
  const head = text.slice(0, text.indexOf("\n") + 1 || undefined).replaceAll(/"[^"]*"/g, "");
  const counted = SEPARATORS.map((sign) => ({ sign, count: head.split(sign).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

async function* slicesOf(text: string): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += SLICE) {
    yield text.slice(from, from + SLICE);
    await setImmediate();
  }
}
