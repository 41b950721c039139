import { fold } from "../rules/fold.ts";
import type { Block, FlowDocument, FlowVariable } from "./document.ts";
import { problemOfPattern } from "./patterns.ts";
import { type FlowProblem, type House, problem } from "./problem.ts";

/** What is wrong with the settings of single blocks. Pure. */
export function lintSettings(document: FlowDocument, house: House): FlowProblem[] {
  return [...document.blocks.flatMap((block) => [...variables(block, document), ...settings(block, document, house)])];
}

function pattern(block: Block, path: string, text: string): FlowProblem[] {
  const reason = problemOfPattern(text);
  return reason === null ? [] : [problem("error", "pattern_wrong", block, { path, values: { pattern: text, reason } })];
}

/** Types that the answer of a question may go into, where not any will do. */
const KEPT_IN: Partial<Record<Block["type"], readonly FlowVariable["type"][]>> = {
  ask_file: ["file", "list", "json"],
  ask_number: ["number", "text", "json"],
  ask_rating: ["number", "text", "json"],
  ask_yes_no: ["yes_no", "text", "json"],
  ask_date: ["date", "text", "json"],
};

function variables(block: Block, document: FlowDocument): FlowProblem[] {
  const used =
    block.type === "http"
      ? block.mapping.map(({ variable }) => variable)
      : block.type === "registration"
        ? block.fields
        : "variable" in block
          ? [block.variable]
          : [];
  const undeclared = used.filter((name) => name !== undefined && !document.variables.some((variable) => variable.name === name));
  const found = undeclared.map((name) => problem("hint", "variable_undeclared", block, { values: { name: name ?? "" } }));
  if (!("attempts" in block)) return found;
  if (block.variable === undefined)
    return block.type === "ask_choice" || block.type === "ask_yes_no" ? found : [...found, problem("hint", "answer_not_kept", block)];
  const type = document.variables.find(({ name }) => name === block.variable)?.type;
  const isWrong = type !== undefined && KEPT_IN[block.type]?.includes(type) === false;
  return isWrong
    ? [...found, problem("warning", "variable_type", block, { path: "variable", values: { name: block.variable, type } })]
    : found;
}

function settings(block: Block, document: FlowDocument, house: House): FlowProblem[] {
  switch (block.type) {
    case "ask_choice":
      return options(block, document);
    case "ask_text":
      return [
        ...range(block, block.shortest, block.longest),
        ...(block.pattern === undefined ? [] : pattern(block, "pattern", block.pattern)),
      ];
    case "ask_number":
      return range(block, block.least, block.most);
    case "ask_rating":
      return block.least < block.most ? [] : range(block, block.most + 1, block.most);
    case "http":
      return [...address(block.url, block), ...pastedSecrets(block)];
    case "action":
      return block.action === "" || house.actions?.includes(block.action) === false
        ? [problem("error", "action_missing", block, { path: "action", values: { action: block.action } })]
        : [];
    case "room":
      return room(block, house);
    case "hand_over":
      return (block.to === "queue" || block.to === "ai") && block.toId === null
        ? [problem("error", "target_missing", block, { path: "toId", values: { to: block.to } })]
        : [];
    case "registration":
      return block.form === "" || block.fields.length === 0
        ? [problem("error", "form_missing", block, { path: block.form === "" ? "form" : "fields" })]
        : [];
    case "say_file":
      return block.attachmentId === undefined && (block.variable ?? "") === "" ? [problem("error", "file_missing", block)] : [];
    case "say_template":
      return block.template === "" ? [problem("error", "template_missing", block, { path: "template" })] : [];
    default:
      return [];
  }
}

/** What an import had no twin for keeps a flow from being published, whatever rooms there are. */
function room(block: Extract<Block, { type: "room" }>, { rooms }: House): FlowProblem[] {
  const values = { block: block.block };
  if (block.block.startsWith("imported.")) return [problem("error", "imported_unfinished", block, { values })];
  return rooms?.some(({ id }) => id === block.block) === false ? [problem("error", "room_missing", block, { path: "block", values })] : [];
}

function range(block: Block, least: number | undefined, most: number | undefined): FlowProblem[] {
  return least !== undefined && most !== undefined && least > most
    ? [problem("error", "range_wrong", block, { values: { least, most } })]
    : [];
}

function options(block: Extract<Block, { type: "ask_choice" }>, { language }: FlowDocument): FlowProblem[] {
  if (block.options.length === 0 && block.optionsFrom === undefined) return [problem("error", "no_options", block, { path: "options" })];
  const seen = new Set<string>();
  return block.options.flatMap(({ title, id }, index) => {
    const words = fold((title[language] ?? Object.values(title)[0] ?? "").trim());
    const where = { exit: `choice:${id}`, path: `options.${index}.title`, values: { number: index + 1, title: words } };
    if (words === "") return [problem("error", "option_empty", block, where)];
    if (seen.has(words)) return [problem("warning", "options_same", block, where)];
    seen.add(words);
    return [];
  });
}

/** The server refuses them again when the request leaves, by the address that the name has then. */
const PRIVATE =
  /^(localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|0\.|\[?::1|\[?f[cd]|\[?fe80)|\.(local|internal|localhost)$/i;

function address(url: string, block: Block): FlowProblem[] {
  const values = { url: url.slice(0, 200) };
  if (/^\s*\{\{/.test(url)) return [];
  const parts = /^\s*https?:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(url);
  if (parts === null || (parts[1] ?? "") === "") return [problem("error", "url_wrong", block, { path: "url", values })];
  return PRIVATE.test(parts[1] ?? "") ? [problem("error", "url_private", block, { path: "url", values })] : [];
}

/** A key that is written into the document goes wherever the document goes; one that is named stays sealed. */
function pastedSecrets(block: Extract<Block, { type: "http" }>): FlowProblem[] {
  return block.headers.flatMap(({ name, value }, index) => {
    const isPasted = /^(authorization|x-api-key|api-?key|x-auth-token)$/i.test(name.trim()) && value.trim() !== "" && !value.includes("{{");
    return isPasted ? [problem("warning", "secret_in_document", block, { path: `headers.${index}.value`, values: { name } })] : [];
  });
}
