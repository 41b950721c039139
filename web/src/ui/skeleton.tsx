import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import styles from "./skeleton.module.css";

/** The shape of what is still loading. Shown after 150 ms. */
export const Skeleton = ({ className, children }: { className?: string | undefined; children: ReactNode }) => (
  <div className={classes(styles.late, className)} aria-busy="true">
    {children}
  </div>
);

/** A line of words to come. @param width any CSS width */
export const SkeletonBar = ({ width, top, className }: { width: string; top: number; className?: string | undefined }) => (
  <span className={classes(styles.bar, className)} style={{ width, height: 10, marginTop: top }} />
);

/** An avatar to come. */
export const SkeletonDisc = ({ className }: { className?: string | undefined }) => <span className={classes(styles.disc, className)} />;
