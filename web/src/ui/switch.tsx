import { Spacer } from "./spacer.tsx";
import styles from "./switch.module.css";

/** Something that is on or off and changes at once. */
export const Switch = ({ label, on, onChange }: { label: string; on: boolean; onChange: (on: boolean) => void }) => (
  <button type="button" className={styles.line} role="switch" aria-checked={on} onClick={() => onChange(!on)}>
    <span>{label}</span>
    <Spacer />
    <span className={styles.track} />
  </button>
);

interface BareSwitchProps {
  /** What it switches; whoever sees reads it beside. */
  label: string;
  on: boolean;
  disabled?: boolean;
  onChange: (on: boolean) => void;
}

/** The same without words, in a line that says what it is about. */
export const BareSwitch = ({ label, on, disabled, onChange }: BareSwitchProps) => (
  <button
    type="button"
    className={styles.bare}
    role="switch"
    aria-label={label}
    aria-checked={on}
    disabled={disabled}
    onClick={() => onChange(!on)}
  >
    <span className={styles.track} />
  </button>
);
