import { classes } from "../../ui/classes.ts";
import styles from "./load.module.css";

/** So many small bars are drawn, at most. */
const BARS = 12;

/** How many of the places are taken, as bars; the number stands beside them. */
export function Load({ used, of }: { used: number; of: number }) {
  const bars = Math.min(BARS, Math.max(of, used));
  const full = of === 0 ? (used > 0 ? bars : 0) : Math.round((used / Math.max(of, used)) * bars);
  return (
    <span className={styles.load} aria-hidden="true">
      {Array.from({ length: bars }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bars have no other name
        <i key={index} className={classes(index < full && styles.taken, used > of && styles.tooMany)} />
      ))}
    </span>
  );
}
