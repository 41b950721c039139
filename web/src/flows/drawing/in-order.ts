import type { Block, FlowDocument } from "../../../../flow/document.ts";

/** The blocks as they are walked from the start, way by way; what cannot be reached stands at the end. Pure. */
export function inOrder({ blocks, first }: FlowDocument): Block[] {
  const known = new Map(blocks.map((block) => [block.id, block]));
  const seen = new Set<string>();
  const walked: Block[] = [];
  const open = first === null ? [] : [first];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const block = known.get(id);
    if (block === undefined || seen.has(id)) continue;
    seen.add(id);
    walked.push(block);
    const next = [...Object.values(block.exits), ...(block.type === "jump" ? [block.to] : [])];
    open.push(...next.reverse());
  }
  return [...walked, ...blocks.filter(({ id }) => !seen.has(id))];
}
