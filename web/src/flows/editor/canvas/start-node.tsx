import { Handle, type Node, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import type { Start } from "../../../../../flow/document.ts";
import { classes } from "../../../ui/classes.ts";
import { useWords } from "../../words/words.ts";
import { START_LOOK } from "../block-look.ts";
import { Tile } from "../tile.tsx";
import { useSayStart } from "../use-say-start.ts";
import styles from "./block-node.module.css";

interface StartData extends Record<string, unknown> {
  starts: readonly Start[];
  hasFirst: boolean;
  entries: number | undefined;
  light: "none" | "passed" | "here" | "off";
}

export type StartNodeType = Node<StartData, "start">;

/** Where every run begins, and what begins one. */
export const StartNode = memo(function StartNode({ data: { starts, hasFirst, entries, light }, selected }: NodeProps<StartNodeType>) {
  const t = useWords();
  const sayStart = useSayStart();
  return (
    <div className={classes(styles.node, selected && styles.selected, styles[light])}>
      <header className={styles.head}>
        <Tile look={START_LOOK} />
        <b>{t("flow.start")}</b>
        <Handle type="source" id="next" position={Position.Right} className={classes(styles.port, styles.out, !hasFirst && styles.bad)} />
      </header>
      {starts.length === 0 && <p className={styles.line}>{t("flow.noStart")}</p>}
      {starts.slice(0, 4).map((start, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: starts have no name of their own
        <p key={index} className={styles.line}>
          {sayStart(start)}
        </p>
      ))}
      {entries !== undefined && (
        <footer className={styles.foot}>
          <span>{t("flow.visits", { count: entries })}</span>
        </footer>
      )}
    </div>
  );
});
