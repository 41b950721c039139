import { type Condition, type GroupKind, type Leaf, type Operator, partsOf } from "../../../../rules/conditions.ts";
import type { FieldFacts } from "../../../../rules/fields.ts";
import { OPERATORS, type Operand, operandOf } from "../../../../rules/operators.ts";

/** Where a node stands: the places from the outermost group inwards. The outermost itself is the empty path. */
export type Path = readonly number[];

/** The condition with a group around it, which is what a builder shows. Nothing at all is an empty group. Pure. */
export function asGroup(condition: Condition | null): Condition {
  if (condition === null) return { all: [] };
  return partsOf(condition) === null ? { all: [condition] } : condition;
}

/** The same without what stands around nothing: null when no question is left. Pure. */
export function trimmed(condition: Condition): Condition | null {
  const group = partsOf(condition);
  if (group === null) return condition;
  const parts = group.parts.flatMap((part) => trimmed(part) ?? []);
  return parts.length === 0 ? null : groupOf(group.kind, parts);
}

/** A group of this kind. Pure. */
export function groupOf(kind: GroupKind, parts: readonly Condition[]): Condition {
  if (kind === "all") return { all: parts };
  return kind === "any" ? { any: parts } : { none: parts };
}

/** The path in the words of the checker: `all.0.any.2`. Pure. */
export function addressOf(condition: Condition, path: Path): string {
  const [place, ...rest] = path;
  const group = partsOf(condition);
  const part = place === undefined ? undefined : group?.parts[place];
  if (group === null || part === undefined) return "";
  const inner = addressOf(part, rest);
  return `${group.kind}.${place}${inner === "" ? "" : `.${inner}`}`;
}

/** What stands at `path` is replaced by `next`, or taken out. Pure. */
export function replaced(condition: Condition, path: Path, next: Condition | null): Condition {
  const [place, ...rest] = path;
  if (place === undefined) return next ?? { all: [] };
  const group = partsOf(condition);
  const part = group?.parts[place];
  if (group === null || part === undefined) return condition;
  const changed = rest.length === 0 ? next : replaced(part, rest, next);
  return groupOf(group.kind, changed === null ? group.parts.filter((_, index) => index !== place) : group.parts.with(place, changed));
}

/** How many questions it asks. Pure. */
export function countQuestions(condition: Condition): number {
  const group = partsOf(condition);
  return group === null ? 1 : group.parts.reduce((sum, part) => sum + countQuestions(part), 0);
}

const FIRST: Partial<Record<FieldFacts["type"], Operator>> = {
  text: "contains",
  date_time: "in_last_days",
  number: "at_least",
  choices: "any_of",
};

/** A question about this field, its value still to be given. Pure. */
export const questionAbout = ({ id, type }: FieldFacts): Leaf =>
  withValue(id, FIRST[type] ?? "equals", type === "yes_no" ? true : undefined);

/** The same question asked another way; the value stays where it fits. Pure. */
export function askedBy({ field, operator: before, value }: Leaf, operator: Operator): Leaf {
  return withValue(field, operator, fitted(value, operandOf(before), operandOf(operator)));
}

/** Whether anybody has given the question what it is compared with. Pure. */
export function isAnswered({ operator, value }: Leaf): boolean {
  const given = (one: unknown) => one !== undefined && one !== "" && one !== null;
  switch (operandOf(operator)) {
    case "none":
      return true;
    case "many":
      return Array.isArray(value) && value.length > 0;
    case "pair":
      return Array.isArray(value) && value.length === 2 && value.every(given);
    default:
      return given(value);
  }
}

/** Operators of a field that is known. Pure. */
export const operatorsOf = ({ type }: FieldFacts): readonly Operator[] => OPERATORS[type];

/** The leaf of this value; none is left out, as a document wants it. Pure. */
export const withValue = (field: string, operator: Operator, value: unknown): Leaf =>
  value === undefined ? { field, operator } : { field, operator, value };

function fitted(value: unknown, from: Operand, to: Operand): unknown {
  if (from === to) return value;
  if (from === "one" && to === "many") return value === undefined ? undefined : [value];
  if (from === "many" && to === "one") return Array.isArray(value) ? value[0] : undefined;
  return undefined;
}
