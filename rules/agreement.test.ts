import assert from "node:assert/strict";
import { after, test } from "node:test";
import fc from "fast-check";
import { sql } from "kysely";
import pg from "pg";
import { createLogger, newId, openDatabase } from "../server/src/platform/index.ts";
import { cloneDatabase } from "../server/test/cast/harness.ts";
import { compile } from "./compile.ts";
import type { Condition, Operator } from "./conditions.ts";
import { alwaysHolds, implies, neverHolds } from "./coverage.ts";
import { evaluate } from "./evaluate.ts";
import type { Field, FieldType } from "./fields.ts";
import { fold } from "./fold.ts";
import { OPERATORS, operandOf } from "./operators.ts";
import { ConditionError } from "./validate.ts";

/** A row with a value of every type, each of which may be missing. */
interface Row {
  id: number;
  name: string | null;
  amount: number | null;
  count: number | null;
  at: Date | null;
  yes: boolean | null;
  state: string | null;
  labels: string[] | null;
  owner: string | null;
  company: string | null;
}

const NOW = new Date("2026-11-27T12:00:00.000Z");
const DAY_MS = 86_400_000;
const words = { "pt-BR": "x", en: "x", es: "x" };
const STATES = ["open", "snoozed", "resolved"];
const IDS = Array.from({ length: 4 }, newId);
const fields: Field<Row>[] = [
  { id: "row.name", type: "text", label: words, read: ({ name }) => name, sql: () => sql`r.name` },
  { id: "row.amount", type: "number", label: words, read: ({ amount }) => amount, sql: () => sql`r.amount` },
  { id: "row.count", type: "number", label: words, read: ({ count }) => count, sql: () => sql`r.count` },
  { id: "row.at", type: "date_time", label: words, read: ({ at }) => at, sql: () => sql`r.at` },
  { id: "row.yes", type: "yes_no", label: words, read: ({ yes }) => yes, sql: () => sql`r.yes` },
  {
    id: "row.state",
    type: "choice",
    label: words,
    options: STATES.map((id) => ({ id, label: words })),
    read: ({ state }) => state,
    sql: () => sql`r.state`,
  },
  { id: "row.labels", type: "choices", label: words, read: ({ labels }) => labels, sql: () => sql`r.labels` },
  { id: "row.owner", type: "member", label: words, read: ({ owner }) => owner, sql: () => sql`r.owner` },
  {
    id: "row.other_name",
    type: "text",
    label: words,
    read: ({ name }) => name,
    sql: () => sql`o.name`,
    within: (asked) => sql<boolean>`exists (select 1 from rows_of_test o where o.id = r.id and ${asked})`,
  },
  { id: "row.company", type: "reference", label: words, read: ({ company }) => company, sql: () => sql`r.company` },
];

// Small pools with close neighbours: values meet, and meet at their edges.
const text = fc.oneof(
  fc.constantFrom(
    "São",
    "sao",
    "SÃO PAULO",
    "paulo",
    "a",
    "ã",
    "%",
    "_",
    "\\",
    "'",
    "ß",
    "ΣΑΣ",
    "σας",
    "Ёж",
    "İ",
    "ı",
    "ǅ",
    "ﬁ",
    "👍🏽",
    "\u0301",
    " ",
    "Ø",
    "ø",
  ),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 3 }),
);
const number = fc.oneof(fc.constantFrom(-1, -0, 0, 0.1, 0.3, 1, 2, 1e300, -1e-7), fc.integer({ min: -3, max: 3 }));
const integer = fc.integer({ min: -3, max: 3 });
const time = fc.oneof(
  fc.constantFrom(0, -1, 1, -DAY_MS, -DAY_MS - 1, 1 - DAY_MS, DAY_MS, DAY_MS + 1, -7 * DAY_MS).map((ms) => new Date(NOW.getTime() + ms)),
  fc.date({ min: new Date("1999-01-01"), max: new Date("2040-01-01"), noInvalidDate: true }),
);
const label = fc.constantFrom("vip", "novo", "x y", "é");
const row: fc.Arbitrary<Omit<Row, "id">> = fc.record({
  name: fc.option(fc.oneof({ weight: 1, arbitrary: fc.constant("") }, { weight: 8, arbitrary: text })),
  amount: fc.option(number),
  count: fc.option(integer),
  at: fc.option(time),
  yes: fc.option(fc.boolean()),
  state: fc.option(fc.constantFrom(...STATES)),
  labels: fc.option(fc.array(label, { maxLength: 3 })),
  owner: fc.option(fc.constantFrom(...IDS)),
  company: fc.option(fc.constantFrom(...IDS)),
});

const VALUES: Record<FieldType, fc.Arbitrary<unknown>> = {
  text,
  number,
  date_time: time.map((one) => one.toISOString()),
  yes_no: fc.boolean(),
  choice: fc.constantFrom(...STATES),
  choices: label,
  member: fc.constantFrom(...IDS, ...IDS.map((id) => id.toUpperCase())),
  reference: fc.constantFrom(...IDS),
};

/** Numbers by size, times by their ISO text. */
const byValue = (a: unknown, b: unknown) => Number((a as number) > (b as number)) - Number((a as number) < (b as number));

function valueFor(type: FieldType, operator: Operator): fc.Arbitrary<unknown> {
  switch (operandOf(operator)) {
    case "none":
      return fc.constant(undefined);
    case "one":
      return VALUES[type];
    case "many":
      return fc.array(VALUES[type], { minLength: 1, maxLength: 4 });
    case "days":
      return fc.constantFrom(1, 7, 3000);
    case "pair":
      return fc.tuple(VALUES[type], VALUES[type]).map((pair) => pair.sort(byValue));
  }
}

