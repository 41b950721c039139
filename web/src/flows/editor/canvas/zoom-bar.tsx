import { useReactFlow, useStore } from "@xyflow/react";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Maximize, Minus, Plus, StickyNote, WandSparkles } from "../../../ui/icons.generated.ts";
import { moveTo } from "../../drawing/edit-drawing.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import styles from "./bars.module.css";

/** How near the canvas is, and what is done with all of it. */
export function ZoomBar({ onNote }: { onNote: () => void }) {
  const t = useWords();
  const { drawing, change, isReadOnly } = useEditor();
  const { zoomIn, zoomOut, fitView, getNode } = useReactFlow();
  const zoom = useStore(({ transform }) => transform[2]);
  async function tidyUp() {
    const { tidy } = await import("../../drawing/tidy.ts");
    const places = tidy(drawing, (id) => getNode(id)?.measured?.height ?? 120);
    change((now) => moveTo(now, places));
    // Where everything is now is known once it was drawn.
    requestAnimationFrame(() => void fitView({ maxZoom: 1, padding: 0.1 }));
  }
  return (
    <div className={styles.zoom}>
      <IconButton label={t("flow.zoomOut")} onClick={() => void zoomOut()}>
        <Minus size={14} />
      </IconButton>
      <span className={styles.percent}>{Math.round(zoom * 100)}%</span>
      <IconButton label={t("flow.zoomIn")} onClick={() => void zoomIn()}>
        <Plus size={14} />
      </IconButton>
      <IconButton label={t("flow.fit")} shortcut="F" onClick={() => void fitView({ maxZoom: 1, padding: 0.1 })}>
        <Maximize size={14} />
      </IconButton>
      {!isReadOnly && (
        <>
          <IconButton label={t("flow.tidy")} onClick={() => void tidyUp()}>
            <WandSparkles size={14} />
          </IconButton>
          <IconButton label={t("flow.addNote")} onClick={onNote}>
            <StickyNote size={14} />
          </IconButton>
        </>
      )}
    </div>
  );
}
