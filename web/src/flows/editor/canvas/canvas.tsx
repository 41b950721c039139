import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type Connection,
  type EdgeChange,
  MiniMap,
  type NodeChange,
  type OnConnectEnd,
  ReactFlow,
  useReactFlow,
} from "@xyflow/react";
import { type DragEvent, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { RoomBlock } from "../../../../../flow/block-types.ts";
import { START } from "../../drawing/drawing.ts";
import { connect, moveTo } from "../../drawing/edit-drawing.ts";
import { useWords } from "../../words/words.ts";
import { LOOKS } from "../block-look.ts";
import { useEditor } from "../editor-context.ts";
import { LIBRARY_KIND, readPick } from "../library-picks.ts";
import type { AddBlock } from "../use-add-block.ts";
import { BlockNode } from "./block-node.tsx";
import styles from "./canvas.module.css";
import { ExitEdge, type ExitEdgeType } from "./exit-edge.tsx";
import { type CanvasNode, edgesOf, nodesOf } from "./nodes.ts";
import { NoteNode } from "./note-node.tsx";
import { StartNode } from "./start-node.tsx";
import "./xyflow.css";

const NODE_TYPES = { block: BlockNode, start: StartNode, note: NoteNode };
const EDGE_TYPES = { exit: ExitEdge };

interface CanvasProps {
  rooms: readonly RoomBlock[];
  onAdd: AddBlock;
  /** A wire was dropped where nothing lies: which block shall come there? */
  onPulled: (from: { id: string; exit: string }, at: { x: number; y: number }) => void;
}

/**
 * The drawing, to be dragged and wired. The library keeps where things are while they move; the drawing gets it once they lie, whether they
 * were moved by mouse or by keys.
 */
export function Canvas({ rooms, onAdd, onPulled }: CanvasProps) {
  const t = useWords();
  const editor = useEditor();
  const { drawing, selection, change, select, isReadOnly, language, problems, figures, lit } = editor;
  const { screenToFlowPosition } = useReactFlow();
  const source = { drawing, selection, language, problems, figures, lit, rooms };
  const [nodes, setNodes] = useState<CanvasNode[]>(() => nodesOf(source, []));
  const lastEdges = useRef<readonly ExitEdgeType[]>([]);
  const edges = useMemo(
    () => edgesOf({ drawing, selection, language, problems, figures, lit, rooms }, lastEdges.current),
    [drawing, selection, language, problems, figures, lit, rooms],
  );
  lastEdges.current = edges;
  // What lies on the canvas follows the drawing, as soon as that changes.
  useLayoutEffect(() => {
    setNodes((before) => nodesOf({ drawing, selection, language, problems, figures, lit, rooms }, before));
  }, [drawing, selection, language, problems, figures, lit, rooms]);

  function onNodesChange(changes: NodeChange<CanvasNode>[]) {
    const own = changes.filter(({ type }) => type === "position" || type === "dimensions");
    if (own.length > 0) setNodes((before) => applyNodeChanges(own, before));
    const lying = changes.flatMap((one) =>
      one.type === "position" && one.dragging !== true && one.position !== undefined ? [[one.id, one.position] as const] : [],
    );
    if (lying.length > 0 && !isReadOnly) change((now) => moveTo(now, Object.fromEntries(lying)), "move");
    chosen(changes);
  }
  function chosen(changes: (NodeChange<CanvasNode> | EdgeChange<ExitEdgeType>)[]) {
    const picks = changes.filter((one) => one.type === "select");
    if (picks.length === 0) return;
    // Blocks and wires are told one after the other in the same moment.
    select((before) => {
      const next = new Set(before);
      for (const { id, selected } of picks) {
        if (selected) next.add(id);
        else next.delete(id);
      }
      return next;
    });
  }
  const onConnect = ({ source: from, sourceHandle, target }: Connection) =>
    change((now) => connect(now, from, sourceHandle ?? "next", target));
  const onConnectEnd: OnConnectEnd = (event, { isValid, fromNode, fromHandle, toNode }) => {
    if (isValid === true || toNode !== null || fromNode === null || fromHandle?.type !== "source") return;
    const { clientX: x, clientY: y } = "changedTouches" in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event;
    onPulled({ id: fromNode.id, exit: fromHandle.id ?? "next" }, screenToFlowPosition({ x, y }));
  };
  function drop(event: DragEvent) {
    const pick = readPick(event.dataTransfer.getData(LIBRARY_KIND));
    if (pick !== null) onAdd(pick, { at: screenToFlowPosition({ x: event.clientX, y: event.clientY }) });
  }
  return (
    <section className={styles.canvas} aria-label={t("flow.canvas")}>
      <ReactFlow<CanvasNode, ExitEdgeType>
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={chosen}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        isValidConnection={({ source: from, target }) => target !== START && from !== target}
        onDrop={drop}
        onDragOver={(event) => event.preventDefault()}
        nodesDraggable={!isReadOnly}
        nodesConnectable={!isReadOnly}
        edgesFocusable={!isReadOnly}
        deleteKeyCode={null}
        multiSelectionKeyCode={["Shift", "Meta", "Control"]}
        selectionKeyCode="Shift"
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={0.1}
        maxZoom={2}
        snapGrid={[10, 10]}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.1 }}
        connectionRadius={28}
        proOptions={{ hideAttribution: true }}
        ariaLabelConfig={{
          "node.a11yDescription.default": t("flow.keys.node"),
          "node.a11yDescription.keyboardDisabled": t("flow.keys.node"),
          "node.a11yDescription.ariaLiveMessage": ({ direction, x, y }) => t("flow.keys.moved", { direction, x, y }),
          "edge.a11yDescription.default": t("flow.keys.edge"),
          "minimap.ariaLabel": t("flow.minimap"),
          "handle.ariaLabel": t("flow.handle"),
        }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--line-2)" bgColor="var(--canvas)" />
        <MiniMap<CanvasNode>
          className={styles.minimap}
          position="bottom-left"
          pannable
          nodeColor={colorOf}
          nodeBorderRadius={8}
          bgColor="var(--bg)"
          maskColor="color-mix(in srgb, var(--canvas) 55%, transparent)"
          maskStrokeColor="var(--acc)"
          maskStrokeWidth={1.5}
          style={{ width: 124, height: 104 }}
        />
      </ReactFlow>
    </section>
  );
}

const COLORS = {
  talk: "var(--t3)",
  ways: "var(--warn-solid)",
  people: "var(--read)",
  done: "var(--ok-solid)",
  data: "var(--acc)",
  ai: "var(--ai)",
} as const;

const colorOf = (node: CanvasNode): string =>
  node.type === "block" ? COLORS[LOOKS[node.data.block.type].tone] : node.type === "note" ? "var(--note-line)" : "var(--acc)";
