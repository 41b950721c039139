import type { ReactNode } from "react";
import styles from "./shown.module.css";

/** A group of components under its name. */
export const Shown = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={styles.group} aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
);

/** One component, its states in a line. */
export const States = ({ of, children }: { of: string; children: ReactNode }) => (
  <div className={styles.line}>
    <span className={styles.name}>{of}</span>
    <div className={styles.states}>{children}</div>
  </div>
);

/** As wide as a column of settings. */
export const Narrow = ({ children }: { children: ReactNode }) => <div className={styles.narrow}>{children}</div>;

/** A place with a frame, for what fills the place that it gets. */
export const Frame = ({ children }: { children: ReactNode }) => <div className={styles.frame}>{children}</div>;
