import { type Condition, type Leaf, partsOf } from "./conditions.ts";
import type { FieldType, ReadableField, ValueOf } from "./fields.ts";
import { fold } from "./fold.ts";
import { withoutNot } from "./operators.ts";
import { readCondition } from "./validate.ts";

const DAY_MS = 86_400_000;

/**
 * Whether the condition holds for one subject. Pure: `now` is what "in the last days" counts from.
 * @throws {ConditionError} when the document does not fit the fields.
 */
export function evaluate<Subject>(document: unknown, fields: readonly ReadableField<Subject>[], subject: Subject, now: Date): boolean {
  const condition = readCondition(document, fields);
  const byId = new Map(fields.map((field) => [field.id, field]));
  const ask = (leaf: Leaf): boolean => {
    const field = byId.get(leaf.field) as ReadableField<Subject>; // it was checked
    return field.means === undefined ? answer(leaf, field, subject, now) : holds(field.means(leaf), ask);
  };
  return holds(condition, ask);
}

function holds(condition: Condition, ask: (leaf: Leaf) => boolean): boolean {
  const group = partsOf(condition);
  if (group === null) return ask(condition as Leaf); // what is no group is a leaf
  const { kind, parts } = group;
  if (kind === "all") return parts.every((part) => holds(part, ask));
  const isAny = parts.some((part) => holds(part, ask));
  return kind === "any" ? isAny : !isAny;
}

function answer<Subject>(leaf: Leaf, field: ReadableField<Subject>, subject: Subject, now: Date): boolean {
  const { operator, negated } = withoutNot(leaf.operator);
  const value = setOrNull(field.read(subject));
  const isTrue = value !== null && (operator === "is_set" || compare(field.type, { ...leaf, operator }, value, now));
  return isTrue !== negated;
}

/** Null for all that counts as not set. */
function setOrNull<Value extends ValueOf[FieldType]>(value: Value | null | undefined): Value | null {
  if (value === null || value === undefined || value === "") return null;
  return Array.isArray(value) && value.length === 0 ? null : value;
}

/** `leaf.value` has the form that type and operator want: it was checked. */
function compare(type: FieldType, { operator, value: wanted }: Leaf, value: ValueOf[FieldType], now: Date): boolean {
  switch (type) {
    case "text":
      return compareText(operator, fold(value as string), wanted);
    case "choices":
      return compareChoices(operator, value as readonly string[], wanted);
    case "number":
      return compareNumber(operator, value as number, wanted as number | [number, number]);
    case "date_time":
      return compareTime(operator, (value as Date).getTime(), wanted, now.getTime());
    case "member":
    case "reference":
      return isOneOf(
        (value as string).toLowerCase(),
        listOf(wanted).map((id) => (id as string).toLowerCase()),
      );
    case "yes_no":
    case "choice":
      return isOneOf(value, listOf(wanted));
  }
}

const listOf = (wanted: unknown): readonly unknown[] => (Array.isArray(wanted) ? wanted : [wanted]);
const isOneOf = (value: unknown, wanted: readonly unknown[]) => wanted.includes(value);

function compareText(operator: Leaf["operator"], text: string, wanted: unknown): boolean {
  const texts = listOf(wanted).map((one) => fold(one as string));
  const [first] = texts as [string];
  if (operator === "contains") return text.includes(first);
  if (operator === "starts_with") return text.startsWith(first);
  return texts.includes(text);
}

function compareChoices(operator: Leaf["operator"], chosen: readonly string[], wanted: unknown): boolean {
  const ids = listOf(wanted) as readonly string[];
  return operator === "all_of" ? ids.every((id) => chosen.includes(id)) : ids.some((id) => chosen.includes(id));
}

function compareNumber(operator: Leaf["operator"], value: number, wanted: number | [number, number]): boolean {
  if (Array.isArray(wanted)) return value >= wanted[0] && value <= wanted[1];
  switch (operator) {
    case "greater":
      return value > wanted;
    case "less":
      return value < wanted;
    case "at_least":
      return value >= wanted;
    case "at_most":
      return value <= wanted;
    default:
      return value === wanted;
  }
}

function compareTime(operator: Leaf["operator"], time: number, wanted: unknown, now: number): boolean {
  const [first, last] = listOf(wanted).map((one) => (typeof one === "number" ? one * DAY_MS : Date.parse(one as string))) as [
    number,
    number,
  ];
  switch (operator) {
    case "before":
      return time < first;
    case "after":
      return time > first;
    case "in_last_days":
      return time >= now - first && time <= now;
    case "in_next_days":
      return time >= now && time <= now + first;
    case "more_than_days_ago":
      return time < now - first;
    default:
      return time >= first && time <= last;
  }
}
