import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../shell/session.tsx";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { dayIn } from "../text/days.ts";
import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { ChevronLeft, ChevronRight } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Tabs } from "../ui/tabs.tsx";
import { useNow } from "../ui/use-now.ts";
import { CalendarDay } from "./calendar-day.tsx";
import { daysOf, type Span, turned } from "./calendar-days.ts";
import { useMoveToDay } from "./order-acts.ts";
import styles from "./order-calendar.module.css";
import type { OrdersSearch } from "./paths.ts";
import { calendarQuery, type Order } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface OrderCalendarProps {
  search: OrdersSearch;
  onSet: (next: { day?: string | undefined; span?: "week" | "day" | undefined }) => void;
}

/** How many orders of a day are told; the others are counted, and stand on the day's own page. */
const EACH: Record<Span, number> = { month: 4, week: 12, day: 200 };

/** Orders by the day on which they are due. An order is dragged to another day, or moved by its menu. The keys `[` and `]` turn the pages. */
export function OrderCalendar({ search, onSet }: OrderCalendarProps) {
  const t = useWords();
  const { timeZone } = useLocale();
  const mayMove = useMay("operations.write");
  const today = dayIn(new Date(useNow()), timeZone);
  const { day = today, span = "month" } = search;
  const [held, setHeld] = useState<Order | null>(null);
  const move = useMoveToDay();
  const days = daysOf(span, day);
  const turn = (step: 1 | -1) => onSet({ day: turned(span, day, step) });
  useShortcuts({ "[": () => turn(-1), "]": () => turn(1) });
  const { data, isPending, isError, error, refetch } = useQuery(
    calendarQuery(search, { from: days[0] ?? day, days: days.length, each: EACH[span] }),
  );
  const found = new Map(data?.days.map((one) => [one.day, one]));
  function drop(to: string) {
    setHeld(null);
    if (held !== null && dayIn(new Date(held.dueAt), timeZone) !== to) move(held, to);
  }
  return (
    <div className={styles.calendar}>
      <Bar span={span} day={day} onTurn={turn} onSet={onSet} />
      {isError && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      {data?.days.length === 0 && <p className={styles.quiet}>{t("calendar.none")}</p>}
      <ol className={styles.days} data-span={span} aria-busy={isPending}>
        {days.map((one) => (
          <CalendarDay
            key={one}
            day={one}
            found={found.get(one)}
            isToday={one === today}
            isOutside={span === "month" && one.slice(0, 7) !== day.slice(0, 7)}
            mayMove={mayMove}
            isHeldOver={held !== null}
            onHold={setHeld}
            onDrop={() => drop(one)}
            onMove={move}
            onOpen={span === "day" ? undefined : () => onSet({ day: one, span: "day" })}
          />
        ))}
      </ol>
    </div>
  );
}

interface BarProps extends Pick<OrderCalendarProps, "onSet"> {
  span: Span;
  day: string;
  onTurn: (step: 1 | -1) => void;
}

function Bar({ span, day, onTurn, onSet }: BarProps) {
  const t = useWords();
  const { language } = useLocale();
  const shown = { month: "long", year: "numeric", timeZone: "UTC" } as const;
  const named = new Date(`${day}T00:00:00Z`).toLocaleDateString(language, span === "day" ? { ...shown, day: "numeric" } : shown);
  return (
    <div className={styles.bar}>
      <IconButton label={t("calendar.before")} onClick={() => onTurn(-1)}>
        <ChevronLeft size={16} />
      </IconButton>
      <Button size="small" onClick={() => onSet({ day: undefined })}>
        {t("calendar.today")}
      </Button>
      <IconButton label={t("calendar.after")} onClick={() => onTurn(1)}>
        <ChevronRight size={16} />
      </IconButton>
      <h2 aria-live="polite">{named}</h2>
      <Tabs
        label={t("calendar.span")}
        selected={span}
        onSelect={(id) => onSet({ span: id === "week" || id === "day" ? id : undefined })}
        tabs={(["month", "week", "day"] as const).map((id) => ({ id, label: t(`calendar.${id}`) }))}
      />
    </div>
  );
}
