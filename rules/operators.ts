import type { Operator } from "./conditions.ts";
import type { FieldType } from "./fields.ts";

/** What an operator is compared with: one value, a list of them, two in order, a number of days, or nothing. */
export type Operand = "none" | "one" | "many" | "pair" | "days";

const SET = ["is_set", "is_not_set"] as const;
const ONE_OF = [...SET, "equals", "not_equals", "any_of", "none_of"] as const;

/** Operators by the type of the field, in the order in which a builder offers them. */
export const OPERATORS: Readonly<Record<FieldType, readonly Operator[]>> = {
  text: [...ONE_OF, "contains", "not_contains", "starts_with"],
  number: [...SET, "equals", "not_equals", "greater", "less", "at_least", "at_most", "between"],
  date_time: [...SET, "before", "after", "between", "in_last_days", "in_next_days", "more_than_days_ago"],
  yes_no: [...SET, "equals", "not_equals"],
  choice: ONE_OF,
  choices: [...SET, "contains", "not_contains", "any_of", "all_of", "none_of"],
  member: ONE_OF,
  reference: ONE_OF,
};

const OPERANDS: Partial<Record<Operator, Operand>> = {
  is_set: "none",
  is_not_set: "none",
  any_of: "many",
  all_of: "many",
  none_of: "many",
  between: "pair",
  in_last_days: "days",
  in_next_days: "days",
  more_than_days_ago: "days",
};

/** What has to stand in `value` beside this operator. */
export const operandOf = (operator: Operator): Operand => OPERANDS[operator] ?? "one";

/**
 * Operators that say the opposite of another one. They are answered as "not that", so a value that is not set is unequal to
 * everything and holds nothing.
 */
const OPPOSITES: Partial<Record<Operator, Operator>> = {
  is_not_set: "is_set",
  not_equals: "equals",
  not_contains: "contains",
  none_of: "any_of",
};

/** The operator without its "not", and whether there was one. */
export function withoutNot(operator: Operator): { operator: Operator; negated: boolean } {
  const opposite = OPPOSITES[operator];
  return opposite === undefined ? { operator, negated: false } : { operator: opposite, negated: true };
}
