import assert from "node:assert/strict";
import { test } from "node:test";
import type { Condition } from "./conditions.ts";
import { alwaysHolds, implies, neverHolds } from "./coverage.ts";
import { evaluate } from "./evaluate.ts";
import type { ReadableField } from "./fields.ts";
import { fold } from "./fold.ts";
import { OPERATORS } from "./operators.ts";
import { ConditionError, validate } from "./validate.ts";

interface Talk {
  city?: string | null;
  score?: number | null;
  labels?: string[];
  lastAt?: Date | null;
  isUrgent?: boolean | null;
  state?: string | null;
  assignee?: string | null;
}

const ANA = "01a1fc32-0d5f-7351-a3ea-32faefa5f017";
const NOW = new Date("2026-11-27T12:00:00Z");
const words = (text: string) => ({ "pt-BR": text, en: text, es: text });
const option = (id: string) => ({ id, label: words(id) });
const fields: ReadableField<Talk>[] = [
  { id: "contact.city", type: "text", label: words("Cidade"), read: ({ city }) => city },
  { id: "lead.score", type: "number", label: words("Pontos"), read: ({ score }) => score },
  { id: "conversation.label", type: "choices", label: words("Etiqueta"), read: ({ labels }) => labels },
  { id: "conversation.last_at", type: "date_time", label: words("Última"), read: ({ lastAt }) => lastAt },
  { id: "conversation.urgent", type: "yes_no", label: words("Urgente"), read: ({ isUrgent }) => isUrgent },
  {
    id: "conversation.state",
    type: "choice",
    label: words("Estado"),
    options: [option("open"), option("resolved")],
    read: ({ state }) => state,
  },
  { id: "conversation.assignee", type: "member", label: words("Responsável"), read: ({ assignee }) => assignee },
];
const holds = (document: unknown, talk: Talk) => evaluate(document, fields, talk, NOW);
const city = (operator: string, value?: unknown) => ({ field: "contact.city", operator, ...(value === undefined ? {} : { value }) });

test("texts are compared without accents and capitals", () => {
  for (const [operator, value] of [
    ["equals", "sao PAULO"],
    ["contains", "ão p"],
    ["starts_with", "SAO"],
    ["any_of", ["Lisboa", "são paulo"]],
  ] as const)
    assert.ok(holds(city(operator, value), { city: "São Paulo" }), operator);
  assert.ok(!holds(city("starts_with", "paulo"), { city: "São Paulo" }));
  assert.equal(fold("ÀÉÎõÜ Çedilha ŁÓDŹ ЁЛКА Ωmega"), "aeiou cedilha łodz елка ωmega");
});

test("what is not set is unequal to everything, holds nothing, and is neither more nor less", () => {
  for (const talk of [{}, { city: null, score: null, labels: [], lastAt: null }, { city: "" }]) {
    assert.ok(holds(city("is_not_set"), talk) && !holds(city("is_set"), talk));
    assert.ok(holds(city("not_equals", "Lisboa"), talk) && holds(city("not_contains", "x"), talk) && holds(city("none_of", ["x"]), talk));
    assert.ok(!holds(city("equals", "Lisboa"), talk));
    for (const operator of ["greater", "less", "at_least", "at_most"])
      assert.ok(!holds({ field: "lead.score", operator, value: 0 }, talk), operator);
    assert.ok(!holds({ field: "conversation.last_at", operator: "more_than_days_ago", value: 1 }, talk));
    assert.ok(holds({ none: [{ field: "lead.score", operator: "less", value: 1 }] }, talk));
  }
});

test("groups nest, and of nothing all is true, any is false and none is true", () => {
  const urgent = { field: "conversation.urgent", operator: "equals", value: true };
  const hot = { all: [urgent, { any: [city("equals", "Lisboa"), { none: [{ field: "lead.score", operator: "less", value: 50 }] }] }] };
  assert.ok(holds(hot, { isUrgent: true, city: "lisboa", score: 10 }));
  assert.ok(holds(hot, { isUrgent: true, city: "Porto", score: 50 }));
  assert.ok(!holds(hot, { isUrgent: true, city: "Porto", score: 49 }));
  assert.ok(!holds(hot, { isUrgent: false, city: "Lisboa" }));
  assert.deepEqual([holds({ all: [] }, {}), holds({ any: [] }, {}), holds({ none: [] }, {})], [true, false, true]);
});

test("lists, members and times", () => {
  const label = (operator: string, value: unknown) => ({ field: "conversation.label", operator, value });
  assert.ok(holds(label("all_of", ["a", "b"]), { labels: ["b", "c", "a"] }) && !holds(label("all_of", ["a", "d"]), { labels: ["a"] }));
  assert.ok(holds(label("any_of", ["a", "d"]), { labels: ["a"] }) && holds(label("none_of", ["d"]), { labels: ["a"] }));
  assert.ok(holds({ field: "conversation.assignee", operator: "equals", value: ANA.toUpperCase() }, { assignee: ANA }));
  const at = (operator: string, value: unknown, time: string) =>
    holds({ field: "conversation.last_at", operator, value }, { lastAt: new Date(time) });
  assert.ok(at("in_last_days", 2, "2026-11-25T12:00:00Z") && !at("in_last_days", 2, "2026-11-25T11:59:59.999Z"));
  assert.ok(!at("in_last_days", 2, "2026-11-27T12:00:00.001Z"), "what is to come is not of the last days");
  assert.ok(at("in_next_days", 1, "2026-11-28T12:00:00Z") && at("more_than_days_ago", 2, "2026-11-25T11:59:59.999Z"));
  assert.ok(
    at("before", "2026-11-27T09:00:00-03:00", "2026-11-27T11:59:59Z") && !at("after", "2026-11-27T09:00:00-03:00", "2026-11-27T12:00:00Z"),
  );
  assert.ok(at("between", ["2026-11-27T00:00:00Z", "2026-11-28T00:00:00Z"], "2026-11-28T00:00:00Z"), "both ends belong to it");
});

