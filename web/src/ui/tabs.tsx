import type { KeyboardEvent, ReactNode } from "react";
import { classes } from "./classes.ts";
import styles from "./tabs.module.css";

interface Tab<Id extends string> {
  id: Id;
  label: string;
  /** How many wait there. */
  count?: ReactNode;
}

interface TabsProps<Id extends string> {
  label: string;
  tabs: readonly Tab<Id>[];
  selected: Id;
  onSelect: (id: Id) => void;
  /** Large and apart on a phone. */
  pills?: boolean;
}

/** Parts of a page, one of which is shown. Which one belongs into the address: see `useTab`. Arrows move between them. */
export function Tabs<Id extends string>({ label, tabs, selected, onSelect, pills }: TabsProps<Id>) {
  const step = (event: KeyboardEvent<HTMLElement>) => {
    const way = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (way === 0) return;
    event.preventDefault();
    const index = tabs.findIndex(({ id }) => id === selected);
    const next = tabs[(index + way + tabs.length) % tabs.length];
    if (next === undefined) return;
    onSelect(next.id);
    event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[tabs.indexOf(next)]?.focus();
  };
  return (
    <div className={classes(styles.tabs, pills === true && styles.pills)} role="tablist" aria-label={label} onKeyDown={step}>
      {tabs.map(({ id, label: words, count }) => (
        <button
          key={id}
          type="button"
          role="tab"
          className={styles.tab}
          aria-selected={id === selected}
          tabIndex={id === selected ? 0 : -1}
          onClick={() => onSelect(id)}
        >
          {words} {count !== undefined && <span className={styles.count}>{count}</span>}
        </button>
      ))}
    </div>
  );
}

interface ChoiceProps<Id extends string> {
  label: string;
  options: readonly { id: Id; label: ReactNode }[];
  selected: Id | undefined;
  onSelect: (id: Id) => void;
  className?: string | undefined;
  /** What stands behind the options, such as a list of more of them. */
  children?: ReactNode;
}

/** A few ways to see or do the same, one of which is on. */
export const Choice = <Id extends string>({ label, options, selected, onSelect, className, children }: ChoiceProps<Id>) => (
  <fieldset className={classes(styles.tabs, styles.choice, className)} aria-label={label}>
    {options.map(({ id, label: words }) => (
      <button key={id} type="button" className={styles.tab} aria-pressed={id === selected} onClick={() => onSelect(id)}>
        {words}
      </button>
    ))}
    {children}
  </fieldset>
);
