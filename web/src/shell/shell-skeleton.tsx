import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import styles from "./app-shell.module.css";
import rail from "./rail.module.css";
import { useTheme } from "./session.tsx";
import skeleton from "./shell-skeleton.module.css";

const LINES = ["62%", "48%", "70%", "54%"];

/** The frame before it is known whose it is. */
export function ShellSkeleton() {
  useTheme("system");
  return (
    <div className={styles.app} data-rail="wide" aria-busy="true">
      <div className={rail.rail}>
        <Skeleton className={skeleton.lines}>
          {LINES.map((width) => (
            <SkeletonBar key={width} width={width} top={12} />
          ))}
        </Skeleton>
      </div>
      <div className={styles.sheet} />
    </div>
  );
}
