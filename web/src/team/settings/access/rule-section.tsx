import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import ink from "../../../ui/ink.module.css";
import { LoadError } from "../../../ui/load-error.tsx";
import styles from "../settings.module.css";

interface RuleSectionProps<Rule> {
  title: string;
  about: string;
  rule: UseQueryResult<Rule>;
  /** Its form; begun anew when the rule is another one. */
  children: (rule: Rule) => ReactNode;
}

/** One rule of the company: what it is about, and its form when it is there. */
export const RuleSection = <Rule,>({ title, about, rule: { data, error, refetch }, children }: RuleSectionProps<Rule>) => (
  <section className={styles.section} aria-label={title}>
    <h2 className={styles.title}>{title}</h2>
    <p className={ink.secondary}>{about}</p>
    {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
    {data !== undefined && children(data)}
  </section>
);
