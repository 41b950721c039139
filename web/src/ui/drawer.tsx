import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import styles from "./drawer.module.css";

/** A panel at the right of the page. Where there is no room for it, it lies over the page while it is open. `children` is one element. */
export const Drawer = ({ open, children }: { open: boolean; children: ReactNode }) => (
  <div className={classes(styles.drawer, open && styles.open)}>{children}</div>
);