const leaf = fc
  .constantFrom(...fields)
  .chain(({ id, type }) =>
    fc
      .constantFrom(...OPERATORS[type])
      .chain((operator) => valueFor(type, operator).map((value) => ({ field: id, operator, ...(value === undefined ? {} : { value }) }))),
  );
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    leaf,
    ...(["all", "any", "none"] as const).map((kind) =>
      fc.array(tie("condition"), { maxLength: 3 }).map((parts) => ({ [kind]: parts }) as unknown as Condition),
    ),
  ),
}));

const urls = await cloneDatabase();
const owner = new pg.Client({ connectionString: urls.owner });
await owner.connect();
const db = openDatabase(urls, createLogger("silent"), { app: 1, system: 1 });
after(async () => {
  await db.close();
  await owner.end();
  await urls.drop();
});

test("compiler and evaluator agree on every document and every row", async () => {
  const rows: Row[] = fc.sample(row, { numRuns: 150, seed: 7 }).map((one, id) => ({ id, ...one }));
  await owner.query(`create table rows_of_test (id int, name text, amount float8, count int, at timestamptz, yes boolean, state text, labels text[], owner uuid, company uuid);
    grant select on rows_of_test to prosa_app`);
  for (const one of rows)
    await owner.query("insert into rows_of_test values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", Object.values(one));
  let [some, questions] = [0, 0];
  await fc.assert(
    fc.asyncProperty(condition, async (document) => {
      const asked = await db.inWorkspace(IDS[0] as string, (tx) =>
        tx.many(sql<{ id: number }>`select r.id from rows_of_test r where ${compile(document, fields, NOW)} order by r.id`),
      );
      const read = rows.filter((one) => evaluate(document, fields, one, NOW)).map(({ id }) => id);
      assert.deepEqual(
        asked.map(({ id }) => id),
        read,
      );
      questions += rows.length;
      if (read.length > 0 && read.length < rows.length) some += 1;
    }),
    { numRuns: 3000 },
  );
  assert.ok(some > 1000, `enough documents split the rows (${some} of 3000, ${questions} answers)`);
});

test("what one condition is said to take of another it takes in every row", () => {
  const rows: Row[] = fc.sample(row, { numRuns: 60, seed: 11 }).map((one, id) => ({ id, ...one }));
  const holdsFor = (document: Condition) => new Set(rows.filter((one) => evaluate(document, fields, one, NOW)).map(({ id }) => id));
  // Close relatives of one another: two documents at random have little in common.
  const pairs = fc.tuple(condition, condition, condition).chain(([a, b, c]) => {
    const forms = [
      a,
      b,
      { all: [a, b] },
      { any: [a, b] },
      { all: [b, a, c] },
      { any: [b, { all: [a, c] }] },
      { none: [a] },
      { none: [a, c] },
    ];
    return fc.tuple(fc.constantFrom<Condition>(...forms), fc.constantFrom<Condition>(...forms));
  });
  let told = 0;
  fc.assert(
    fc.property(pairs, ([narrow, wide]) => {
      const [inner, outer] = [holdsFor(narrow), holdsFor(wide)];
      if (alwaysHolds(narrow)) assert.equal(inner.size, rows.length);
      if (neverHolds(narrow)) assert.equal(inner.size, 0);
      if (!implies(narrow, wide)) return;
      told += narrow === wide ? 0 : 1;
      assert.deepEqual(
        [...inner].filter((id) => !outer.has(id)),
        [],
      );
    }),
    { numRuns: 2000 },
  );
  assert.ok(told > 200, `enough was told (${told} of 2000)`);
});

test("a folded text is the same in the database", async () => {
  const texts = fc.sample(fc.oneof(text, fc.string({ unit: "grapheme", maxLength: 20 })), { numRuns: 2000, seed: 3 });
  const all = [...texts, ..."ÁÀÂÃÄÅÆÇÉÊËÍÏÑÓÔÕÖØÚÜÝŸŠŽŁĐŒÞẞЙЁЇЎΆΈΉΊΌΎΏ".split("")];
  const { rows } = await owner.query(
    "select array_agg(prosa_fold(one) order by at) as folded from unnest($1::text[]) with ordinality as t (one, at)",
    [all],
  );
  assert.deepEqual(rows[0].folded, all.map(fold));
});

test("every value is a bound parameter, and an index is found", async () => {
  const evil = "x'); drop table rows_of_test; --";
  const compiled = await db.inWorkspace(IDS[0] as string, (tx) =>
    tx.many(
      sql<{
        id: number;
      }>`select id from rows_of_test r where ${compile({ field: "row.name", operator: "equals", value: evil }, fields, NOW)}`,
    ),
  );
  assert.deepEqual(compiled, []);
  await owner.query("create index rows_of_test_owner on rows_of_test (owner); create index rows_of_test_count on rows_of_test (count)");
  const document = { all: [{ field: "row.owner", operator: "equals", value: IDS[0] }] };
  for (const [asked, index] of [
    [document, "rows_of_test_owner"],
    [{ field: "row.count", operator: "equals", value: 2 }, "rows_of_test_count"],
  ] as const) {
    const plan = await db.inWorkspace(IDS[0] as string, async (tx) => {
      await tx.run(sql`set local enable_seqscan = off`);
      return tx.many(sql<{ "QUERY PLAN": string }>`explain select id from rows_of_test r where ${compile(asked, fields, NOW)}`);
    });
    assert.match(plan.map((line) => line["QUERY PLAN"]).join("\n"), new RegExp(`Index Cond|${index}`));
    assert.match(plan.map((line) => line["QUERY PLAN"]).join("\n"), new RegExp(index));
  }
  assert.throws(() => compile({ field: "row.secret", operator: "is_set" }, fields, NOW), ConditionError);
});
