import { classes } from "./classes.ts";
import styles from "./key.module.css";

/** A key of the keyboard, as it is printed on it. */
export const Key = ({ children, className }: { children: string; className?: string | undefined }) => (
  <kbd className={classes(styles.key, className)}>{children}</kbd>
);
