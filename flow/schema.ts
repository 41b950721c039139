import { type TSchema, Type } from "typebox";
import { Errors } from "typebox/value";
import { validate } from "../rules/validate.ts";
import type { Block, FlowDocument, Language, Layout } from "./document.ts";
import { BLOCK_SCHEMAS } from "./schema-blocks.ts";
import {
  ConditionSchema,
  exactly,
  Id,
  Languages,
  MOST_BLOCKS,
  MOST_VARIABLES,
  Name,
  Text,
  VariableName,
  Word,
  whole,
} from "./schema-parts.ts";

export { LANGUAGES, MOST_BLOCKS, MOST_BYTES } from "./schema-parts.ts";

const START_SCHEMAS = [
  exactly({ on: Type.Literal("any_message") }),
  exactly({ on: Type.Literal("new_conversation") }),
  exactly({
    on: Type.Literal("keyword"),
    words: Type.Array(Word, { minItems: 1, maxItems: 100 }),
    match: Type.Enum(["word", "beginning", "whole", "pattern"]),
  }),
  exactly({ on: Type.Literal("payload"), pattern: Word }),
  exactly({ on: Type.Literal("postback"), payload: Word }),
  exactly({ on: Type.Literal("campaign_reply"), campaignId: Type.Optional(Word) }),
  exactly({
    on: Type.Literal("schedule"),
    time: Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$" }),
    weekdays: Type.Array(whole(1, 7), { minItems: 1, maxItems: 7, uniqueItems: true }),
    audience: ConditionSchema,
  }),
  exactly({ on: Type.Literal("event"), kind: Word, when: Type.Optional(ConditionSchema) }),
  exactly({ on: Type.Literal("api") }),
] as const;

const VariableSchema = exactly({
  name: VariableName,
  type: Type.Enum(["text", "number", "yes_no", "date", "file", "list", "json"]),
  label: Type.Optional(Name),
  initial: Type.Optional(Type.Unknown()),
  isSecret: Type.Optional(Type.Boolean()),
});

/** A document's JSON as routes describe it; {@link readDocument} says more, and in words. */
export const FlowDocumentSchema = exactly({
  format: Type.Literal(1),
  language: Languages,
  starts: Type.Array(Type.Union([...START_SCHEMAS]), { maxItems: 20 }),
  first: Type.Union([Id, Type.Null()]),
  blocks: Type.Array(Type.Union(Object.values(BLOCK_SCHEMAS)), { maxItems: MOST_BLOCKS }),
  variables: Type.Array(VariableSchema, { maxItems: MOST_VARIABLES }),
  inputs: Type.Array(VariableName, { maxItems: MOST_VARIABLES }),
  outputs: Type.Array(VariableName, { maxItems: MOST_VARIABLES }),
  globalWords: exactly({
    menu: Type.Boolean(),
    menuBlock: Type.Optional(Id),
    back: Type.Boolean(),
    cancel: Type.Boolean(),
    person: Type.Boolean(),
  }),
});

const Place = { x: Type.Number({ minimum: -1e7, maximum: 1e7 }), y: Type.Number({ minimum: -1e7, maximum: 1e7 }) };
export const LayoutSchema = exactly({
  blocks: Type.Record(Id, exactly(Place), { maxProperties: MOST_BLOCKS }),
  notes: Type.Array(exactly({ id: Id, ...Place, text: Text }), { maxItems: 200 }),
});

/** What is wrong, and where: `path` as `blocks.3.options.0.title`; `problem` in English for a developer, such as "must be a number". */
interface DocumentProblem {
  path: string;
  problem: string;
}
export type Read<Value> = { ok: true; value: Value } | { ok: false; problems: readonly DocumentProblem[] };

const MOST_PROBLEMS = 50;

/** JSON from anywhere as a document that a step can run: every shape is right; that exits lead somewhere is the linter's to say. Pure. */
export function readDocument(json: unknown): Read<FlowDocument> {
  const whole = isObject(json) ? problemsOf(FlowDocumentSchema, { ...json, blocks: [], starts: [] }, []) : [at([], "must be an object")];
  if (!isObject(json) || whole.length > 0) return { ok: false, problems: whole };
  const problems = [
    ...listProblems(json.starts, "starts", 20, startProblems),
    ...listProblems(json.blocks, "blocks", MOST_BLOCKS, blockProblems),
  ];
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, MOST_PROBLEMS) };
  const document = json as unknown as FlowDocument; // every part of it was looked at
  const doubled = [...twice(document), ...marked(document)];
  return doubled.length > 0 ? { ok: false, problems: doubled.slice(0, MOST_PROBLEMS) } : { ok: true, value: document };
}

/** JSON from anywhere as a layout. Pure. */
export function readLayout(json: unknown): Read<Layout> {
  const problems = problemsOf(LayoutSchema, json, []);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: json as Layout }; // it was looked at
}

