import { ArrowDown, ArrowUp } from "../ui/icons.generated.ts";
import { changeOf } from "./change.ts";
import styles from "./chart.module.css";
import type { Figure } from "./queries.ts";
import { useSayAs } from "./use-frame.ts";

/** What became of a value since the period before; nothing where there is nothing to hold it against. */
export function ChangeMark({ figure: { unit, better }, value, before }: { figure: Figure; value: number | null; before: number | null }) {
  const change = changeOf(unit, value, before, better, useSayAs());
  if (change === null) return null;
  return (
    <span className={styles.change} data-tone={change.tone}>
      {change.way === "up" && <ArrowUp size={12} />}
      {change.way === "down" && <ArrowDown size={12} />}
      {change.says}
    </span>
  );
}
