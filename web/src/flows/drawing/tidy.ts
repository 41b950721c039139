import { graphlib, layout } from "@dagrejs/dagre";
import { type Drawing, type Place, START, wiresOf } from "./drawing.ts";
import { BLOCK_WIDTH } from "./sizes.ts";

/**
 * Every block where it is easily followed, from left to right. Loaded when it is asked for.
 * @param heightOf of a block as it is drawn, in pixels
 */
export function tidy({ document }: Drawing, heightOf: (id: string) => number): Record<string, Place> {
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 32, ranksep: 64 });
  graph.setDefaultEdgeLabel(() => ({}));
  const ids = [START, ...document.blocks.map(({ id }) => id)];
  for (const id of ids) graph.setNode(id, { width: BLOCK_WIDTH, height: heightOf(id) });
  for (const { from, to } of wiresOf(document)) graph.setEdge(from, to);
  layout(graph);
  return Object.fromEntries(
    ids.map((id) => {
      const { x, y, width, height } = graph.node(id); // its middle
      return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }];
    }),
  );
}
