import { type RawBuilder, sql } from "kysely";
import { type Condition, type Leaf, partsOf } from "./conditions.ts";
import type { AskableField, FieldType } from "./fields.ts";
import { withoutNot } from "./operators.ts";
import { readCondition } from "./validate.ts";

const DAY_MS = 86_400_000;

/**
 * The condition as SQL for a `where`, every value a bound parameter. Where it does not hold it may be null instead of false: only so
 * can `field = $1` find an index. Pure: `now` is what "in the last days" counts from.
 * @throws {ConditionError} when the document does not fit the fields.
 */
export function compile(document: unknown, fields: readonly AskableField[], now: Date): RawBuilder<boolean> {
  const condition = readCondition(document, fields);
  const byId = new Map(fields.map((field) => [field.id, field]));
  const ask = (leaf: Leaf): RawBuilder<boolean> => {
    const field = byId.get(leaf.field) as AskableField; // it was checked
    return field.means === undefined ? askLeaf(leaf, field, now) : toSql(field.means(leaf), ask);
  };
  return toSql(condition, ask);
}

function toSql(condition: Condition, ask: (leaf: Leaf) => RawBuilder<boolean>): RawBuilder<boolean> {
  const group = partsOf(condition);
  if (group === null) return ask(condition as Leaf); // what is no group is a leaf
  const parts = group.parts.map((part) => toSql(part, ask));
  if (group.kind === "all") return parts.length === 0 ? sql`true` : sql`(${sql.join(parts, sql` and `)})`;
  const any: RawBuilder<boolean> = parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`;
  return group.kind === "any" ? any : not(any);
}

/** True for false and for null: a value that is not set is unequal to everything. */
const not = (part: RawBuilder<boolean>): RawBuilder<boolean> => sql`(${part} is not true)`;

function askLeaf(leaf: Leaf, field: AskableField, now: Date): RawBuilder<boolean> {
  const { operator, negated } = withoutNot(leaf.operator);
  const value = field.sql();
  const holds =
    operator === "is_set"
      ? isSet(field.type, value)
      : field.anyOf === undefined
        ? compare(field.type, { ...leaf, operator }, value, now)
        : compareSet(field.anyOf, operator, listOf(leaf.value));
  const asked = field.within === undefined ? holds : field.within(holds);
  return negated ? not(asked) : asked;
}

function isSet(type: FieldType, value: RawBuilder<unknown>): RawBuilder<boolean> {
  if (type === "text" || type === "choice") return sql`(${value} <> '')`;
  return type === "choices" ? sql`(cardinality(${value}) > 0)` : sql`(${value} is not null)`;
}

/** `leaf.value` has the form that type and operator want: it was checked. */
function compare(type: FieldType, { operator, value: wanted }: Leaf, value: RawBuilder<unknown>, now: Date): RawBuilder<boolean> {
  switch (type) {
    case "text":
      return compareText(operator, value, wanted);
    case "choices":
      return operator === "all_of" ? sql`(${value} @> ${listOf(wanted)}::text[])` : sql`(${value} && ${listOf(wanted)}::text[])`;
    case "number":
      return compareNumber(operator, value, listOf(wanted) as number[]);
    case "date_time":
      return compareTime(operator, value, listOf(wanted), now.getTime());
    case "member":
    case "reference":
      return Array.isArray(wanted) ? sql`(${value} = any(${wanted}::uuid[]))` : sql`(${value} = ${wanted}::uuid)`;
    case "yes_no":
      return sql`(${value} = ${wanted}::boolean)`;
    case "choice":
      return Array.isArray(wanted) ? sql`(${value} = any(${wanted}::text[]))` : sql`(${value} = ${wanted}::text)`;
  }
}

/** All of them: one of each. */
function compareSet(
  anyOf: NonNullable<AskableField["anyOf"]>,
  operator: Leaf["operator"],
  wanted: readonly unknown[],
): RawBuilder<boolean> {
  if (operator !== "all_of") return anyOf(sql`${wanted}::text[]`);
  return sql`(${sql.join(
    wanted.map((one) => anyOf(sql`${[one]}::text[]`)),
    sql` and `,
  )})`;
}

const listOf = (wanted: unknown): readonly unknown[] => (Array.isArray(wanted) ? wanted : [wanted]);

function compareText(operator: Leaf["operator"], value: RawBuilder<unknown>, wanted: unknown): RawBuilder<boolean> {
  const text = sql`prosa_fold(${value})`;
  // A text that is not set holds nothing, not even what folds to nothing.
  const given = sql`${value} <> ''`;
  const folded = (one: unknown) => sql`prosa_fold(${one}::text)`;
  if (operator === "contains") return sql`(${given} and strpos(${text}, ${folded(wanted)}) > 0)`;
  if (operator === "starts_with") return sql`(${given} and starts_with(${text}, ${folded(wanted)}))`;
  if (!Array.isArray(wanted)) return sql`(${given} and ${text} = ${folded(wanted)})`;
  return sql`(${given} and ${text} in (${sql.join(wanted.map(folded))}))`;
}

const COMPARISONS = { greater: sql`>`, less: sql`<`, at_least: sql`>=`, at_most: sql`<=`, before: sql`<`, after: sql`>` } as const;
const signOf = (operator: Leaf["operator"]) => (operator in COMPARISONS ? COMPARISONS[operator as keyof typeof COMPARISONS] : sql`=`);

function compareNumber(operator: Leaf["operator"], value: RawBuilder<unknown>, wanted: readonly number[]): RawBuilder<boolean> {
  // A whole number stays one: an index over an integer column is not found by a floating one.
  const [first, last] = wanted.map((number) => (Number.isSafeInteger(number) ? sql`${number}::int8` : sql`${number}::float8`));
  if (operator === "between") return sql`(${value} between ${first} and ${last})`;
  return sql`(${value} ${signOf(operator)} ${first})`;
}

function compareTime(operator: Leaf["operator"], value: RawBuilder<unknown>, wanted: readonly unknown[], now: number): RawBuilder<boolean> {
  const at = (time: number) => sql`${new Date(time)}::timestamptz`;
  const [first, last] = wanted.map((one) => (typeof one === "number" ? one * DAY_MS : Date.parse(one as string))) as [number, number];
  switch (operator) {
    case "in_last_days":
      return sql`(${value} between ${at(now - first)} and ${at(now)})`;
    case "in_next_days":
      return sql`(${value} between ${at(now)} and ${at(now + first)})`;
    case "more_than_days_ago":
      return sql`(${value} < ${at(now - first)})`;
    case "between":
      return sql`(${value} between ${at(first)} and ${at(last)})`;
    default:
      return sql`(${value} ${signOf(operator)} ${at(first)})`;
  }
}
