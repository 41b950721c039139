import assert from "node:assert/strict";
import { test } from "node:test";
import { nextSort, readSort, select, sortRows, writeSort } from "./table-rows.ts";

const rows = [
  { name: "Zé", size: 9 },
  { name: "ana", size: 10 },
  { name: "Ângela", size: 10 },
];

test("words are sorted as people do, numbers by their size, and equal rows keep their places", () => {
  const names = (sorted: readonly { name: string }[]) => sorted.map(({ name }) => name);
  assert.deepEqual(names(sortRows(rows, { column: "name", descending: false }, ({ name }) => name)), ["ana", "Ângela", "Zé"]);
  assert.deepEqual(names(sortRows(rows, { column: "size", descending: true }, ({ size }) => size)), ["ana", "Ângela", "Zé"]);
  assert.deepEqual(names(sortRows(rows, { column: "gone", descending: true }, undefined)), ["Zé", "ana", "Ângela"]);
});

test("a column's head turns through up, down and as it came, and the address holds it", () => {
  const up = nextSort(null, "size");
  const down = nextSort(up, "size");
  assert.deepEqual([up, down, nextSort(down, "size")], [{ column: "size", descending: false }, { column: "size", descending: true }, null]);
  assert.deepEqual(nextSort(down, "name"), { column: "name", descending: false });
  for (const sort of [up, down]) assert.deepEqual(readSort(writeSort(sort)), sort);
  for (const other of [undefined, 7, "", "a b", "--size"]) assert.equal(readSort(other), null);
});

test("Shift takes every row between the last one and this one along", () => {
  const ids = ["a", "b", "c", "d"];
  assert.deepEqual([...select(new Set(), ids, "b")], ["b"]);
  assert.deepEqual([...select(new Set(["a"]), ids, "c", "a")], ["a", "b", "c"]);
  assert.deepEqual([...select(new Set(ids), ids, "b", "d")], ["a"]);
  assert.deepEqual([...select(new Set(["a"]), ids, "d", "gone")], ["a", "d"]);
});
