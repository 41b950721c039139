import { ask, isQuestion, optionsOf } from "./ask.ts";
import { holdsInRun } from "./conditions.ts";
import type { Block, BlockId } from "./document.ts";
import { targetOf } from "./exits.ts";
import { evaluateExpression } from "./expressions.ts";
import type { RoomAnswer } from "./run.ts";
import { outsideOf, sayFile, sayLocation, sayTemplate } from "./say.ts";
import { scopeOf } from "./scope.ts";
import { wayOf } from "./split.ts";
import { enterSubFlow } from "./sub-flow.ts";
import { isoOf, momentOf } from "./times.ts";
import {
  blockOf,
  comeToEnd,
  type Deed,
  emit,
  endRun,
  handToPerson,
  leave,
  type Next,
  nowOf,
  pass,
  say,
  setVariable,
  summaryOf,
  type Turn,
  variableOf,
} from "./turn.ts";
import { textOf } from "./values.ts";
import { valueOfOneTag, writeAddress, writeBody, writeHeader } from "./write-request.ts";
import { writeText } from "./write-text.ts";

const UNIT_MS = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 } as const;

/** Does what a block does when a run comes to it. */
export function enterBlock(turn: Turn, id: BlockId): Next {
  const block = blockOf(turn.document, id);
  if (block === undefined) return handToPerson(turn, id, "broken_flow", "failed");
  turn.state.at = id;
  return isQuestion(block) ? enterQuestion(turn, block) : enter(turn, block);
}

function enterQuestion(turn: Turn, block: Extract<Block, { attempts: number }>): Next {
  if (block.type !== "ask_choice" || block.acceptsOther || optionsOf(turn, block).length > 0) return ask(turn, block, true);
  if (targetOf(block, "invalid") !== null) return leave(turn, block, "invalid", true);
  pass(turn, block.id, null, true);
  return handToPerson(turn, block.id, "no_options", "failed");
}

function enter(turn: Turn, block: Exclude<Block, { attempts: number }>): Next {
  switch (block.type) {
    case "say_text":
      say(turn, block.id, { kind: "text", text: writeText(turn, block.text) }, outsideOf(turn, block));
      return leave(turn, block, "next", true);
    case "say_file":
      sayFile(turn, block);
      return leave(turn, block, "next", true);
    case "say_location":
      sayLocation(turn, block);
      return leave(turn, block, "next", true);
    case "say_template":
      sayTemplate(turn, block);
      return leave(turn, block, "next", true);
    case "set_variable":
      setByExpression(turn, block);
      return leave(turn, block, "next", true);
    case "condition": {
      const found = block.cases.find(({ when }) => holdsInRun(turn, when));
      return leave(turn, block, found === undefined ? "otherwise" : `case:${found.id}`, true);
    }
    case "split":
      return leave(turn, block, `a:${wayOf(block, textOf(turn.moment.facts["contact.id"]) || turn.state.seed)}`, true);
    case "wait":
      return waitUntil(turn, block, nowOf(turn) + block.amount * UNIT_MS[block.unit]);
    case "wait_until":
      return enterWaitUntil(turn, block);
    case "jump":
      pass(turn, block.id, "next", true);
      return { at: block.to };
    case "sub_flow":
      return enterSubFlow(turn, block, true);
    case "end":
      pass(turn, block.id, null, true);
      return comeToEnd(turn);
    case "hand_over":
      return handOver(turn, block);
    default:
      pass(turn, block.id, null, true);
      return waitForResult(turn, block, deedOf(turn, block));
  }
}

function setByExpression(turn: Turn, { variable, to }: Extract<Block, { type: "set_variable" }>): void {
  const takesSecrets = variableOf(turn.document, variable)?.isSecret === true;
  const result = evaluateExpression(to, scopeOf(turn, takesSecrets));
  setVariable(turn, variable, result.ok ? result.value : null);
}

