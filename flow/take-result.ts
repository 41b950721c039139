import type { OutboundContent } from "../content/content.ts";
import { apart, menu } from "./ask.ts";
import type { Block } from "./document.ts";
import { targetOf } from "./exits.ts";
import type { EffectResult, RequestAnswer, RoomQuestion } from "./run.ts";
import { enterSubFlow, failSubFlow } from "./sub-flow.ts";
import { blockOf, handToPerson, leave, type Next, say, setVariable, type Turn } from "./turn.ts";
import { atPath } from "./values.ts";

/** What an effect came to, for the block that waited for it. A result of another one was known already: nothing happens. */
export function takeResult(turn: Turn, effectId: string, result: EffectResult): Next {
  const { waiting } = turn.state;
  if (waiting?.for !== "effect" || waiting.effectId !== effectId) return "stop";
  const block = blockOf(turn.document, waiting.block);
  turn.state.status = "running";
  turn.state.waiting = null;
  if (block === undefined) return handToPerson(turn, waiting.block, "broken_flow", "failed");
  if (result.ok) for (const [name, value] of Object.entries(result.variables ?? {})) setVariable(turn, name, value);
  if (block.type === "sub_flow") return result.ok ? enterSubFlow(turn, block, false) : failSubFlow(turn, block, false);
  if (block.type === "hours") return leave(turn, block, result.ok && isOpen(result) ? "open" : "closed", false);
  if (block.type === "room" && result.ok && result.asks !== undefined) return askForRoom(turn, block, result.says ?? [], result.asks);
  if (block.type === "room" && result.ok) for (const content of result.says ?? []) say(turn, block.id, content);
  if (block.type === "http") keepAnswer(turn, block, result.value);
  return leaveBy(turn, block, result);
}

const isOpen = (result: EffectResult): boolean => result.exit === "open" || (result.exit === undefined && result.value === true);

/** The options stand below the last words, as those of the flow's own questions do. */
function askForRoom(turn: Turn, block: Block, says: readonly OutboundContent[], asks: RoomQuestion): "stop" {
  const last = says.at(-1);
  const isAbove = last?.kind === "text" && asks.options.length > 0;
  for (const content of isAbove ? says.slice(0, -1) : says) say(turn, block.id, content);
  const options = apart(asks.options.map(({ id, title }) => ({ id, title, synonyms: [], value: title })));
  if (options.length > 0) say(turn, block.id, menu(turn, isAbove ? last.text : "", options, undefined));
  turn.state.status = "waiting";
  turn.state.waiting = { for: "answer", block: block.id, attempt: 1, silentAt: null, pieces: [], answerAt: null, asks };
  return "stop";
}

function keepAnswer(turn: Turn, { mapping }: Extract<Block, { type: "http" }>, value: unknown): void {
  if (!isAnswer(value)) return;
  for (const { path, variable } of mapping) setVariable(turn, variable, path === "$status" ? value.status : atPath(value.body, path));
}

const isAnswer = (value: unknown): value is RequestAnswer =>
  typeof value === "object" && value !== null && typeof (value as Partial<RequestAnswer>).status === "number";

/** A failure that nobody drew a way for ends with a person. */
function leaveBy(turn: Turn, block: Block, result: EffectResult): Next {
  const exit = result.exit ?? (result.ok ? "next" : "failed");
  if (result.ok || targetOf(block, exit) !== null) return leave(turn, block, exit, false);
  return targetOf(block, "failed") !== null ? leave(turn, block, "failed", false) : handToPerson(turn, block.id, "block_failed", "failed");
}
