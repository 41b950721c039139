import type { OutboundContent } from "../content/content.ts";
import type { Block, BlockId, Exit, FlowDocument, FlowVariable, Language } from "./document.ts";
import { targetOf } from "./exits.ts";
import type { Documents, Effect, Ending, Moment, Passed, RunState } from "./run.ts";
import { sentence } from "./sentences.ts";
import { bounded, isFile, numberOf, textOf } from "./values.ts";

/** One step while it is made: what is known, and what it comes to. It lives no longer than the step. */
export interface Turn {
  readonly documents: Documents;
  readonly moment: Moment;
  /** Of the flow that runs now: another one after it called, or came back. */
  document: FlowDocument;
  state: Draft;
  effects: Effect[];
  path: Passed[];
}

type Draft = { -readonly [Key in keyof RunState]: RunState[Key] };

/** Where it goes on: at a block, or nowhere in this step. */
export type Next = { at: BlockId } | "stop";

/** Names of variables that every run has. */
export const FIRST_MESSAGE = "first_message";
export const FIRST_FILE = "first_file";
export const STARTED_BY = "started_by";
export const BUILT_IN: readonly string[] = [FIRST_MESSAGE, FIRST_FILE, STARTED_BY];

const MOST_NAMES = 400;
const LONGEST_SUMMARY = 1500;

const BLOCKS = new WeakMap<FlowDocument, ReadonlyMap<BlockId, Block>>();

/** A block of a document, which is never changed in place; undefined where an exit leads to nothing. */
export function blockOf(document: FlowDocument, id: BlockId): Block | undefined {
  const known = BLOCKS.get(document) ?? new Map(document.blocks.map((block) => [block.id, block]));
  BLOCKS.set(document, known);
  return known.get(id);
}

export const variableOf = (document: FlowDocument, name: string): FlowVariable | undefined =>
  document.variables.find((variable) => variable.name === name);

/** In ms since 1970. */
export const nowOf = ({ moment }: Turn): number => Date.parse(moment.now) || 0;

/** An effect before it has an id. */
export type Deed = Effect extends infer One ? (One extends Effect ? Omit<One, "id" | "block"> : never) : never;

/** What is to be done outside, with an id that makes it once. Returns the id. */
export function emit(turn: Turn, block: BlockId, deed: Deed): string {
  turn.state.effects += 1;
  const id = `${turn.state.seed}-${turn.state.effects}`;
  turn.effects.push({ id, block, ...deed });
  return id;
}

/** Nothing is said where there are no words. */
export function say(turn: Turn, block: BlockId, content: OutboundContent, outside?: OutboundContent): void {
  if (content.kind === "text" && content.text.trim() === "") return;
  emit(turn, block, { do: "say", content, ...(outside === undefined ? {} : { outside }) });
}

export function setVariable(turn: Turn, name: string | undefined, value: unknown): void {
  if (name === undefined || name === "") return;
  const isNew = !Object.hasOwn(turn.state.variables, name);
  if (isNew && Object.keys(turn.state.variables).length >= MOST_NAMES) return;
  turn.state.variables = { ...turn.state.variables, [name]: bounded(asType(variableOf(turn.document, name), value)) };
}

/** As its variable wants it; what cannot be made so stays as it is, for a value is never lost. */
function asType(variable: FlowVariable | undefined, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (variable?.type === "number") return numberOf(value) ?? value;
  if (variable?.type === "text" && !isFile(value) && typeof value !== "object") return textOf(value);
  if (variable?.type === "list" && !Array.isArray(value)) return [value];
  return value;
}

/** Leaves a block by an exit. One that leads nowhere is the end of this flow. */
export function leave(turn: Turn, block: Block, exit: Exit, hasCome: boolean): Next {
  pass(turn, block.id, exit, hasCome);
  const target = targetOf(block, exit);
  return target === null ? comeToEnd(turn) : { at: target };
}

export function pass(turn: Turn, block: BlockId, exit: Exit | null, hasCome: boolean): void {
  turn.path.push({ flowId: turn.state.flowId, block, exit, hasCome });
}

/** The end of a flow: back to the one that called it, else the end of the run. */
export function comeToEnd(turn: Turn): Next {
  const caller = turn.state.stack.at(-1);
  if (caller === undefined) return endRun(turn, "done");
  const found = turn.documents(caller.flowId, caller.version);
  const block = found === null ? undefined : blockOf(found.document, caller.at);
  if (found === null || block?.type !== "sub_flow") return handToPerson(turn, caller.at, "broken_flow", "failed");
  const given = outputsOf(turn, block.outputs);
  goBackTo(turn, found.document);
  for (const [name, value] of given) setVariable(turn, name, value);
  return leave(turn, block, "next", false);
}

function outputsOf(turn: Turn, outputs: Readonly<Record<string, string>>): [string, unknown][] {
  return Object.entries(outputs)
    .filter(([, output]) => turn.document.outputs.includes(output) && variableOf(turn.document, output)?.isSecret !== true)
    .map(([name, output]) => [name, Object.hasOwn(turn.state.variables, output) ? turn.state.variables[output] : null]);
}

/** Takes the innermost caller up again. */
export function goBackTo(turn: Turn, document: FlowDocument): void {
  const caller = turn.state.stack.at(-1);
  if (caller === undefined) return;
  const { flowId, version, variables, asked, at } = caller;
  turn.state = { ...turn.state, flowId, version, variables, asked, at, stack: turn.state.stack.slice(0, -1) };
  turn.document = document;
}

export function endRun(turn: Turn, ending: Ending): "stop" {
  turn.state = { ...turn.state, status: "ended", ending, waiting: null, at: null };
  return "stop";
}

/** Why a person is called by the flow itself and not by a block; the server has words for each. */
export type HandOverReason = "asked_for_person" | "not_understood" | "no_options" | "block_failed" | "broken_flow" | "too_many_steps";

/** What cannot go on ends with a person who knows what was said, never in silence. */
export function handToPerson(turn: Turn, block: BlockId, reason: HandOverReason, ending: Ending): "stop" {
  emit(turn, block, {
    do: "hand_over",
    to: "person",
    toId: null,
    summary: summaryOf(turn),
    reason,
    sentence: sentence(reason === "asked_for_person" ? "person" : "to_person", turn.state.language),
  });
  return endRun(turn, ending);
}

/** What the contact told so far, a line a variable. Secrets stay inside. */
export function summaryOf({ document, state }: Turn): string {
  const lines = document.variables
    .filter(({ name, isSecret }) => isSecret !== true && Object.hasOwn(state.variables, name))
    .map(({ name, label }) => ({ label: label ?? name, text: inWords(state.variables[name], state.language) }))
    .filter(({ text }) => text !== "")
    .map(({ label, text }) => `${label}: ${text.slice(0, 200)}`);
  return lines.join("\n").slice(0, LONGEST_SUMMARY);
}

const inWords = (value: unknown, language: Language): string =>
  typeof value === "boolean" ? sentence(value ? "yes" : "no", language) : textOf(value);
