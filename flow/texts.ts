import { type Condition, type Leaf, partsOf } from "../rules/conditions.ts";
import { parseTemplate } from "../rules/variables.ts";
import type { Block, LocalText, TemplateUse } from "./document.ts";

/** A text of a block, where it stands (`text.pt-BR`, `options.0.title.en`, `headers.1.value`), and whether the contact reads it. */
export interface TextAt {
  path: string;
  text: string;
  isSaid: boolean;
}

/** Every text of a block that may hold variables. Pure. */
export function textsOf(block: Block): TextAt[] {
  const said = (path: string, text: LocalText | undefined): TextAt[] =>
    Object.entries(text ?? {}).map(([language, words]) => ({ path: `${path}.${language}`, text: words ?? "", isSaid: true }));
  switch (block.type) {
    case "say_text":
      return [...said("text", block.text), ...gaps("outside.", block.outside)];
    case "say_file":
      return said("text", block.text);
    case "say_location":
      return [plain("place", block.place, true), plain("address", block.address, true)].flat();
    case "say_template":
      return gaps("", block);
    case "http":
      return [
        ...plain("url", block.url, false),
        ...block.headers.flatMap(({ value }, index) => plain(`headers.${index}.value`, value, false)),
        ...plain("body", block.body, false),
      ];
    case "action":
      return textsIn(block.input, "input");
    case "room":
      return textsIn(block.settings, "settings");
    case "hand_over":
      return [...plain("summary", block.summary, false), ...said("sentence", block.sentence)];
    case "ask_choice":
      return [...questionTexts(block, said), ...said("buttonLabel", block.buttonLabel), ...optionTexts(block, said)];
    default:
      return "attempts" in block ? questionTexts(block, said) : [];
  }
}

type Said = (path: string, text: LocalText | undefined) => TextAt[];

const questionTexts = ({ text, retry, outside }: { text: LocalText; retry?: LocalText; outside?: TemplateUse }, said: Said): TextAt[] => [
  ...said("text", text),
  ...said("retry", retry),
  ...gaps("outside.", outside),
];

const gaps = (before: string, template: TemplateUse | undefined): TextAt[] =>
  (template?.parameters ?? []).flatMap((text, index) => plain(`${before}parameters.${index}`, text, true));

function optionTexts({ options }: Extract<Block, { type: "ask_choice" }>, said: Said): TextAt[] {
  return options.flatMap(({ title, description, value }, index) => [
    ...said(`options.${index}.title`, title),
    ...said(`options.${index}.description`, description),
    ...plain(`options.${index}.value`, value, false),
  ]);
}

const plain = (path: string, text: string | undefined, isSaid: boolean): TextAt[] => (text === undefined ? [] : [{ path, text, isSaid }]);

function textsIn(value: unknown, path: string, depth = 0): TextAt[] {
  if (typeof value === "string") return plain(path, value, true);
  if (typeof value !== "object" || value === null || depth > 10) return [];
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, `${path}.${key}`, depth + 1));
}

/** The expressions of a block, each with its place. Pure. */
export function expressionsOf(block: Block): { path: string; text: string }[] {
  if (block.type === "set_variable") return [{ path: "to", text: block.to }];
  if (block.type === "wait_until") return [{ path: "when", text: block.when }];
  if (block.type !== "sub_flow") return [];
  return Object.entries(block.inputs).map(([name, text]) => ({ path: `inputs.${name}`, text }));
}

/** The questions of a condition, whatever groups they stand in. Pure. */
export function leavesOf(condition: Condition): Leaf[] {
  const group = partsOf(condition);
  return group === null ? [condition as Leaf] : group.parts.flatMap(leavesOf); // what is no group is a leaf
}

/** Names in the tags of a template, behind bars too where they cannot be words. Pure. */
export function namesInTemplate(text: string): string[] {
  return parseTemplate(text).flatMap((piece) =>
    piece.kind === "text"
      ? []
      : piece.segments
          .filter(({ text: name, isQuoted }, index) => !isQuoted && (index === 0 || DOTTED.test(name)))
          .map(({ text: name }) => name),
  );
}

const DOTTED = /^[\p{L}][\p{L}\p{N}_]*(\.[\p{L}\p{N}_]+)+$/u;
