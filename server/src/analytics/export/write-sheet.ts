import { Readable } from "node:stream";
import { writeXlsxStream } from "hucre/xlsx";
import { CSV_MARK, csvLine } from "../../platform/index.ts";
import type { Sheet } from "./conversation-rows.ts";

/** The sheet as lines, each as it comes. What would run as a formula does not: `csvLine` sees to it. */
export const writeCsv = (sheet: Sheet): Readable => Readable.from(lines(sheet));

async function* lines({ headings, rows }: Sheet): AsyncGenerator<string> {
  yield CSV_MARK + csvLine(headings);
  for await (const cells of rows) yield csvLine(cells.map((cell) => (cell === null ? "" : String(cell))));
}

/** The same as a workbook; texts are texts there, also those that begin like a formula. Past a million rows another sheet begins. */
export function writeXlsx({ headings, rows }: Sheet, name: string): Readable {
  const columns = headings.map((header) => ({ header, key: header }));
  return Readable.fromWeb(writeXlsxStream(rows, { name, columns }) as Parameters<typeof Readable.fromWeb>[0]);
}
