import type { FlowDocument } from "../../../../../flow/document.ts";
import { START, wireId } from "../../drawing/drawing.ts";
import type { Lit } from "../editor-context.ts";
import type { TakenStep } from "./trial.ts";

/** What of the drawing these steps passed; blocks of called flows lie elsewhere. Pure. */
export function litBy(steps: readonly TakenStep[], flowId: string, { blocks, first }: FlowDocument): Lit {
  const passed = steps.flatMap(({ step }) => step.path).filter((one) => one.flowId === flowId);
  const known = new Map(blocks.map((block) => [block.id, block]));
  const wires = new Set(steps.length > 0 && first !== null ? [wireId(START, "next")] : []);
  for (const { block, exit } of passed) {
    if (exit === null) continue;
    // An option without a way of its own goes where `next` goes.
    wires.add(wireId(block, known.get(block)?.exits[exit] === undefined ? "next" : exit));
  }
  const state = steps.at(-1)?.step.state;
  return { blocks: new Set(passed.map(({ block }) => block)), wires, at: state?.flowId === flowId ? state.at : null };
}
