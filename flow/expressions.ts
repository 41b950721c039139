import type { Expression } from "jsep";
import { FUNCTIONS, type Scope } from "./expression-functions.ts";
import { type ExpressionCode, parseExpression, pathOf } from "./parse-expression.ts";
import { compare, isTrue, numberOf, propertyOf, textOf } from "./values.ts";

export type { Scope } from "./expression-functions.ts";
export type Evaluated = { ok: true; value: unknown } | { ok: false; code: ExpressionCode; name: string };

/** Looks at a node; a text of 2,000 characters has fewer nodes than that. */
const MOST_LOOKS = 4000;
const LONGEST_RESULT = 60_000;
const MOST_ITEMS = 1000;

/**
 * What an expression gives: `idade + 1`, `upper(nome)`, `if(total > 100, "grande", "pequeno")`. Pure. Never throws; a name that is not known
 * is null, as is a result that is no number. It reads nothing but `scope`, and no property that a value inherits.
 */
export function evaluateExpression(text: string, scope: Scope): Evaluated {
  const parsed = parseExpression(text);
  if (!parsed.ok) return parsed;
  const work: Work = { scope, looks: 0 };
  try {
    return { ok: true, value: look(parsed.tree, work) ?? null };
  } catch (error) {
    if (error instanceof Stopped) return { ok: false, code: error.code, name: "" };
    throw error;
  }
}

interface Work {
  scope: Scope;
  looks: number;
}

/** Leaves the evaluation from any depth; it never leaves this file. */
class Stopped extends Error {
  readonly code: ExpressionCode;
  constructor(code: ExpressionCode) {
    super(code);
    this.code = code;
  }
}

/** The parser lets nothing else through: see `parseExpression`. */
type Node = Expression & {
  name: string;
  value: unknown;
  operator: string;
  computed: boolean;
  left: Node;
  right: Node;
  argument: Node;
  test: Node;
  consequent: Node;
  alternate: Node;
  object: Node;
  property: Node;
  callee: Node;
  arguments: Node[];
  elements: Node[];
};

function look(expression: Expression, work: Work): unknown {
  const node = expression as Node;
  work.looks += 1;
  if (work.looks > MOST_LOOKS) throw new Stopped("too_much_work");
  switch (node.type) {
    case "Literal":
      return node.value;
    case "Identifier":
      return work.scope.read(node.name);
    case "MemberExpression":
      return member(node, work);
    case "UnaryExpression":
      return unary(node.operator, look(node.argument, work));
    case "BinaryExpression":
      return binary(node, work);
    case "ConditionalExpression":
      return look(isTrue(look(node.test, work)) ? node.consequent : node.alternate, work);
    case "ArrayExpression":
      return withinBounds(node.elements.map((element) => look(element, work)));
    default:
      return call(node, work);
  }
}

/** `contact.first_name` is asked of the house where no variable is called `contact`. */
function member(node: Node, work: Work): unknown {
  const path = pathOf(node);
  if (path !== null && !work.scope.has(path.split(".", 1)[0] as string)) return work.scope.read(path);
  const key = node.computed ? look(node.property, work) : node.property.name;
  const owner = look(node.object, work);
  return typeof key === "string" || typeof key === "number" ? propertyOf(owner, key) : null;
}

function unary(operator: string, value: unknown): unknown {
  if (operator === "!" || operator === "not") return !isTrue(value);
  const number = numberOf(value);
  return number === null ? null : operator === "-" ? -number : number;
}

function binary({ operator, left, right }: Node, work: Work): unknown {
  const first = look(left, work);
  if (operator === "&&" || operator === "and") return isTrue(first) ? look(right, work) : first;
  if (operator === "||" || operator === "or") return isTrue(first) ? first : look(right, work);
  if (operator === "??") return first ?? look(right, work);
  const second = look(right, work);
  switch (operator) {
    case "+":
      return plus(first, second);
    case "contains":
      return (FUNCTIONS["contains"] as (typeof FUNCTIONS)[string]).run([first, second], work.scope); // it is there
    case "==":
    case "===":
      return isSame(first, second, work);
    case "!=":
    case "!==":
      return !isSame(first, second, work);
    case "<":
    case ">":
    case "<=":
    case ">=":
      return isOrdered(operator, compare(first, second, work.scope.timeZone));
    default:
      return calculated(operator, numberOf(first ?? (operator === "-" ? 0 : null)), numberOf(second ?? (operator === "-" ? 0 : null)));
  }
}

/** Numbers are added, also where they stand in texts; a value that is not set counts as 0 or as no words; everything else is put together. */
function plus(first: unknown, second: unknown): unknown {
  if (Array.isArray(first)) return withinBounds([...first, ...(Array.isArray(second) ? second : [second])]);
  const [a, b] = [numberOf(first ?? 0), numberOf(second ?? 0)];
  const isText = first === null && second === null;
  return a !== null && b !== null && !isText ? finite(a + b) : isText ? null : withinBounds(textOf(first) + textOf(second));
}

function isSame(first: unknown, second: unknown, work: Work): boolean {
  if (first === null || second === null) return first === second;
  const order = compare(first, second, work.scope.timeZone);
  return order === null ? textOf(first) === textOf(second) : order === 0;
}

function isOrdered(operator: string, order: number | null): boolean {
  if (order === null) return false;
  if (operator === "<") return order < 0;
  if (operator === ">") return order > 0;
  return operator === "<=" ? order <= 0 : order >= 0;
}

function calculated(operator: string, a: number | null, b: number | null): number | null {
  if (a === null || b === null) return null;
  if (operator === "-") return finite(a - b);
  if (operator === "*") return finite(a * b);
  if (operator === "/") return finite(a / b);
  return operator === "%" ? finite(a % b) : finite(a ** b);
}

/** 0.1 + 0.2 is 0.3 to people. */
const finite = (number: number): number | null => (Number.isFinite(number) ? Number(number.toPrecision(15)) : null);

function call(node: Node, work: Work): unknown {
  const { lazy, run } = FUNCTIONS[node.callee.name] as (typeof FUNCTIONS)[string]; // the parser knows them
  if (lazy === true) return look((isTrue(look(node.arguments[0] as Node, work)) ? node.arguments[1] : node.arguments[2]) as Node, work);
  return withinBounds(
    run(
      node.arguments.map((argument) => look(argument, work)),
      work.scope,
    ),
  );
}

function withinBounds(value: unknown): unknown {
  if (typeof value === "string" && value.length > LONGEST_RESULT) throw new Stopped("result_too_long");
  if (Array.isArray(value) && value.length > MOST_ITEMS) throw new Stopped("result_too_long");
  return value;
}
