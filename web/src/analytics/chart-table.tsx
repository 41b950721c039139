import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Target } from "../shell/room.ts";
import { classes } from "../ui/classes.ts";
import styles from "./chart.module.css";
import { useWords } from "./words/words.ts";

export interface Line {
  key: string;
  says: string;
  /** The records behind it. */
  target: Target | null;
  values: string[];
}

/** The same numbers as words: for who reads better than they see, and for the keyboard. */
export function ChartTable({ caption, heads, lines }: { caption: string; heads: string[]; lines: Line[] }) {
  const t = useWords();
  return (
    <details className={styles.twin}>
      <summary>{t("analytics.asTable")}</summary>
      <div className={styles.scroller}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t("analytics.when")}</th>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, says, target, values }) => (
              <tr key={key}>
                <th scope="row">{target === null ? says : <Link {...target}>{says}</Link>}</th>
                {values.map((value, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: cells have their columns' places
                  <td key={index}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** A title, what belongs beside it, and the chart. */
export const ChartPart = ({
  title,
  hint,
  beside,
  wide,
  full,
  children,
}: {
  title: string;
  hint?: string;
  beside?: ReactNode;
  wide?: boolean;
  /** As wide as the page. */
  full?: boolean;
  children: ReactNode;
}) => (
  <section className={classes(wide === true ? styles.wide : styles.part, full === true && styles.full)} aria-label={title}>
    <h2 title={hint}>
      {title} <span className={styles.beside}>{beside}</span>
    </h2>
    {children}
  </section>
);