/** A flow in which nothing is drawn yet. */
export function emptyDocument(language: Language): FlowDocument {
  return {
    format: 1,
    language,
    starts: [],
    first: null,
    blocks: [],
    variables: [],
    inputs: [],
    outputs: [],
    globalWords: { menu: true, back: true, cancel: true, person: true },
  };
}

type Path = readonly (string | number)[];
const at = (path: Path, problem: string): DocumentProblem => ({ path: path.join("."), problem });
const isObject = (json: unknown): json is Record<string, unknown> => typeof json === "object" && json !== null && !Array.isArray(json);

function problemsOf(schema: TSchema, value: unknown, path: Path): DocumentProblem[] {
  return Errors(schema, value).map(({ instancePath, message, keyword, params }) => {
    const inside = instancePath.split("/").slice(1);
    const foreign =
      keyword === "additionalProperties" ? (params as { additionalProperties?: readonly string[] }).additionalProperties?.[0] : undefined;
    return foreign === undefined ? at([...path, ...inside], message) : at([...path, ...inside, foreign], "is not known here");
  });
}

function listProblems(
  list: unknown,
  name: string,
  most: number,
  check: (one: unknown, path: Path) => DocumentProblem[],
): DocumentProblem[] {
  if (!Array.isArray(list)) return [at([name], "must be a list")];
  if (list.length > most) return [at([name], `must not have more than ${most} items`)];
  return list.flatMap((one, index) => check(one, [name, index]));
}

function startProblems(start: unknown, path: Path): DocumentProblem[] {
  const kinds = START_SCHEMAS.map(({ properties }) => properties.on.const);
  const schema = isObject(start) ? START_SCHEMAS.find(({ properties }) => properties.on.const === start.on) : undefined;
  if (!isObject(start) || schema === undefined) return [at([...path, "on"], `must be one of ${kinds.join(", ")}`)];
  const conditions = [conditionProblems(start.audience, [...path, "audience"]), conditionProblems(start.when, [...path, "when"])];
  return [...problemsOf(schema, start, path), ...conditions.flat()];
}

function blockProblems(block: unknown, path: Path): DocumentProblem[] {
  if (!isObject(block)) return [at(path, "must be an object")];
  const type = String(block.type);
  if (!Object.hasOwn(BLOCK_SCHEMAS, type))
    return [at([...path, "type"], `is no type of block that is known here ("${type.slice(0, 40)}")`)];
  const problems = problemsOf(BLOCK_SCHEMAS[type as Block["type"]], block, path); // it is one of them
  if (problems.length > 0 || block.type !== "condition") return problems;
  const cases = block.cases as { when: unknown }[]; // its schema was met
  return cases.flatMap(({ when }, index) => conditionProblems(when, [...path, "cases", index, "when"]));
}

/** Which fields there are is not known here: only the form and its bounds. */
function conditionProblems(condition: unknown, path: Path): DocumentProblem[] {
  if (condition === undefined) return [];
  return validate(condition, [])
    .filter(({ code }) => code !== "unknown_field")
    .map(({ path: inside, problem }) => at(inside === "" ? path : [...path, inside], problem));
}

function twice({ blocks, variables }: FlowDocument): DocumentProblem[] {
  const problems = [...repeated(blocks, ({ id }) => id, ["blocks"]), ...repeated(variables, ({ name }) => name, ["variables"])];
  for (const [index, block] of blocks.entries()) {
    if (block.type === "ask_choice") problems.push(...repeated(block.options, ({ id }) => id, ["blocks", index, "options"]));
    if (block.type === "condition") problems.push(...repeated(block.cases, ({ id }) => id, ["blocks", index, "cases"]));
    if (block.type === "split") problems.push(...repeated(block.ways, ({ id }) => id, ["blocks", index, "ways"]));
  }
  return problems;
}

function repeated<One>(list: readonly One[], keyOf: (one: One) => string, path: Path): DocumentProblem[] {
  const seen = new Set<string>();
  return list.flatMap((one, index) => {
    const key = keyOf(one);
    if (seen.has(key)) return [at([...path, index], `has the same name as another one ("${key}")`)];
    seen.add(key);
    return [];
  });
}

/** Names stand in lists, exports and mails: they are words, never markup. */
function marked({ blocks, variables }: FlowDocument): DocumentProblem[] {
  const names: [Path, string | undefined][] = blocks.map(({ name }, index) => [["blocks", index, "name"], name]);
  names.push(...variables.map(({ label }, index): [Path, string | undefined] => [["variables", index, "label"], label]));
  return names
    .filter(([, name]) => name !== undefined && /[<>\p{Cc}]/u.test(name))
    .map(([path]) => at(path, "must not hold < or > or control characters"));
}
