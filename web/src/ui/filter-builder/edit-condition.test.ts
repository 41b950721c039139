import assert from "node:assert/strict";
import { test } from "node:test";
import type { Condition } from "../../../../rules/conditions.ts";
import type { FieldFacts } from "../../../../rules/fields.ts";
import { validate } from "../../../../rules/validate.ts";
import { addressOf, asGroup, askedBy, isAnswered, questionAbout, replaced, trimmed } from "./edit-condition.ts";
import { momentOf, wallTime } from "./wall-time.ts";

const label = { "pt-BR": "x", en: "x", es: "x" };
const fields: FieldFacts[] = [
  { id: "a", type: "text", label },
  { id: "b", type: "yes_no", label },
];
const leaf = (value: string): Condition => ({ field: "a", operator: "equals", value });
const nested: Condition = { all: [leaf("1"), { any: [leaf("2"), leaf("3")] }] };

test("a part is replaced or taken out where its path leads, and nothing else changes", () => {
  assert.deepEqual(replaced(nested, [1, 0], leaf("9")), { all: [leaf("1"), { any: [leaf("9"), leaf("3")] }] });
  assert.deepEqual(replaced(nested, [1, 1], null), { all: [leaf("1"), { any: [leaf("2")] }] });
  assert.deepEqual(replaced(nested, [7], null), nested, "a path to nowhere");
  assert.equal((replaced(nested, [1, 0], null) as { all: Condition[] }).all[0], (nested as { all: Condition[] }).all[0]);
});

test("the address of a part is the one that the checker names", () => {
  const bad: Condition = replaced(nested, [1, 1], { field: "gone", operator: "equals", value: "x" });
  assert.deepEqual(
    validate(bad, fields).map(({ path }) => path),
    [`${addressOf(bad, [1, 1])}.field`],
  );
});

test("empty groups fall away, and a question alone gets a group", () => {
  assert.equal(trimmed({ all: [{ any: [] }, { none: [{ all: [] }] }] }), null);
  assert.deepEqual(trimmed({ any: [leaf("1"), { all: [] }] }), { any: [leaf("1")] });
  assert.deepEqual(asGroup(leaf("1")), { all: [leaf("1")] });
  assert.deepEqual(asGroup(null), { all: [] });
});

test("a value stays where the other operator can take it", () => {
  const one = { field: "a", operator: "equals" as const, value: "x" };
  assert.deepEqual(askedBy(one, "any_of"), { field: "a", operator: "any_of", value: ["x"] });
  assert.deepEqual(askedBy(askedBy(one, "any_of"), "not_equals").value, "x");
  assert.deepEqual(askedBy(one, "is_set"), { field: "a", operator: "is_set" });
  assert.deepEqual(validate(askedBy(one, "is_set"), fields), []);
});

test("a new question is unanswered, but for yes or no", () => {
  const [text, yesNo] = fields as [FieldFacts, FieldFacts];
  assert.equal(isAnswered(questionAbout(text)), false);
  assert.deepEqual(validate(questionAbout(yesNo), fields), []);
  assert.equal(isAnswered({ field: "a", operator: "between", value: [0, undefined] }), false);
});

test("a moment is written as the wall of the zone shows it, also around the change of clocks", () => {
  assert.equal(wallTime("2026-11-27T12:00:00.000Z", "America/Sao_Paulo"), "2026-11-27T09:00");
  assert.equal(momentOf("2026-11-27T09:00", "America/Sao_Paulo"), "2026-11-27T12:00:00.000Z");
  for (const iso of ["2026-03-29T00:30:00.000Z", "2026-03-29T02:00:00.000Z", "2026-10-25T03:00:00.000Z"])
    assert.equal(momentOf(wallTime(iso, "Europe/Lisbon"), "Europe/Lisbon"), iso);
  assert.equal(momentOf("", "Europe/Lisbon"), undefined);
});
