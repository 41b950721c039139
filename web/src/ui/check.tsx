import styles from "./check.module.css";
import { classes } from "./classes.ts";

interface CheckProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** Words of one line stand in the middle of the box. */
  middle?: boolean;
}

/** A box to tick, and what it says. */
export const Check = ({ label, checked, onChange, middle }: CheckProps) => (
  <label className={classes(styles.check, middle === true && styles.middle)}>
    <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
    <span>{label}</span>
  </label>
);
