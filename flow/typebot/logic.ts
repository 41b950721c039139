import type { Condition, Leaf } from "../../rules/conditions.ts";
import type { Block } from "../document.ts";
import { parseExpression } from "../parse-expression.ts";
import { problemOfPattern } from "../patterns.ts";
import { quoted, templateExpression, translateCode } from "./expressions.ts";
import { type Import, note, onwards, type Place, variableNamed } from "./import.ts";
import { type Item, isOn, itemOf, listOf, textIn } from "./read-export.ts";

/**
 * A condition. What our conditions ask too becomes a question of them; patterns, numbers in texts and comparisons with other variables are worked
 * out by an expression first, in a block before it.
 */
export function conditionBlocks(importing: Import, place: Place, targets: ReadonlyMap<string, string | null>): Block[] {
  const helpers: Block[] = [];
  const cases = place.block.items.map((item, index) => {
    const id = `c${index + 1}`;
    const when = conditionOf(importing, place, itemOf(item["content"]));
    if (typeof when !== "string") return { id, when };
    const variable = helperVariable(importing, `${place.id}_${id}`);
    const helper = `${place.id.slice(0, 34)}_v${index + 1}`;
    helpers.push({ id: helper, type: "set_variable", variable, to: when, exits: {} });
    note(importing, place, "changed", "operator_by_expression", { expression: when });
    return { id, when: { all: [{ field: `flow.${variable}`, operator: "equals" as const, value: true }] } };
  });
  const exits: Record<string, string> = {};
  for (const [index, item] of place.block.items.entries()) {
    const target = targets.get(textIn(item, "id"));
    if (target !== null && target !== undefined) exits[`case:c${index + 1}`] = target;
  }
  if (place.next !== null) exits["otherwise"] = place.next;
  const none: Condition = { any: [] };
  const condition: Block = { id: place.id, type: "condition", cases: cases.length > 0 ? cases : [{ id: "c1", when: none }], exits };
  return chained(helpers, condition);
}

/** The helpers run first, so the first of them has the id that others lead to. */
function chained(helpers: readonly Block[], last: Block): Block[] {
  if (helpers.length === 0) return [last];
  const inner = `${last.id.slice(0, 34)}_if`;
  const ids = [last.id, ...helpers.slice(1).map(({ id }) => id), inner];
  return [
    ...helpers.map((helper, index) => ({ ...helper, id: ids[index] as string, exits: { next: ids[index + 1] as string } })),
    { ...last, id: inner },
  ];
}

function helperVariable({ variables }: Import, seed: string): string {
  const name = `se_${seed
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")
    .slice(-30)}`;
  variables.set(name, { name, type: "yes_no", initial: false });
  return name;
}

type Compared = { leaf: Leaf; negative?: true } | { expression: string } | null;

/** A condition, or the text of an expression that says the same. */
function conditionOf(importing: Import, place: Place, content: Item): Condition | string {
  const isOr = textIn(content, "logicalOperator") === "OR";
  const compared = listOf(content["comparisons"]).map((comparison) => compare(importing, place, comparison));
  const known = compared.filter((one) => one !== null);
  // Without comparisons it does not hold; one that cannot be read holds for nobody.
  if (known.length === 0) return { any: [] };
  if (known.length < compared.length && !isOr) return { any: [] };
  if (known.every((one) => "leaf" in one)) return isOr ? { any: known.map(({ leaf }) => leaf) } : { all: known.map(({ leaf }) => leaf) };
  const terms = known.map((one) => ("leaf" in one ? asExpression(one.leaf) : one.expression));
  return terms.map((term) => `(${term})`).join(isOr ? " or " : " and ");
}

const LEAVES: Readonly<Record<string, Leaf["operator"]>> = {
  "Equal to": "equals",
  "Not equal": "not_equals",
  Contains: "contains",
  "Does not contain": "not_contains",
  "Starts with": "starts_with",
  "Is set": "is_set",
  "Is empty": "is_not_set",
};
const SIGNS: Readonly<Record<string, string>> = {
  "Greater than": ">",
  "Greater or equal to": ">=",
  "Less than": "<",
  "Less or equal to": "<=",
  "Equal to": "==",
  "Not equal": "!=",
};

