import { neverHolds } from "../rules/coverage.ts";
import type { FieldFacts } from "../rules/fields.ts";
import { lintTemplate } from "../rules/lint-template.ts";
import { nearest } from "../rules/nearest.ts";
import { validate } from "../rules/validate.ts";
import type { VariableFacts, VariableType } from "../rules/variables.ts";
import type { Block, FlowDocument, FlowVariable, LocalText } from "./document.ts";
import { parseExpression } from "./parse-expression.ts";
import { type FlowProblem, type House, problem } from "./problem.ts";
import { expressionsOf, leavesOf, namesInTemplate, textsOf } from "./texts.ts";
import { BUILT_IN } from "./turn.ts";

/** What is wrong with the texts, expressions and conditions of a flow. Pure. */
export function lintWords(document: FlowDocument, house: House): FlowProblem[] {
  const known: Known = { document, house, names: namesOf(document), facts: factsOf(document, house) };
  return document.blocks.flatMap((block) => [
    ...emptyTexts(block, document),
    ...templates(block, known),
    ...expressions(block, known),
    ...conditions(block, known),
  ]);
}

interface Known {
  document: FlowDocument;
  house: House;
  /** Of the flow's own variables, with those that are only asked into. */
  names: ReadonlySet<string>;
  facts: readonly VariableFacts[];
}

function namesOf({ variables, inputs, blocks }: FlowDocument): ReadonlySet<string> {
  const asked = blocks.flatMap((block) => {
    if (block.type === "http") return block.mapping.map(({ variable }) => variable);
    if (block.type === "sub_flow") return Object.keys(block.outputs);
    return "variable" in block && block.variable !== undefined ? [block.variable] : [];
  });
  return new Set([...variables.map(({ name }) => name), ...inputs, ...BUILT_IN, ...asked]);
}

const TYPES: Partial<Record<FlowVariable["type"], VariableType>> = { date: "date_time", yes_no: "yes_no", number: "number" };

function factsOf(document: FlowDocument, house: House): readonly VariableFacts[] {
  const typeOf = (name: string) => TYPES[document.variables.find((variable) => variable.name === name)?.type ?? "text"] ?? "text";
  const own = [...namesOf(document)].flatMap((name) =>
    [`var.${name}`, `flow.${name}`, name].map(
      (id): VariableFacts => ({ id, label: { "pt-BR": name, en: name, es: name }, type: typeOf(name), example: "", isAlwaysSet: true }),
    ),
  );
  return [...(house.variables ?? []), ...own];
}

function emptyTexts(block: Block, { language }: FlowDocument): FlowProblem[] {
  const isSaid = block.type === "say_text" || "attempts" in block;
  if (!isSaid) return [];
  const text: LocalText = block.text;
  const written = Object.values(text).filter((words) => (words ?? "").trim() !== "");
  if (written.length === 0) return [problem("error", "text_empty", block, { path: "text" })];
  return (text[language] ?? "").trim() === ""
    ? [problem("warning", "translation_missing", block, { path: "text", values: { language } })]
    : [];
}

function templates(block: Block, known: Known): FlowProblem[] {
  return textsOf(block).flatMap(({ path, text, isSaid }) => {
    if (!text.includes("{{")) return [];
    const secret =
      isSaid || block.type === "hand_over" ? namesInTemplate(text).find((name) => isSecret(known.document, bare(name))) : undefined;
    const said = secret === undefined ? [] : [problem("error", "secret_said", block, { path, values: { name: secret } })];
    return [...said, ...lintText(block, path, text, known)];
  });
}

const SEVERITIES = {
  unknown_variable: "error",
  missing_fallback: "hint",
  format_does_not_fit: "warning",
  perhaps_a_format: "hint",
  not_closed: "error",
} as const;

