import type { Block, BlockId, FlowDocument, Start } from "./document.ts";
import { type FlowProblem, type House, problem } from "./problem.ts";

/**
 * Where a flow may begin long after the contact wrote, what it says first has to be a template on channels that have them: anything else
 * stays unsaid there once their window is closed. Pure.
 */
export function lintWindow(document: FlowDocument, { channels = [] }: House): FlowProblem[] {
  const unnamed = document.blocks
    .filter((block) => outsideOf(block)?.template === "")
    .map((block) => problem("error", "template_missing", block, { path: "outside.template" }));
  const names = channels.filter(({ capabilities }) => capabilities.templates === true).map(({ name }) => name);
  if (names.length === 0 || !document.starts.some(mayBeLate)) return unnamed;
  const mute = saidFirst(document).filter((block) => block.type !== "say_template" && outsideOf(block) === undefined);
  return [...unnamed, ...mute.map((block) => problem("warning", "window_closed", block, { values: { channels: names.join(", ") } }))];
}

const outsideOf = (block: Block) => ("outside" in block ? block.outside : undefined);

/** Whoever has just written has opened the window. */
const mayBeLate = (start: Start): boolean => start.on === "schedule" || (start.on === "event" && start.kind !== "message_received");

/** The first blocks on each way that say something; a sub-flow says what it says. */
function saidFirst({ blocks, first }: FlowDocument): Block[] {
  const byId = new Map(blocks.map((block) => [block.id, block]));
  const found: Block[] = [];
  const seen = new Set<BlockId>();
  const open = first === null ? [] : [first];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const block = byId.get(id);
    if (block === undefined || seen.has(id)) continue;
    seen.add(id);
    if (block.type.startsWith("say_") || "attempts" in block) found.push(block);
    else if (block.type === "jump") open.push(block.to);
    else if (block.type !== "sub_flow") open.push(...Object.values(block.exits));
  }
  return found;
}
