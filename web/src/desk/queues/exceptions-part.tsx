import { useState } from "react";
import type { Calendar } from "../../../../hours/calendar.ts";
import { Button } from "../../ui/button.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { X } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Input } from "../../ui/input.tsx";
import { useWords } from "../words/words.ts";
import styles from "./calendar-editor.module.css";
import { IcsFile } from "./ics-file.tsx";

export interface CalendarPartProps {
  document: Calendar;
  onChange: (document: Calendar) => void;
}

/** Single dates with hours of their own, or none. */
export function Exceptions({ document, onChange }: CalendarPartProps) {
  const t = useWords();
  const [date, setDate] = useState("");
  const close = (days: readonly { date: string; name?: string }[]) =>
    onChange({
      ...document,
      exceptions: [...document.exceptions, ...days.map((day) => ({ ...day, intervals: [] }))].toSorted((a, b) =>
        a.date < b.date ? -1 : 1,
      ),
    });
  const set = (at: number, change: Partial<Calendar["exceptions"][number]>) =>
    onChange({ ...document, exceptions: document.exceptions.map((one, index) => (index === at ? { ...one, ...change } : one)) });
  return (
    <div className={styles.exceptions}>
      {document.exceptions.map((one, index) => (
        <div key={one.date} className={styles.exception}>
          <b className={ink.figures}>{one.date}</b>
          <Input
            aria-label={t("calendar.why")}
            placeholder={t("calendar.why")}
            value={one.name ?? ""}
            maxLength={120}
            onChange={(event) => set(index, { name: event.target.value })}
          />
          {one.intervals.length === 0 ? (
            <Button size="small" onClick={() => set(index, { intervals: [{ from: "08:00", to: "12:00" }] })}>
              {t("calendar.closed")}
            </Button>
          ) : (
            one.intervals.map((interval, at) => (
              <span key={`${interval.from} ${interval.to}`} className={styles.interval}>
                <Input
                  type="time"
                  aria-label={t("calendar.from", { day: one.date })}
                  value={interval.from}
                  onChange={(event) =>
                    set(index, {
                      intervals: one.intervals.map((other, place) => (place === at ? { ...other, from: event.target.value } : other)),
                    })
                  }
                />
                {t("calendar.to")}
                <Input
                  type="time"
                  aria-label={t("calendar.until", { day: one.date })}
                  value={interval.to}
                  onChange={(event) =>
                    set(index, {
                      intervals: one.intervals.map((other, place) => (place === at ? { ...other, to: event.target.value } : other)),
                    })
                  }
                />
              </span>
            ))
          )}
          <IconButton
            label={t("calendar.removeDate", { date: one.date })}
            onClick={() => onChange({ ...document, exceptions: document.exceptions.filter((_, at) => at !== index) })}
          >
            <X size={12} />
          </IconButton>
        </div>
      ))}
      <div className={styles.exception}>
        <Input type="date" aria-label={t("calendar.date")} value={date} onChange={(event) => setDate(event.target.value)} />
        <Button
          size="small"
          disabled={date === "" || document.exceptions.some((one) => one.date === date)}
          onClick={() => {
            close([{ date }]);
            setDate("");
          }}
        >
          {t("calendar.addDate")}
        </Button>
        <IcsFile known={document.exceptions.map((one) => one.date)} onAdd={close} />
      </div>
    </div>
  );
}