function lintText(block: Block, path: string, text: string, { facts, house, names }: Known): FlowProblem[] {
  return lintTemplate(text, facts)
    .filter(({ code, name }) => code !== "unknown_variable" || !isOfHouse(name, house))
    .filter(({ code, at, length }) => code !== "format_does_not_fit" || !names.has(firstName(text.slice(at, at + length))))
    .map(({ code, name, suggestion }) =>
      problem(SEVERITIES[code], code, block, { path, values: { name, ...(suggestion === null ? {} : { suggestion }) } }),
    );
}

/** Of a tag, without `var.`: what another system answers may be of any type, so any format may be right for a variable of the flow. */
const firstName = (tag: string): string => bare(namesInTemplate(tag)[0] ?? "");

/** Without the catalogue nobody knows what the house has. */
const isOfHouse = (name: string, { variables }: House): boolean =>
  variables === undefined && name.includes(".") && !/^(var|flow)\./.test(name);
const bare = (name: string): string => name.replace(/^(var|flow)\./, "");
const isSecret = ({ variables }: FlowDocument, name: string): boolean =>
  variables.some((variable) => variable.name === name && variable.isSecret === true);

function expressions(block: Block, known: Known): FlowProblem[] {
  return expressionsOf(block).flatMap(({ path, text }) => {
    const parsed = parseExpression(text);
    if (!parsed.ok) return [problem("error", "expression_wrong", block, { path, values: { reason: parsed.code, name: parsed.name } })];
    const target = block.type === "set_variable" ? block.variable : null;
    const mayRead = target !== null && isSecret(known.document, target);
    return parsed.names.flatMap((name) => readName(block, path, name, mayRead, known));
  });
}

function readName(block: Block, path: string, name: string, mayRead: boolean, { document, house, names, facts }: Known): FlowProblem[] {
  const root = bare(name).split(".", 1)[0] as string;
  if (names.has(root))
    return isSecret(document, root) && !mayRead ? [problem("error", "secret_read", block, { path, values: { name: root } })] : [];
  const ofHouse = [...(house.fields ?? []), ...(house.variables ?? [])].map(({ id }) => id);
  if (ofHouse.includes(name) || (name.includes(".") && house.fields === undefined)) return [];
  const suggestion = nearest(name, [...names, ...ofHouse, ...facts.map(({ id }) => id)]);
  return [problem("warning", "unknown_variable", block, { path, values: { name, ...(suggestion === null ? {} : { suggestion }) } })];
}

function conditions(block: Block, known: Known): FlowProblem[] {
  if (block.type !== "condition") return [];
  const fields = [...(known.house.fields ?? []), ...flowFields(known)];
  return block.cases.flatMap(({ id, when }, index) => {
    const path = `cases.${index}.when`;
    // Without the catalogue only the flow's own fields can be judged.
    const judged =
      known.house.fields === undefined && leavesOf(when).some(({ field }) => !field.startsWith("flow.")) ? [] : validate(when, fields);
    const wrong = judged.map(({ path: inside, code, problem: words }) =>
      problem("error", "condition_wrong", block, {
        exit: `case:${id}`,
        path: inside === "" ? path : `${path}.${inside}`,
        values: { reason: code, words },
      }),
    );
    return wrong.length === 0 && neverHolds(when) ? [problem("hint", "case_never", block, { exit: `case:${id}` })] : wrong;
  });
}

const FIELD_TYPES: Partial<Record<FlowVariable["type"], "number" | "yes_no" | "date_time" | "choices">> = {
  number: "number",
  yes_no: "yes_no",
  date: "date_time",
  list: "choices",
};

function flowFields({ document, names }: Pick<Known, "document" | "names">): FieldFacts[] {
  return [...names].map((name) => {
    const variable = document.variables.find((one) => one.name === name);
    const label = variable?.label ?? name;
    return { id: `flow.${name}`, type: FIELD_TYPES[variable?.type ?? "text"] ?? "text", label: { "pt-BR": label, en: label, es: label } };
  });
}
