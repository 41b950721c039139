import type { Node } from "@xyflow/react";
import type { RoomBlock } from "../../../../../flow/block-types.ts";
import { placeOf, START, wiresOf } from "../../drawing/drawing.ts";
import type { Editor } from "../editor-context.ts";
import type { BlockProblem } from "../problems.ts";
import type { BlockNodeType } from "./block-node.tsx";
import type { ExitEdgeType } from "./exit-edge.tsx";
import type { NoteNodeType } from "./note-node.tsx";
import type { StartNodeType } from "./start-node.tsx";

export type CanvasNode = BlockNodeType | StartNodeType | NoteNodeType;
type Source = Pick<Editor, "drawing" | "selection" | "language" | "problems" | "figures" | "lit"> & { rooms: readonly RoomBlock[] };

/**
 * What lies on the canvas. A block of which nothing changed stays the same object: with 300 of them only the one that is edited is drawn
 * again. Sizes that were measured are kept.
 */
export function nodesOf(source: Source, before: readonly CanvasNode[]): CanvasNode[] {
  const { drawing, selection, language, problems, figures, lit, rooms } = source;
  const { document, layout } = drawing;
  const known = new Map(before.map((node) => [node.id, node]));
  const ofBlock = Map.groupBy(problems, ({ block }) => block);
  const lightOf = (id: string) => (lit === null ? "none" : lit.at === id ? "here" : lit.blocks.has(id) ? "passed" : "off");
  const placed = (id: string) => ({ position: placeOf(drawing, id), selected: selection.has(id) });
  const start: StartNodeType = {
    id: START,
    type: "start",
    ...placed(START),
    data: {
      starts: document.starts,
      hasFirst: document.first !== null,
      entries: document.first === null ? undefined : figures[document.first]?.visits,
      light: lit === null ? "none" : "passed",
    },
  };
  const blocks = document.blocks.map(
    (block): BlockNodeType => ({
      id: block.id,
      type: "block",
      ...placed(block.id),
      data: {
        block,
        language,
        rooms,
        problems: sameList(ofBlock.get(block.id) ?? NO_PROBLEMS, known.get(block.id)),
        figures: figures[block.id],
        light: lightOf(block.id),
      },
    }),
  );
  const notes = layout.notes.map(
    ({ id, x, y, text }): NoteNodeType => ({ id, type: "note", position: { x, y }, selected: selection.has(id), data: { text } }),
  );
  return [start, ...blocks, ...notes].map((node) => unchanged(node, known.get(node.id)));
}

const NO_PROBLEMS: readonly BlockProblem[] = [];

function sameList(list: readonly BlockProblem[], before: CanvasNode | undefined): readonly BlockProblem[] {
  const last = before?.type === "block" ? before.data.problems : undefined;
  return last !== undefined && JSON.stringify(last) === JSON.stringify(list) ? last : list;
}

function unchanged(node: CanvasNode, before: CanvasNode | undefined): CanvasNode {
  if (before === undefined || before.type !== node.type) return node;
  const isSameData = sameParts(node.data, before.data);
  const isSame =
    isSameData && node.selected === before.selected && node.position.x === before.position.x && node.position.y === before.position.y;
  if (isSame) return before;
  // What the canvas measured is not ours to make anew.
  const measured = (before as Node).measured;
  return { ...node, ...(isSameData ? { data: before.data } : {}), ...(measured === undefined ? {} : { measured }) } as CanvasNode; // the type is that of `node`
}

const sameParts = (one: Record<string, unknown>, other: Record<string, unknown>) =>
  Object.keys(one).every((key) => Object.is(one[key], other[key]));

/** The wires, with the share that took each where there is more than one way. */
export function edgesOf({ drawing, selection, figures, lit }: Source, before: readonly ExitEdgeType[]): ExitEdgeType[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  return wiresOf(drawing.document).map(({ id, from, exit, to }) => {
    const at = figures[from];
    const taken = at?.exits[exit];
    const ways = at === undefined ? 0 : Object.values(at.exits).filter((count) => count > 0).length;
    const percent =
      at === undefined || taken === undefined || at.visits === 0 || ways < 2 ? undefined : Math.round((100 * taken) / at.visits);
    const isLit = lit?.wires.has(id) ?? false;
    const last = known.get(id);
    if (last?.target === to && last.selected === selection.has(id) && last.data?.percent === percent && last.data?.isLit === isLit)
      return last;
    return { id, type: "exit", source: from, sourceHandle: exit, target: to, selected: selection.has(id), data: { percent, isLit } };
  });
}
