import { BaseEdge, type Edge, EdgeLabelRenderer, type EdgeProps, getBezierPath } from "@xyflow/react";
import { memo } from "react";
import { classes } from "../../../ui/classes.ts";
import styles from "./exit-edge.module.css";

interface ExitData extends Record<string, unknown> {
  /** How many of a hundred took it; undefined where nobody came, or where there is no other way. */
  percent: number | undefined;
  isLit: boolean;
}
export type ExitEdgeType = Edge<ExitData, "exit">;

/** A wire: the thicker, the more took it. */
export const ExitEdge = memo(function ExitEdge({ id, data, selected, ...ends }: EdgeProps<ExitEdgeType>) {
  const { sourceX, sourceY, targetX, targetY, sourcePosition, targetPosition } = ends;
  const [path, x, y] = getBezierPath({ sourceX, sourceY, sourcePosition, targetX, targetY, targetPosition });
  const { percent, isLit = false } = data ?? {};
  const width = percent === undefined ? 1.6 : 1.2 + percent / 34;
  const isStrong = selected === true || isLit || (percent !== undefined && percent >= 15);
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        interactionWidth={16}
        className={classes(styles.wire, isStrong && styles.strong)}
        style={{ strokeWidth: isLit || selected === true ? Math.max(width, 2.6) : width }}
      />
      {percent !== undefined && (
        <EdgeLabelRenderer>
          <span className={styles.pill} style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
            {percent}%
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
