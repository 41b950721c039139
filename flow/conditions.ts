import { type Condition, type Leaf, partsOf } from "../rules/conditions.ts";
import { evaluate } from "../rules/evaluate.ts";
import type { FieldType, ReadableField } from "../rules/fields.ts";
import { validate } from "../rules/validate.ts";
import { momentOf } from "./times.ts";
import { nowOf, type Turn, variableOf } from "./turn.ts";
import { isTrue, numberOf, textOf } from "./values.ts";
import { valueNamed } from "./write-text.ts";

/**
 * Whether a condition holds for the run: fields of the house as they came with the event, `flow.<variable>` as the run has them. Pure,
 * never throws: a question that cannot be asked does not hold.
 */
export function holdsInRun(turn: Turn, condition: Condition): boolean {
  const group = partsOf(condition);
  if (group === null) return answer(turn, condition as Leaf); // what is no group is a leaf
  if (group.kind === "all") return group.parts.every((part) => holdsInRun(turn, part));
  const isAny = group.parts.some((part) => holdsInRun(turn, part));
  return group.kind === "any" ? isAny : !isAny;
}

function answer(turn: Turn, leaf: Leaf): boolean {
  const value = valueNamed(turn, leaf.field, true);
  const type = typeOf(turn, leaf, value);
  const field = {
    id: leaf.field,
    type,
    label: { "pt-BR": "", en: "", es: "" },
    read: () => asType(turn, type, value),
  } as ReadableField<null>; // read gives what type says
  if (validate(leaf, [field]).length > 0) return false;
  return evaluate(leaf, [field], null, new Date(nowOf(turn)));
}

const TIME_OPERATORS: readonly Leaf["operator"][] = ["before", "after", "in_last_days", "in_next_days", "more_than_days_ago"];
const NUMBER_OPERATORS: readonly Leaf["operator"][] = ["greater", "less", "at_least", "at_most"];

/** Events carry values without their types: the operator, the value that is wanted and the one that is there tell it. */
function typeOf(turn: Turn, { field, operator, value: wanted }: Leaf, value: unknown): FieldType {
  const own = field.startsWith("flow.") ? variableOf(turn.document, field.slice("flow.".length))?.type : undefined;
  if (TIME_OPERATORS.includes(operator)) return "date_time";
  if (NUMBER_OPERATORS.includes(operator)) return "number";
  if (operator === "between") return Array.isArray(wanted) && typeof wanted[0] === "string" ? "date_time" : "number";
  if (Array.isArray(value) || own === "list" || operator === "all_of") return "choices";
  if (typeof wanted === "boolean" || own === "yes_no") return "yes_no";
  if (typeof wanted === "number") return "number";
  return "text";
}

function asType(turn: Turn, type: FieldType, value: unknown): unknown {
  if (value === null || value === "") return null;
  switch (type) {
    case "date_time": {
      const at = momentOf(textOf(value), turn.moment.timeZone);
      return at === null ? null : new Date(at);
    }
    case "number":
      return numberOf(value);
    case "yes_no":
      return isTrue(value);
    case "choices":
      return Array.isArray(value) ? value.map(textOf) : [textOf(value)];
    default:
      return textOf(value);
  }
}
