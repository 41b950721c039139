import { useReactFlow } from "@xyflow/react";
import { type ReactNode, useState } from "react";
import type { RoomBlock } from "../../../../flow/block-types.ts";
import { useShortcuts } from "../../shell/use-shortcuts.ts";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { Plus } from "../../ui/icons.generated.ts";
import { Modal, ModalBody } from "../../ui/modal.tsx";
import type { ActionFacts } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { Canvas } from "./canvas/canvas.tsx";
import { ZoomBar } from "./canvas/zoom-bar.tsx";
import { useEditor } from "./editor-context.ts";
import { FindDialog } from "./find-dialog.tsx";
import styles from "./flow-editor.module.css";
import { Inspector } from "./inspector/inspector.tsx";
import { Library } from "./library.tsx";
import type { Pick } from "./library-picks.ts";
import { ListView } from "./list-view.tsx";
import { ProblemsBar } from "./problems-bar.tsx";
import { useAddBlock } from "./use-add-block.ts";
import { useCanvasKeys } from "./use-canvas-keys.ts";
import { useClipboard } from "./use-clipboard.ts";

interface WorkbenchProps {
  view: "canvas" | "list";
  actions: readonly ActionFacts[];
  rooms: readonly RoomBlock[];
  onTry: () => void;
  /** What stands at the right instead of the inspector. */
  children: ReactNode;
}

type Layer = { kind: "find" } | { kind: "add"; where?: { from: { id: string; exit: string }; at: { x: number; y: number } } };

/** Library, drawing, inspector, and their keys. */
export function Workbench({ view, actions, rooms, onTry, children }: WorkbenchProps) {
  const t = useWords();
  const { drawing, selection, select, undo, redo, isReadOnly } = useEditor();
  const { fitView, setCenter, getNode, getZoom } = useReactFlow();
  const add = useAddBlock(rooms);
  const clipboard = useClipboard();
  const [layer, setLayer] = useState<Layer | null>(null);

  /** Chosen and in the middle of what is seen. */
  function goTo(id: string) {
    select([id]);
    const node = getNode(id);
    if (node === undefined) return;
    const { x, y } = node.position;
    void setCenter(x + 93, y + (node.measured?.height ?? 120) / 2, { zoom: Math.max(getZoom(), 0.8), duration: 150 });
  }
  function pick(what: Pick) {
    const where = layer?.kind === "add" ? layer.where : undefined;
    setLayer(null);
    add(what, where);
  }
  /** The first of them that is there. */
  const focus = (...parts: string[]) =>
    parts
      .map((part) => window.document.querySelector<HTMLElement>(`[data-inspector] ${part}`))
      .find((one) => one !== null)
      ?.focus();
  useShortcuts({
    "Mod+z": undo,
    "Mod+Z": redo,
    "Mod+y": redo,
    "Mod+d": clipboard.duplicate,
    Delete: clipboard.remove,
    Backspace: clipboard.remove,
    Escape: () => select([]),
    t: onTry,
    f: () => void fitView({ maxZoom: 1, padding: 0.1 }),
    l: () => setLayer({ kind: "find" }),
    a: () => !isReadOnly && setLayer({ kind: "add" }),
    c: () => focus("[data-exit]"),
  });
  useCanvasKeys({
    onEnter: () => selection.size === 1 && focus("textarea", "[data-exit]", "input"),
    onAll: () => select([...drawing.document.blocks, ...drawing.layout.notes].map(({ id }) => id)),
  });
  const isChosen = selection.size > 0;
  return (
    <div className={classes(styles.work, isReadOnly && styles.reading)}>
      {!isReadOnly && (
        <div className={styles.left}>
          <Library actions={actions} rooms={rooms} onPick={(what) => add(what)} />
        </div>
      )}
      <div className={styles.middle}>
        {view === "canvas" ? (
          <>
            <Canvas rooms={rooms} onAdd={add} onPulled={(from, at) => setLayer({ kind: "add", where: { from, at } })} />
            <ZoomBar onNote={() => add({ kind: "note" })} />
          </>
        ) : (
          <ListView rooms={rooms} />
        )}
        {!isReadOnly && (
          <div className={styles.add}>
            <Button tone="primary" onClick={() => setLayer({ kind: "add" })}>
              <Plus size={14} /> {t("flow.addBlock")}
            </Button>
          </div>
        )}
        {!isReadOnly && <ProblemsBar onGo={({ block }) => block !== null && goTo(block)} />}
      </div>
      <div className={classes(styles.right, (isChosen || children !== null) && styles.open)}>
        {children ?? <Inspector actions={actions} rooms={rooms} clipboard={clipboard} />}
      </div>
      {layer?.kind === "find" && (
        <FindDialog
          onGo={(id) => {
            setLayer(null);
            goTo(id);
          }}
          onClose={() => setLayer(null)}
        />
      )}
      {layer?.kind === "add" && (
        <Modal title={t("flow.addBlock")} onClose={() => setLayer(null)}>
          <ModalBody>
            <Library actions={actions} rooms={rooms} onPick={pick} isLayer />
          </ModalBody>
        </Modal>
      )}
    </div>
  );
}
