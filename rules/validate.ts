import { type Condition, GROUP_KINDS, type GroupKind, type Leaf, MAX_DEPTH, MAX_LEAVES, type Operator } from "./conditions.ts";
import type { FieldFacts } from "./fields.ts";
import { OPERATORS, operandOf } from "./operators.ts";
import { problemOfValue } from "./values.ts";

type ProblemCode = "malformed" | "too_deep" | "too_many" | "unknown_field" | "unknown_operator" | "wrong_value";

/** What is wrong with a condition, and where: `path` leads to the bad node, such as `all.0.any.2.value`; empty for the whole. */
export interface ConditionProblem {
  path: string;
  code: ProblemCode;
  /** In English, for a developer; an interface has its own words by the code. */
  problem: string;
}

/** A condition that cannot be asked. A server answers it with 400 and the list. */
export class ConditionError extends Error {
  readonly problems: readonly ConditionProblem[];

  constructor(problems: readonly ConditionProblem[]) {
    super(`The condition is not valid: ${problems.map(({ path, problem }) => `${path || "condition"} ${problem}`).join("; ")}.`);
    this.name = "ConditionError";
    this.problems = problems;
  }
}

/** The document as a condition. Pure. @throws {ConditionError} with every problem found. */
export function readCondition(document: unknown, fields: readonly FieldFacts[]): Condition {
  const problems = validate(document, fields);
  if (problems.length > 0) throw new ConditionError(problems);
  return document as Condition; // every node of it was looked at
}

/** Everything that is wrong with the document, in its own order; empty: it can be evaluated and compiled. Pure, never throws. */
export function validate(document: unknown, fields: readonly FieldFacts[]): ConditionProblem[] {
  const check: Check = { fields: new Map(fields.map((field) => [field.id, field])), leaves: 0 };
  const problems = checkNode(check, document, [], 0);
  const isTooMany = check.leaves > MAX_LEAVES;
  return isTooMany ? [...problems, ...found([], "too_many", `has more than ${MAX_LEAVES} questions`)] : problems;
}

interface Check {
  fields: ReadonlyMap<string, FieldFacts>;
  leaves: number;
}

type Path = readonly (string | number)[];

const found = (path: Path, code: ProblemCode, problem: string): ConditionProblem[] => [{ path: path.join("."), code, problem }];

function checkNode(check: Check, node: unknown, path: Path, depth: number): ConditionProblem[] {
  if (typeof node !== "object" || node === null || Array.isArray(node))
    return found(path, "malformed", "must be a group (all, any or none) or a question (field, operator, value)");
  const kind = GROUP_KINDS.find((one) => Object.hasOwn(node, one));
  if (kind === undefined) return checkLeaf(check, node, path);
  if (Object.keys(node).length > 1) return found(path, "malformed", `has more than "${kind}"; put each group into one of its own`);
  const parts = (node as Partial<Record<GroupKind, unknown>>)[kind];
  if (!Array.isArray(parts)) return found([...path, kind], "malformed", "must be a list");
  // A document from outside may be nested without end: what is too deep is not looked into.
  if (depth >= MAX_DEPTH) return found(path, "too_deep", `is nested deeper than ${MAX_DEPTH} groups`);
  return parts.flatMap((part, index) => (check.leaves > MAX_LEAVES ? [] : checkNode(check, part, [...path, kind, index], depth + 1)));
}

function checkLeaf(check: Check, node: object, path: Path): ConditionProblem[] {
  check.leaves += 1;
  const foreign = Object.keys(node).find((key) => !["field", "operator", "value"].includes(key));
  if (foreign !== undefined) return found([...path, foreign], "malformed", "is not known here");
  const { field: id, operator, value } = node as Partial<Record<keyof Leaf, unknown>>;
  const field = typeof id === "string" ? check.fields.get(id) : undefined;
  if (field === undefined) return found([...path, "field"], "unknown_field", `names no field that is known here (${shown(id)})`);
  const allowed = OPERATORS[field.type];
  if (!allowed.includes(operator as Operator)) {
    const problem = `must be one of ${allowed.join(", ")} for ${field.id} (${shown(operator)})`;
    return found([...path, "operator"], "unknown_operator", problem);
  }
  const problem = problemOfValue(field, operandOf(operator as Operator), value);
  return problem === null ? [] : found([...path, "value"], "wrong_value", problem);
}

const shown = (value: unknown) => (typeof value === "string" ? `"${value.slice(0, 60)}"` : typeof value);
