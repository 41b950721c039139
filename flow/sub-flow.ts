import type { Block, FlowDocument } from "./document.ts";
import { targetOf } from "./exits.ts";
import { evaluateExpression } from "./expressions.ts";
import { scopeOf } from "./scope.ts";
import { comeToEnd, emit, handToPerson, leave, type Next, pass, setVariable, type Turn, variableOf } from "./turn.ts";

type SubFlowBlock = Extract<Block, { type: "sub_flow" }>;
const MOST_CALLS = 10;

/** Calls another flow, with what it wants; a flow never calls itself, also not over others. Its document may have to be brought first. */
export function enterSubFlow(turn: Turn, block: SubFlowBlock, hasCome: boolean): Next {
  const { flowId, stack } = turn.state;
  const isCircle = block.flowId === flowId || stack.some((caller) => caller.flowId === block.flowId);
  if (isCircle || stack.length >= MOST_CALLS || block.flowId === "") return failSubFlow(turn, block, hasCome);
  const found = turn.documents(block.flowId, null);
  if (found === null) return askForDocument(turn, block, hasCome);
  if (hasCome) pass(turn, block.id, null, true);
  const inputs = inputsOf(turn, block, found.document);
  callFlow(turn, block, found);
  for (const [name, value] of inputs) setVariable(turn, name, value);
  return found.document.first === null ? comeToEnd(turn) : { at: found.document.first };
}

/** Its own exit, else a person: a flow that is missing is nothing that a contact can help with. */
export function failSubFlow(turn: Turn, block: SubFlowBlock, hasCome: boolean): Next {
  if (targetOf(block, "failed") !== null) return leave(turn, block, "failed", hasCome);
  if (hasCome) pass(turn, block.id, null, true);
  return handToPerson(turn, block.id, "block_failed", "failed");
}

function askForDocument(turn: Turn, block: SubFlowBlock, hasCome: boolean): Next {
  if (!hasCome) return failSubFlow(turn, block, false);
  pass(turn, block.id, null, true);
  const effectId = emit(turn, block.id, { do: "sub_flow", flowId: block.flowId });
  turn.state.status = "waiting";
  turn.state.waiting = { for: "effect", block: block.id, effectId };
  return "stop";
}

function inputsOf(turn: Turn, block: SubFlowBlock, called: FlowDocument): [string, unknown][] {
  return Object.entries(block.inputs)
    .filter(([name]) => called.inputs.includes(name))
    .map(([name, expression]) => {
      const result = evaluateExpression(expression, scopeOf(turn, variableOf(called, name)?.isSecret === true));
      return [name, result.ok ? result.value : null];
    });
}

function callFlow(turn: Turn, block: SubFlowBlock, { version, document }: { version: number; document: FlowDocument }): void {
  const { flowId, version: ownVersion, variables, asked } = turn.state;
  const caller = { flowId, version: ownVersion, at: block.id, variables, asked };
  turn.state.stack = [...turn.state.stack, caller];
  turn.state.flowId = block.flowId;
  turn.state.version = version;
  turn.state.asked = [];
  turn.state.variables = initialOf(document);
  turn.document = document;
}

/** What the variables of a flow are before anything was asked. */
export function initialOf({ variables }: FlowDocument): Record<string, unknown> {
  return Object.fromEntries(variables.filter(({ initial }) => initial !== undefined).map(({ name, initial }) => [name, initial]));
}
