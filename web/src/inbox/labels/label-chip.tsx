import type { ReactNode } from "react";
import type { Conversation } from "../../api/client.ts";
import { Chip } from "../../ui/chip.tsx";
import { classes } from "../../ui/classes.ts";
import styles from "./label-chip.module.css";

type Label = Conversation["labels"][number];

/** A label as it stands on a conversation: its colour is a dot, its name the text. `children`: what can be done to it. */
export const LabelChip = ({ label, children }: { label: Pick<Label, "name" | "color">; children?: ReactNode }) => (
  <Chip outline className={styles.label} title={label.name}>
    <LabelDot color={label.color} />
    <span className={styles.name}>{label.name}</span>
    {children}
  </Chip>
);

export const LabelDot = ({ color }: { color: Label["color"] }) => (
  <span className={classes(styles.dot, styles[color])} aria-hidden="true" />
);

/** The first ones, and how many more. */
export function LabelRow({ labels, most }: { labels: readonly Label[]; most: number }) {
  if (labels.length === 0) return null;
  const more = labels.length - most;
  return (
    <span className={styles.row}>
      {labels.slice(0, most).map((label) => (
        <LabelChip key={label.id} label={label} />
      ))}
      {more > 0 && (
        <Chip
          outline
          title={labels
            .slice(most)
            .map(({ name }) => name)
            .join(", ")}
        >
          +{more}
        </Chip>
      )}
    </span>
  );
}
