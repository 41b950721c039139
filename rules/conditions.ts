/** A condition on one subject, as it is stored and sent: a plain JSON document. Words: see the README. */
export type Condition = Group | Leaf;

/** `all` of nothing is true, `any` of nothing is false, `none` of nothing is true. */
type Group = { all: readonly Condition[] } | { any: readonly Condition[] } | { none: readonly Condition[] };

/** One question: a field of the catalogue, an operator that its type allows, and the value it is compared with. */
export interface Leaf {
  /** Such as `conversation.label`. */
  field: string;
  operator: Operator;
  /** In the form that the operator wants (operators.ts); absent for `is_set` and `is_not_set`. */
  value?: unknown;
}

export type Operator =
  | "is_set"
  | "is_not_set"
  | "equals"
  | "not_equals"
  | "any_of"
  | "all_of"
  | "none_of"
  | "contains"
  | "not_contains"
  | "starts_with"
  | "greater"
  | "less"
  | "at_least"
  | "at_most"
  | "between"
  | "before"
  | "after"
  | "in_last_days"
  | "in_next_days"
  | "more_than_days_ago";

export const GROUP_KINDS = ["all", "any", "none"] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];

/** Groups inside groups; a leaf alone has depth 0. */
export const MAX_DEPTH = 8;
export const MAX_LEAVES = 100;

/** The kind of a group and its parts; null when it is a leaf. */
export function partsOf(condition: Condition): { kind: GroupKind; parts: readonly Condition[] } | null {
  if ("all" in condition) return { kind: "all", parts: condition.all };
  if ("any" in condition) return { kind: "any", parts: condition.any };
  if ("none" in condition) return { kind: "none", parts: condition.none };
  return null;
}
