import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import styles from "./header.module.css";

/** The line over a region: 48 px in every region, so that the lines of neighbours meet. */
export const Header = ({ className, children }: { className?: string | undefined; children: ReactNode }) => (
  <header className={classes(styles.header, className)}>{children}</header>
);
