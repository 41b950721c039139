import assert from "node:assert/strict";
import { test } from "node:test";
import { readAmount, readDay } from "./cells.ts";

test("numbers are read with either sign for decimals, and what is none is none", () => {
  const amounts: [string, number | null][] = [
    ["1.234,56", 1234.56],
    ["R$ 1.234.567,8", 1_234_567.8],
    ["1,234.56", 1234.56],
    ["12,5", 12.5],
    ["1.234", 1234],
    ["-3,10", -3.1],
    ["12.50", 12.5],
    ["doze", null],
    ["1,2,3x", null],
    ["", null],
  ];
  for (const [cell, value] of amounts) assert.equal(readAmount(cell), value, cell);
});

test("days are read as sheets have them, and no day that is none", () => {
  const days: [string, string | null][] = [
    ["2026-01-31", "2026-01-31"],
    ["31/01/2026", "2026-01-31"],
    ["1.2.26", "2026-02-01"],
    ["31/02/2026", null],
    ["ontem", null],
  ];
  for (const [cell, day] of days) assert.equal(readDay(cell), day, cell);
});
