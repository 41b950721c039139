/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** By which spreadsheets see that a file is UTF-8. */
export const CSV_MARK = "\uFEFF";

/**
 * A line of a sheet, parted by `;`, which spreadsheets of our languages open without asking. A text that would run as a formula on somebody's
 * machine has an apostrophe before it, unless it is a phone or a number.
 */
export const csvLine = (cells: readonly string[]): string => `${cells.map(toCell).join(";")}\r\n`;

function toCell(value: string): string {
  const safe = FORMULA.test(value) && !/^[+-]?\d+(,\d+)?$/.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
