import assert from "node:assert/strict";
import { test } from "node:test";
import { readInputs } from "./read-inputs.ts";
import { allOf, NOTHING_SELECTED, toggled } from "./selection.ts";

const order = ["a", "b", "c", "d"];

test("one more, one less, and everything between the last one and this", () => {
  const one = toggled(NOTHING_SELECTED, "d", order, false);
  const range = toggled(one, "b", order, true);
  assert.deepEqual([...range.ids].sort(), ["b", "c", "d"]);
  assert.deepEqual([...toggled(range, "c", order, false).ids].sort(), ["b", "d"]);
  assert.deepEqual([...toggled(NOTHING_SELECTED, "b", order, true).ids], ["b"], "a range without a beginning is one");
  assert.equal(allOf(Array.from({ length: 900 }, (_, index) => String(index))).ids.size, 500, "no more than the server takes");
});

test("a form asks for what an act wants, and offers no act that it cannot ask for", () => {
  const id = { type: "string", format: "uuid" };
  const nullable = { anyOf: [id, { type: "null" }] };
  assert.deepEqual(readInputs({ type: "object", properties: {} }), []);
  assert.deepEqual(
    readInputs({
      properties: { memberId: nullable, priority: { type: "string", enum: ["low"] }, mentions: { type: "array" } },
      required: ["memberId", "priority"],
    }),
    [
      { name: "memberId", kind: "member", isNullable: true, words: [] },
      { name: "priority", kind: "choice", isNullable: false, words: ["low"] },
    ],
  );
  assert.equal(readInputs({ properties: { flowId: id }, required: ["flowId"] }), null);
});
