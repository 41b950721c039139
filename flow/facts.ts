import type { Block, FlowDocument } from "./document.ts";
import { parseExpression } from "./parse-expression.ts";
import { expressionsOf, leavesOf, namesInTemplate, textsOf } from "./texts.ts";
import { BUILT_IN } from "./turn.ts";

/** What a flow asks of the house: ids of fields (for conditions) and of variables (for texts and expressions). */
export interface FactsWanted {
  fields: readonly string[];
  variables: readonly string[];
}

const KEPT = new WeakMap<FlowDocument, FactsWanted>();

/** What has to stand in `facts` of every event of a run with this document; a name that the house does not have stays away. Pure. */
export function factsWanted(document: FlowDocument): FactsWanted {
  const known = KEPT.get(document);
  if (known !== undefined) return known;
  const own = new Set([...document.variables.map(({ name }) => name), ...document.inputs, ...BUILT_IN]);
  const isForeign = (name: string) => name.includes(".") && !/^(var|flow)\./.test(name) && !own.has(name.split(".", 1)[0] as string);
  const wanted: FactsWanted = {
    fields: sorted(document.blocks.flatMap(fieldsIn).filter(isForeign)),
    variables: sorted(document.blocks.flatMap(namesIn).filter(isForeign)),
  };
  KEPT.set(document, wanted);
  return wanted;
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();

function fieldsIn(block: Block): string[] {
  // A split sends one contact the same way at every visit.
  if (block.type === "split") return ["contact.id"];
  const asked = block.type === "condition" ? block.cases.flatMap(({ when }) => leavesOf(when)).map(({ field }) => field) : [];
  return [...asked, ...namesInExpressions(block)];
}

const namesIn = (block: Block): string[] => [...textsOf(block).flatMap(({ text }) => namesInTemplate(text)), ...namesInExpressions(block)];

function namesInExpressions(block: Block): string[] {
  return expressionsOf(block).flatMap(({ text }) => {
    const parsed = parseExpression(text);
    return parsed.ok ? [...parsed.names] : [];
  });
}