function compare(importing: Import, place: Place, comparison: Item): Compared {
  const name = variableNamed(importing, place, textIn(comparison, "variableId"));
  const operator = textIn(comparison, "comparisonOperator");
  const value = textIn(comparison, "value");
  if (name === null) return lost(importing, place, operator);
  const field = `flow.${name}`;
  if (operator === "Is set" || operator === "Is empty") return { leaf: { field, operator: LEAVES[operator] as Leaf["operator"] } };
  if (["undefined", "null", ""].includes(value.trim()) && (operator === "Equal to" || operator === "Not equal"))
    return { leaf: { field, operator: operator === "Equal to" ? "is_not_set" : "is_set" } };
  if (operator === "Matches regex" || operator === "Does not match regex") return byPattern(importing, place, name, operator, value);
  const isPlainText = importing.variables.get(name)?.type === "text" || importing.variables.get(name)?.type === undefined;
  if (!value.includes("{{") && value !== "" && isPlainText && Object.hasOwn(LEAVES, operator))
    return { leaf: { field, operator: LEAVES[operator] as Leaf["operator"], value: value.slice(0, 1000) } };
  const other = templateExpression(importing, value);
  if (other === null) return lost(importing, place, operator);
  if (Object.hasOwn(SIGNS, operator)) return { expression: `${name} ${SIGNS[operator]} ${other}` };
  if (operator === "Contains") return { expression: `contains(${name}, ${other})` };
  if (operator === "Does not contain") return { expression: `not contains(${name}, ${other})` };
  if (operator === "Starts with") return { expression: `starts_with(${name}, ${other})` };
  return operator === "Ends with" ? { expression: `ends_with(${name}, ${other})` } : lost(importing, place, operator);
}

function lost(importing: Import, place: Place, operator: string): null {
  note(importing, place, "lost", "comparison_lost", { operator });
  return null;
}

/** Bare or between slashes; one that our bounded matcher does not take is lost. */
function byPattern(importing: Import, place: Place, name: string, operator: string, value: string): Compared {
  const pattern = /^\/([\s\S]*)\/[a-z]*$/.exec(value.trim())?.[1] ?? value;
  if (problemOfPattern(pattern) !== null) return lost(importing, place, operator);
  const found = `matches(${name}, ${quoted(pattern)})`;
  return { expression: operator === "Matches regex" ? found : `${name} ?? "" != "" and not ${found}` };
}

function asExpression({ field, operator, value }: Leaf): string {
  const name = field.slice("flow.".length);
  const text = quoted(String(value ?? ""));
  const written: Partial<Record<Leaf["operator"], string>> = {
    equals: `${name} == ${text}`,
    not_equals: `${name} != ${text}`,
    contains: `contains(${name}, ${text})`,
    not_contains: `not contains(${name}, ${text})`,
    starts_with: `starts_with(${name}, ${text})`,
    is_set: `is_set(${name})`,
    is_not_set: `not is_set(${name})`,
  };
  return written[operator] ?? "false";
}

/** Kinds of values that the product works out; an empty text is one that somebody has to write. */
const KINDS: Readonly<Record<string, string>> = {
  Empty: "null",
  Now: "now()",
  Today: "today()",
  Tomorrow: 'date_add(today(), 1, "day")',
  Yesterday: 'date_add(today(), -1, "day")',
  "Moment of the day": 'if(hour(now()) < 12, "morning", if(hour(now()) < 18, "afternoon", "evening"))',
  "Phone number": "contact.phone",
  "Contact name": "contact.name",
};

export function setVariableBlock(importing: Import, place: Place): Block {
  const { options } = place.block;
  const variable = variableNamed(importing, place, textIn(options, "variableId")) ?? "x";
  return { id: place.id, type: "set_variable", variable, to: expressionOf(importing, place, variable), exits: onwards(place.next) };
}

/** What cannot be translated is left empty: the linter does not let it be published until somebody wrote it. */
function expressionOf(importing: Import, place: Place, variable: string): string {
  const { options } = place.block;
  const kind = textIn(options, "type") || "Custom";
  const text = textIn(options, "expressionToEvaluate");
  if (Object.hasOwn(KINDS, kind)) return became(importing, place, KINDS[kind] as string);
  if (kind === "Append value(s)")
    return became(importing, place, `${variable} + ${templateExpression(importing, textIn(options, "item")) ?? '""'}`);
  if (kind !== "Custom") {
    note(importing, place, "lost", "kind_of_value_lost", { kind });
    return "";
  }
  const expression = isOn(options, "isCode") ? translateCode(importing, text) : text === "" ? "null" : templateExpression(importing, text);
  if (expression === null || !parseExpression(expression).ok) {
    note(importing, place, "lost", "code_lost", { code: text.slice(0, 500) });
    return "";
  }
  if (!isOn(options, "isCode")) return became(importing, place, expression);
  note(importing, place, "changed", "code_translated", { code: text.slice(0, 500), expression });
  return expression;
}

function became(importing: Import, place: Place, expression: string): string {
  note(importing, place, "became", "same");
  return expression;
}
