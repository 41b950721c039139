import { classes } from "../../ui/classes.ts";
import { useWords } from "../words/words.ts";
import styles from "./delivery-mark.module.css";

const PATHS = {
  clock: (
    <>
      <circle cx="8" cy="6" r="4.6" />
      <path d="M8 3.6V6.2l1.6.9" />
    </>
  ),
  one: <path d="m4 6.4 2.8 2.8L12.4 3" />,
  two: <path d="m1.6 6.4 2.8 2.8L10 3M7.6 8.6l.6.6L13.8 3" />,
  withdrawn: (
    <>
      <circle cx="8" cy="6" r="4.8" />
      <path d="m4.8 9.2 6.4-6.4" />
    </>
  ),
  failed: (
    <>
      <circle cx="8" cy="6" r="4.8" />
      <path d="M8 3.6v2.8M8 8.5v.01" />
    </>
  ),
};

const MARKS: Record<string, { path: keyof typeof PATHS; tone?: "warn" | "read" | "failed" }> = {
  queued: { path: "clock" },
  unconfirmed: { path: "failed", tone: "warn" },
  sent: { path: "one" },
  delivered: { path: "two" },
  read: { path: "two", tone: "read" },
  failed: { path: "failed", tone: "failed" },
  withdrawn: { path: "withdrawn" },
};

interface DeliveryMarkProps {
  status: string;
  /** It waits for its channel. */
  isParked: boolean;
  className?: string | undefined;
}

/** Clock, one check, two checks, two blue checks, a red circle, or a grey one that is crossed out. */
export function DeliveryMark({ status, isParked, className }: DeliveryMarkProps) {
  const t = useWords();
  const mark = MARKS[status];
  if (mark === undefined) return null;
  const label = isParked ? t("status.parked") : t(`status.${status as "sent"}`);
  return (
    <svg
      className={classes(styles.mark, mark.tone !== undefined && styles[mark.tone], className)}
      data-tone={mark.tone}
      viewBox="0 0 16 12"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      {PATHS[mark.path]}
    </svg>
  );
}
