import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useLocale } from "../text/locale.tsx";
import { classes } from "../ui/classes.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { DayMenu } from "./day-menu.tsx";
import styles from "./order-calendar.module.css";
import { isLate, isOver } from "./order-state.ts";
import { toOrder } from "./paths.ts";
import type { Order, OrderDay } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface CalendarDayProps {
  day: string;
  /** Absent: nothing is due. */
  found: OrderDay | undefined;
  isToday: boolean;
  /** Of the month before or after. */
  isOutside: boolean;
  mayMove: boolean;
  /** An order is held, and may be let go here. */
  isHeldOver: boolean;
  onHold: (order: Order | null) => void;
  onDrop: () => void;
  onMove: (order: Order, day: string) => void;
  /** Absent: the day is all that is shown. */
  onOpen: (() => void) | undefined;
}

/** A day with what is due on it. */
export function CalendarDay({ day, found, isToday, isOutside, isHeldOver, onDrop, onOpen, ...acts }: CalendarDayProps) {
  const t = useWords();
  const { language } = useLocale();
  const [isOverIt, setOverIt] = useState(false);
  const name = new Date(`${day}T00:00:00Z`).toLocaleDateString(language, { weekday: "short", day: "numeric", timeZone: "UTC" });
  const { count = 0, items = [] } = found ?? {};
  return (
    <li
      className={classes(styles.day, isToday && styles.today, isOutside && styles.outside, count === 0 && styles.empty)}
      data-over={isOverIt && isHeldOver ? "" : undefined}
      onDragOver={(event) => {
        if (!isHeldOver) return;
        event.preventDefault();
        setOverIt(true);
      }}
      onDragLeave={() => setOverIt(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOverIt(false);
        onDrop();
      }}
    >
      <time dateTime={day} aria-current={isToday ? "date" : undefined}>
        {name}
      </time>
      <ul className={styles.orders}>
        {items.map((order) => (
          <DueOrder key={order.id} order={order} {...acts} />
        ))}
      </ul>
      {count > items.length &&
        (onOpen === undefined ? (
          <p className={styles.quiet}>{t("calendar.narrow", { count: count - items.length })}</p>
        ) : (
          <LinkButton onClick={onOpen} aria-label={t("calendar.moreOn", { count: count - items.length, day: name })}>
            {t("orders.moreInColumn", { count: count - items.length })}
          </LinkButton>
        ))}
    </li>
  );
}

type DueOrderProps = Pick<CalendarDayProps, "mayMove" | "onHold" | "onMove"> & { order: Order };

function DueOrder({ order, mayMove, onHold, onMove }: DueOrderProps) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const { id, code, title, priority, dueAt } = order;
  const over = isOver(order);
  const late = isLate(order);
  const time = new Date(dueAt).toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit", timeZone });
  const canMove = mayMove && !over;
  return (
    <li
      className={styles.order}
      data-priority={over ? "over" : priority}
      draggable={canMove}
      onDragStart={() => onHold(order)}
      onDragEnd={() => onHold(null)}
    >
      <Link {...toOrder(id)} title={`${code} ${title}`}>
        <span className={late ? styles.late : styles.quiet}>
          {time}
          {late && ` ${t("orders.late.by")}`}
        </span>{" "}
        {title}
      </Link>
      {canMove && <DayMenu order={order} onMove={onMove} />}
    </li>
  );
}