/** A date that cannot be worked out is over, like one of the past: nobody waits for ever. */
function enterWaitUntil(turn: Turn, block: Extract<Block, { type: "wait_until" }>): Next {
  const result = evaluateExpression(block.when, scopeOf(turn, false));
  const at = result.ok && typeof result.value === "string" ? momentOf(result.value, turn.moment.timeZone) : null;
  return at === null || at <= nowOf(turn) ? leave(turn, block, "next", true) : waitUntil(turn, block, at);
}

function waitUntil(turn: Turn, block: Block, at: number): "stop" {
  pass(turn, block.id, null, true);
  turn.state.status = "waiting";
  turn.state.waiting = { for: "time", block: block.id, at: isoOf(Math.min(at, LAST_MS)) };
  return "stop";
}
const LAST_MS = Date.parse("9999-12-30T00:00:00Z");

/** A block of a room that asked hears what the contact answered. */
export function tellRoom(turn: Turn, block: Extract<Block, { type: "room" }>, heard: RoomAnswer): "stop" {
  waitForResult(turn, block, { do: "room", roomBlock: block.block, settings: filledIn(turn, block.settings), heard });
  const { waiting } = turn.state;
  if (waiting?.for === "effect") turn.state.waiting = { ...waiting, isAnswered: true };
  return "stop";
}

function waitForResult(turn: Turn, block: Block, deed: Deed): "stop" {
  const effectId = emit(turn, block.id, deed);
  turn.state.status = "waiting";
  turn.state.waiting = { for: "effect", block: block.id, effectId };
  return "stop";
}

function deedOf(turn: Turn, block: Extract<Block, { type: "http" | "action" | "hours" | "registration" | "room" }>): Deed {
  switch (block.type) {
    case "http":
      return {
        do: "request",
        method: block.method,
        url: writeAddress(turn, block.url),
        headers: block.headers.map(({ name, value }) => ({ name, value: writeHeader(turn, value) })),
        body: block.body === undefined || block.body === "" ? null : writeBody(turn, block.body),
        credentialId: block.credentialId ?? null,
        timeoutSeconds: block.timeoutSeconds,
        retries: block.retries,
      };
    case "action":
      return { do: "act", action: block.action, input: filledIn(turn, block.input) };
    case "hours":
      return { do: "hours", calendarId: block.calendarId };
    case "registration":
      return { do: "register", form: block.form, values: valuesOf(turn, block.fields), promiseHours: block.promiseHours };
    case "room":
      return { do: "room", roomBlock: block.block, settings: filledIn(turn, block.settings) };
  }
}

function valuesOf(turn: Turn, fields: readonly string[]): Record<string, unknown> {
  const open = fields.filter((name) => variableOf(turn.document, name)?.isSecret !== true);
  return Object.fromEntries(
    open.map((name) => [name, Object.hasOwn(turn.state.variables, name) ? (turn.state.variables[name] ?? null) : null]),
  );
}

type Input = Readonly<Record<string, unknown>>;
/** Texts anywhere in an input with their variables; a text that is one variable alone becomes its value. */
function filledIn(turn: Turn, input: Input): Input {
  return fill(turn, input, 0) as Input; // an object stays one
}

function fill(turn: Turn, value: unknown, depth: number): unknown {
  if (depth > 10) return null;
  if (typeof value === "string") return value.includes("{{") ? (valueOfOneTag(turn, value) ?? writeText(turn, value)) : value;
  if (Array.isArray(value)) return value.map((one) => fill(turn, one, depth + 1));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(turn, one, depth + 1)]));
}

function handOver(turn: Turn, block: Extract<Block, { type: "hand_over" }>): "stop" {
  pass(turn, block.id, null, true);
  const sentence = writeText(turn, block.sentence);
  const summary = block.summary === undefined || block.summary === "" ? summaryOf(turn) : writeText(turn, block.summary);
  emit(turn, block.id, {
    do: "hand_over",
    to: block.to,
    toId: block.toId,
    summary,
    reason: "drawn",
    sentence: sentence === "" ? null : sentence,
  });
  return endRun(turn, "handed_over");
}