test("a bad document is refused with the path of each bad node", () => {
  const problems = (document: unknown) => validate(document, fields).map(({ path, code }) => `${path} ${code}`);
  assert.deepEqual(
    problems({
      all: [
        city("equals", "ok"),
        { any: [{ field: "contact.shoe", operator: "equals", value: 1 }, city("greater", 3), city("equals", 3)] },
        { field: "conversation.state", operator: "any_of", value: ["open", "asleep"] },
        "no",
        { all: [], any: [] },
        { all: 1 },
        { ...city("is_set"), value: 1 },
        { ...city("is_set"), sql: "drop" },
      ],
    }),
    [
      "all.1.any.0.field unknown_field",
      "all.1.any.1.operator unknown_operator",
      "all.1.any.2.value wrong_value",
      "all.2.value wrong_value",
      "all.3 malformed",
      "all.4 malformed",
      "all.5.all malformed",
      "all.6.value wrong_value",
      "all.7.sql malformed",
    ],
  );
  for (const document of [null, 1, "x", [], {}, { field: "toString", operator: "constructor" }]) assert.equal(problems(document).length, 1);
  assert.throws(
    () => holds({ any: [{ field: "x.y", operator: "is_set" }] }, {}),
    (error) => {
      assert.ok(error instanceof ConditionError);
      assert.match(error.message, /any\.0\.field names no field that is known here \("x\.y"\)/);
      return true;
    },
  );
});

test("values are looked at before they are compared", () => {
  const bad = (field: string, operator: string, value: unknown) =>
    assert.equal(validate({ field, operator, value }, fields)[0]?.code, "wrong_value");
  for (const value of ["", 1, null, "a\0b", "\ud800", "x".repeat(1001)]) bad("contact.city", "equals", value);
  for (const value of ["1", Number.NaN, Number.POSITIVE_INFINITY]) bad("lead.score", "greater", value);
  for (const value of [[2, 1], [1], [1, 2, 3], 1]) bad("lead.score", "between", value);
  for (const value of ["2026-11-27", "2026-11-27T10:00:00", "2026-02-30T10:00:00Z", "2026-11-27T25:00:00Z", 0])
    bad("conversation.last_at", "before", value);
  for (const value of [0, 1.5, "7", 40_000]) bad("conversation.last_at", "in_last_days", value);
  for (const value of [[], "a", new Array(101).fill("a")]) bad("contact.city", "any_of", value);
  for (const value of ["me", "'; drop table messages; --"]) bad("conversation.assignee", "equals", value);
});

test("depth and number of questions are bounded", () => {
  const nest = (depth: number): unknown => (depth === 0 ? city("is_set") : { all: [nest(depth - 1)] });
  const codes = (document: unknown) => validate(document, fields).map(({ code }) => code);
  assert.deepEqual(codes(nest(8)), []);
  assert.deepEqual(codes(nest(9)), ["too_deep"]);
  assert.deepEqual(codes(nest(5000)), ["too_deep"], "and a hostile one does not break the stack");
  assert.deepEqual(codes({ all: new Array(100).fill(city("is_set")) }), []);
  assert.deepEqual(codes({ all: new Array(101).fill(city("is_set")) }), ["too_many"]);
});

test("whether one condition takes everything of another is read from their form", () => {
  const [lisbon, porto, urgent] = [
    city("equals", "Lisboa"),
    city("equals", "Porto"),
    { field: "conversation.urgent", operator: "is_set" },
  ].map((one) => one as Condition) as [Condition, Condition, Condition];
  assert.ok(implies({ all: [lisbon, urgent] }, lisbon) && implies({ all: [lisbon, urgent] }, { all: [urgent, lisbon] }));
  assert.ok(implies(lisbon, { any: [porto, lisbon] }) && implies({ any: [lisbon, porto] }, { any: [porto, lisbon, urgent] }));
  assert.ok(implies({ none: [lisbon, porto] }, { none: [porto] }) && implies({ all: [lisbon] }, { none: [] }));
  assert.ok(!implies(lisbon, { all: [lisbon, urgent] }) && !implies({ any: [lisbon, porto] }, lisbon) && !implies(lisbon, porto));
  assert.ok(!implies({ none: [porto] }, { none: [lisbon, porto] }) && !implies({ all: [] }, lisbon));
  assert.ok(alwaysHolds({ all: [{ any: [lisbon, { none: [] }] }] }) && !alwaysHolds(lisbon));
  assert.ok(neverHolds({ all: [lisbon, { any: [] }] }) && !neverHolds({ all: [] }));
});

test("every type can be asked whether it is set", () => {
  for (const [type, operators] of Object.entries(OPERATORS)) assert.ok(operators.includes("is_set"), type);
});
