import styles from "./spacer.module.css";

/** Takes the room that is left in a line, so that what follows stands at its end. */
export const Spacer = () => <span className={styles.spacer} />;
