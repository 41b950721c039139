import type { ReactNode } from "react";
import styles from "./blank.module.css";
import { classes } from "./classes.ts";
import ink from "./ink.module.css";

interface BlankProps {
  icon: ReactNode;
  title: string;
  text: string;
  tone?: "danger";
  /** The next step: one small button. */
  children?: ReactNode;
}

/** What stands where there is nothing: why, and what can be done. */
export const Blank = ({ icon, title, text, tone, children }: BlankProps) => (
  <div className={styles.blank}>
    <span className={classes(styles.icon, tone !== undefined && styles[tone])}>{icon}</span>
    <b>{title}</b>
    <p className={ink.secondary}>{text}</p>
    {children}
  </div>
);
