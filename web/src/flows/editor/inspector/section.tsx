import type { ReactNode } from "react";
import styles from "./inspector.module.css";

/** A part of the inspector under its own title. */
export const Section = ({ title, act, children }: { title?: string; act?: ReactNode; children: ReactNode }) => (
  <section className={styles.section} aria-label={title}>
    {title !== undefined && (
      <div className={styles.sectionHead}>
        <h3>{title}</h3>
        {act}
      </div>
    )}
    {children}
  </section>
);
