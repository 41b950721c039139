import type { HTMLAttributes } from "react";
import styles from "./chip.module.css";
import { classes } from "./classes.ts";

export interface ChipLook {
  tone?: "ok" | "warn" | "danger" | "ai" | "flow" | "accent" | undefined;
  outline?: boolean | undefined;
}

/** A word or two about a thing: its state, its kind, a label. */
export const Chip = ({ tone, outline, className, ...rest }: ChipLook & HTMLAttributes<HTMLSpanElement>) => (
  <span {...rest} className={classes(chipClass({ tone, outline }), className)} />
);

/** The look alone, for a chip that is a button. */
export const chipClass = ({ tone, outline }: ChipLook = {}): string =>
  classes(styles.chip, outline === true && styles.outline, tone !== undefined && styles[tone]);
