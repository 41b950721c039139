import jsep, { type Expression } from "jsep";
import { FUNCTIONS } from "./expression-functions.ts";

/** What is wrong with an expression; each code has words in the catalogues. */
export type ExpressionCode =
  | "empty"
  | "too_long"
  | "too_deep"
  | "syntax"
  | "not_allowed"
  | "unknown_function"
  | "wrong_arguments"
  | "too_much_work"
  | "result_too_long";

export type Parsed = { ok: true; tree: Expression; names: readonly string[] } | { ok: false; code: ExpressionCode; name: string };

const LONGEST_EXPRESSION = 2000;
const MOST_DEPTH = 40;
/** Parsing costs more than evaluating, and a run evaluates the same few texts again and again. */
const KEPT = new Map<string, Parsed>();
const MOST_KEPT = 500;

jsep.addBinaryOp("contains", 6);
jsep.addBinaryOp("and", 2);
jsep.addBinaryOp("or", 1);
jsep.addUnaryOp("not");
const OPERATORS = new Set([
  "+",
  "-",
  "*",
  "/",
  "%",
  "**",
  "==",
  "!=",
  "===",
  "!==",
  "<",
  ">",
  "<=",
  ">=",
  "&&",
  "||",
  "??",
  "and",
  "or",
  "contains",
]);
const UNARY = new Set(["-", "+", "!", "not"]);

/** The tree of an expression, with the names that it reads (`idade`, `contact.first_name`); or what is wrong with it. Pure, never throws. */
export function parseExpression(text: string): Parsed {
  const known = KEPT.get(text);
  if (known !== undefined) return known;
  const parsed = parse(text);
  if (KEPT.size >= MOST_KEPT) KEPT.clear();
  KEPT.set(text, parsed);
  return parsed;
}

const wrong = (code: ExpressionCode, name = ""): Parsed => ({ ok: false, code, name });

function parse(text: string): Parsed {
  if (text.trim() === "") return wrong("empty");
  if (text.length > LONGEST_EXPRESSION) return wrong("too_long");
  // The parser itself goes down with every bracket, question mark and sign: what is too deep it must not see.
  if (depthOf(text) > MOST_DEPTH) return wrong("too_deep");
  let tree: Expression;
  try {
    tree = jsep(text);
  } catch (error) {
    return wrong("syntax", error instanceof Error ? error.message : "");
  }
  const names = new Set<string>();
  const problem = check(tree, names);
  return problem ?? { ok: true, tree, names: [...names] };
}

/** Brackets that are open at once, plus the longest row of signs, plus question marks. */
function depthOf(text: string): number {
  let [open, deepest, questions] = [0, 0, 0];
  for (const sign of text) {
    if (sign === "(" || sign === "[") open += 1;
    if (sign === ")" || sign === "]") open -= 1;
    if (sign === "?") questions += 1;
    deepest = Math.max(deepest, open);
  }
  const signs = Math.max(0, ...[...text.matchAll(/(?:[-+!~]\s*|\bnot\s+)+/g)].map(([row]) => row.split(/[-+!~]|not/).length - 1));
  return deepest + signs + questions;
}

/** The first thing in the tree that is not let through, or null; puts the names that are read into `names`. */
function check(node: Expression, names: Set<string>): Parsed | null {
  const parts = (...nodes: unknown[]): Parsed | null => {
    for (const part of nodes) {
      const problem = part === null || part === undefined ? wrong("syntax") : check(part as Expression, names); // jsep's own nodes
      if (problem !== null) return problem;
    }
    return null;
  };
  switch (node.type) {
    case "Literal":
      return node["value"] instanceof RegExp ? wrong("not_allowed") : null;
    case "Identifier":
      names.add(String(node["name"]));
      return null;
    case "MemberExpression":
      return checkMember(node, names, parts);
    case "UnaryExpression":
      return UNARY.has(String(node["operator"])) ? parts(node["argument"]) : wrong("not_allowed", String(node["operator"]));
    case "BinaryExpression":
      return OPERATORS.has(String(node["operator"])) ? parts(node["left"], node["right"]) : wrong("not_allowed", String(node["operator"]));
    case "ConditionalExpression":
      return parts(node["test"], node["consequent"], node["alternate"]);
    case "ArrayExpression":
      return parts(...(node["elements"] as unknown[]));
    case "CallExpression":
      return checkCall(node, parts);
    case "Compound":
    case "SequenceExpression":
      return wrong("syntax");
    default:
      return wrong("not_allowed", node.type === "ThisExpression" ? "this" : "");
  }
}

type Parts = (...nodes: unknown[]) => Parsed | null;

function checkMember(node: Expression, names: Set<string>, parts: Parts): Parsed | null {
  const path = node["optional"] === true ? null : pathOf(node);
  if (path !== null) {
    names.add(path);
    return null;
  }
  return node["computed"] === true ? parts(node["object"], node["property"]) : parts(node["object"]);
}

function checkCall(node: Expression, parts: Parts): Parsed | null {
  const callee = node["callee"] as Expression;
  if (callee.type !== "Identifier") return wrong("not_allowed");
  const name = String(callee["name"]);
  if (!Object.hasOwn(FUNCTIONS, name)) return wrong("unknown_function", name);
  const given = node["arguments"] as unknown[];
  const [least, most] = (FUNCTIONS[name] as (typeof FUNCTIONS)[string]).takes; // it is there
  return given.length < least || given.length > most ? wrong("wrong_arguments", name) : parts(...given);
}

/** `contact.first_name` of a row of names, or null where something is worked out between the points. */
export function pathOf(node: Expression): string | null {
  if (node.type === "Identifier") return String(node["name"]);
  if (node.type !== "MemberExpression" || node["computed"] === true) return null;
  const before = pathOf(node["object"] as Expression);
  return before === null ? null : `${before}.${String((node["property"] as Expression)["name"])}`;
}
