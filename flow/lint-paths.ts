import type { Block, BlockId, FlowDocument } from "./document.ts";
import { exitsOf } from "./exits.ts";
import { type FlowProblem, type House, problem } from "./problem.ts";

/** What is wrong with the ways through a flow: ends in nothing, blocks that nobody comes to, circles that never ask. Pure. */
export function lintPaths(document: FlowDocument, house: House): FlowProblem[] {
  const graph = graphOf(document);
  return [
    ...beginning(document, graph),
    ...document.blocks.flatMap((block) => [...openExits(block, house), ...dangling(block, graph)]),
    ...unreachable(document, graph),
    ...circles(document, graph, house),
    ...calls(document, house),
  ];
}

type Graph = ReadonlyMap<BlockId, readonly BlockId[]>;

function graphOf({ blocks }: FlowDocument): Graph {
  return new Map(blocks.map((block) => [block.id, targetsOf(block).map(({ to }) => to)]));
}

function targetsOf(block: Block): { exit: string; to: BlockId }[] {
  if (block.type === "jump") return block.to === "" ? [] : [{ exit: "next", to: block.to }];
  if (block.type === "end" || block.type === "hand_over") return [];
  return Object.entries(block.exits).map(([exit, to]) => ({ exit, to }));
}

function beginning(document: FlowDocument, graph: Graph): FlowProblem[] {
  const { blocks, first, starts, inputs, globalWords } = document;
  if (blocks.length === 0) return [problem("error", "no_blocks", null)];
  const found: FlowProblem[] = [];
  if (first === null || !graph.has(first)) found.push(problem("error", "first_missing", null));
  if (starts.length === 0 && inputs.length === 0) found.push(problem("hint", "no_start", null));
  if (globalWords.menu && globalWords.menuBlock !== undefined && !graph.has(globalWords.menuBlock))
    found.push(problem("error", "menu_block_missing", null));
  return found;
}

function openExits(block: Block, { rooms }: House): FlowProblem[] {
  const exits = exitsOf(block, rooms);
  const open = exits.filter(({ exit, isNeeded }) => isNeeded && !Object.hasOwn(block.exits, exit));
  const missing = open.map(({ exit }) =>
    exit === "next" ? problem("hint", "ends_here", block, { exit }) : problem("warning", "branch_missing", block, { exit }),
  );
  const isKnown = (exit: string) => block.type === "room" || exits.some((one) => one.exit === exit);
  const foreign = Object.keys(block.exits).filter((exit) => !isKnown(exit));
  const noWay =
    block.type === "jump" && block.to === ""
      ? [problem("error", "exit_dangling", block, { exit: "next", path: "to", values: { to: "" } })]
      : [];
  return [...missing, ...foreign.map((exit) => problem("hint", "exit_unknown", block, { exit })), ...noWay];
}

function dangling(block: Block, graph: Graph): FlowProblem[] {
  return targetsOf(block)
    .filter(({ to }) => !graph.has(to))
    .map(({ exit, to }) => problem("error", "exit_dangling", block, { exit, values: { to } }));
}

function unreachable({ blocks, first, globalWords }: FlowDocument, graph: Graph): FlowProblem[] {
  const seen = new Set<BlockId>();
  const open = [first, globalWords.menuBlock].filter((id) => id !== null && id !== undefined);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(graph.get(id) ?? []));
  }
  return blocks.filter(({ id }) => !seen.has(id)).map((block) => problem("warning", "unreachable", block));
}

/** A circle in which nobody is asked: one without any wait ends with a person at once, one with waits writes for ever. */
function circles({ blocks }: FlowDocument, graph: Graph, { rooms }: House): FlowProblem[] {
  const asks = (block: Block) =>
    "attempts" in block || (block.type === "room" && rooms?.some(({ id, asks: isAsking }) => id === block.block && isAsking === true));
  const waits = (block: Block) => block.type === "wait" || block.type === "wait_until";
  const restless = inCircles(
    blocks.filter((block) => !asks(block) && !waits(block)),
    graph,
  );
  const unasked = inCircles(
    blocks.filter((block) => !asks(block)),
    graph,
  );
  return blocks.flatMap((block) => {
    if (restless.has(block.id)) return [problem("error", "loop_without_input", block)];
    return unasked.has(block.id) && waits(block) ? [problem("warning", "loop_without_answer", block)] : [];
  });
}

/** Blocks from which a way leads back to themselves over these blocks alone (strongly connected parts, after Tarjan, without recursion). */
function inCircles(blocks: readonly Block[], graph: Graph): ReadonlySet<BlockId> {
  const among = new Set(blocks.map(({ id }) => id));
  const next = (id: BlockId) => (graph.get(id) ?? []).filter((to) => among.has(to));
  const [order, low, stack, onStack, found] = [
    new Map<BlockId, number>(),
    new Map<BlockId, number>(),
    [] as BlockId[],
    new Set<BlockId>(),
    new Set<BlockId>(),
  ];
  for (const start of among) {
    if (order.has(start)) continue;
    const work = [{ id: start, ways: next(start), at: 0 }];
    enter(start);
    for (let frame = work.at(-1); frame !== undefined; frame = work.at(-1)) {
      const to = frame.ways[frame.at];
      frame.at += 1;
      if (to === undefined) {
        work.pop();
        close(frame.id);
        const above = work.at(-1);
        if (above !== undefined) low.set(above.id, Math.min(low.get(above.id) ?? 0, low.get(frame.id) ?? 0));
      } else if (!order.has(to)) {
        enter(to);
        work.push({ id: to, ways: next(to), at: 0 });
      } else if (onStack.has(to)) low.set(frame.id, Math.min(low.get(frame.id) ?? 0, order.get(to) ?? 0));
    }
  }
  return found;

  function enter(id: BlockId) {
    order.set(id, order.size);
    low.set(id, order.size - 1);
    stack.push(id);
    onStack.add(id);
  }
  function close(id: BlockId) {
    if (low.get(id) !== order.get(id)) return;
    const part = stack.splice(stack.indexOf(id));
    for (const one of part) onStack.delete(one);
    if (part.length > 1 || next(id).includes(id)) for (const one of part) found.add(one);
  }
}

const MOST_FLOWS = 200;

function calls(document: FlowDocument, { flow, flowId }: House): FlowProblem[] {
  return document.blocks.flatMap((block) => {
    if (block.type !== "sub_flow") return [];
    if (block.flowId === "") return [problem("error", "sub_flow_missing", block, { values: { flow: "" } })];
    if (block.flowId === flowId) return [problem("error", "sub_flow_circle", block, { values: { flow: block.flowId } })];
    if (flow === undefined) return [];
    if (flow(block.flowId) === null) return [problem("error", "sub_flow_missing", block, { values: { flow: block.flowId } })];
    return flowId !== undefined && reaches(block.flowId, flowId, flow)
      ? [problem("error", "sub_flow_circle", block, { values: { flow: block.flowId } })]
      : [];
  });
}

function reaches(from: string, wanted: string, flow: (flowId: string) => FlowDocument | null): boolean {
  const seen = new Set<string>();
  const open = [from];
  for (let id = open.pop(); id !== undefined && seen.size < MOST_FLOWS; id = open.pop()) {
    if (id === wanted) return true;
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(flow(id)?.blocks ?? []).flatMap((block) => (block.type === "sub_flow" ? [block.flowId] : [])));
  }
  return false;
}
