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
