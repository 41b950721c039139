import { duration } from "../text/times.ts";
import { classes } from "../ui/classes.ts";
import { CircleAlert, Clock } from "../ui/icons.generated.ts";
import styles from "./deadline.module.css";
import { type InboxText, useWords } from "./words/words.ts";

/** "due in 8 min", or "3 min late". Pure. */
export function sayDue(dueAt: string, now: number, t: InboxText): string {
  const left = Date.parse(dueAt) - now;
  return left > 0 ? t("due.in", { time: duration(left, t) }) : t("due.late", { time: duration(-left, t) });
}

/** Until when an answer was promised; red when that is past. Nothing, where nothing is promised. */
export function Deadline({ dueAt, now }: { dueAt: string | null; now: number }) {
  const t = useWords();
  if (dueAt === null) return null;
  const isLate = Date.parse(dueAt) <= now;
  return (
    <span className={classes(styles.deadline, isLate && styles.late)}>
      {isLate ? <CircleAlert size={12} /> : <Clock size={12} />}
      {sayDue(dueAt, now, t)}
    </span>
  );
}
