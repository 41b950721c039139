import type { HTMLAttributes, ReactNode } from "react";
import styles from "./facts.module.css";

/** What is known of a thing, a name and a value a line. `children` are of `Fact`. */
export const Facts = ({ children }: { children: ReactNode }) => <dl className={styles.facts}>{children}</dl>;

/** One of them. */
export const Fact = ({ name, children, ...value }: { name: string; children: ReactNode } & HTMLAttributes<HTMLElement>) => (
  <>
    <dt>{name}</dt>
    <dd {...value}>{children}</dd>
  </>
);
