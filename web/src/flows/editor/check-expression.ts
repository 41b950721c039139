import type { FlowDocument } from "../../../../flow/document.ts";
import { parseExpression } from "../../../../flow/parse-expression.ts";
import type { FlowText } from "../words/words.ts";

/** What is wrong with an expression, in the reader's words; undefined when nothing is. */
export function checkExpression(text: string, { variables }: FlowDocument, t: FlowText): string | undefined {
  const parsed = parseExpression(text);
  if (!parsed.ok) return t.find(`flow.expression.${parsed.code}`, { name: parsed.name }) ?? parsed.code;
  const known = new Set(variables.map(({ name }) => name));
  // Names with a dot are of the house.
  const unknown = parsed.names.find((name) => !name.includes(".") && !known.has(name));
  return unknown === undefined ? undefined : t("flow.expression.unknown_name", { name: unknown });
}
