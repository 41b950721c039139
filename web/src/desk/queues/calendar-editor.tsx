import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Calendar, type Interval, WEEKDAYS, type Weekday } from "../../../../hours/calendar.ts";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";
import { useMe } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { SelectField, TextField } from "../../ui/field.tsx";
import { Problem } from "../../ui/form.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Plus, X } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Input } from "../../ui/input.tsx";
import { useAct } from "../../ui/use-act.ts";
import { placesQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import styles from "./calendar-editor.module.css";
import { type CalendarPartProps, Exceptions } from "./exceptions-part.tsx";

type CalendarBody = paths["/api/v1/calendars"]["post"]["requestBody"]["content"]["application/json"];

interface Kept {
  id: string;
  name: string;
  document: Calendar;
}

const DAY: Interval = { from: "08:00", to: "18:00" };

/** Hours of a week with as many intervals a day as there are, holidays of a place, and single dates. What names the calendar follows. */
export function CalendarEditor({ calendar, onDone }: { calendar: Kept | null; onDone?: (id: string | null) => void }) {
  const t = useWords();
  const { timeZone } = useLocale();
  const me = useMe();
  const [name, setName] = useState(calendar?.name ?? "");
  const [document, setDocument] = useState<Calendar>(calendar?.document ?? emptyWeek(me.workspace.timeZone ?? timeZone));
  const isChanged = calendar === null || name !== calendar.name || JSON.stringify(document) !== JSON.stringify(calendar.document);
  // The API's type of the document can be written to; the pure one cannot.
  const body = { name, document: document as Kept["document"] & CalendarBody["document"] };
  const save = useAct(
    t,
    () =>
      calendar === null
        ? unwrap(api.POST("/api/v1/calendars", { body }))
        : unwrap(api.PATCH("/api/v1/calendars/{calendarId}", { params: { path: { calendarId: calendar.id } }, body })),
    { problem: "inline", refresh: [["calendars"], ["desk"]], done: () => ({ text: t("calendar.saved") }) },
  );
  async function submit() {
    if (name.trim() === "") return save.setProblem(t("calendar.nameMissing"));
    const kept = await save.run();
    if (kept !== undefined) onDone?.(kept.id);
  }
  const setDay = (day: Weekday, intervals: readonly Interval[]) =>
    setDocument({ ...document, week: { ...document.week, [day]: intervals } });
  return (
    <section className={styles.calendar} aria-label={t("queues.calendar")}>
      <div className={styles.head}>
        <TextField label={t("calendar.name")} value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
        <TextField
          label={t("calendar.zone")}
          value={document.timeZone}
          maxLength={60}
          onChange={(event) => setDocument({ ...document, timeZone: event.target.value })}
        />
      </div>
      <ul className={styles.week}>
        {WEEKDAYS.map((day) => (
          <DayLine key={day} day={day} intervals={document.week[day]} onChange={(intervals) => setDay(day, intervals)} />
        ))}
      </ul>
      <Button size="small" onClick={() => setDocument({ ...document, week: { ...document.week, ...sameAsMonday(document) } })}>
        {t("calendar.copyMonday")}
      </Button>
      <Holidays document={document} onChange={setDocument} />
      <Exceptions document={document} onChange={setDocument} />
      <Problem problem={save.problem} />
      {isChanged && (
        <div className={styles.acts}>
          {onDone !== undefined && <Button onClick={() => onDone(null)}>{t("desk.cancel")}</Button>}
          <Button tone="primary" busy={save.busy} onClick={() => void submit()}>
            {t("calendar.save")}
          </Button>
        </div>
      )}
    </section>
  );
}

function emptyWeek(timeZone: string): Calendar {
  const week = Object.fromEntries(WEEKDAYS.map((day, index) => [day, index < 5 ? [DAY] : []])) as unknown as Calendar["week"];
  return { timeZone, week, exceptions: [], holidays: null };
}

const sameAsMonday = ({ week }: Calendar) => ({ tuesday: week.monday, wednesday: week.monday, thursday: week.monday, friday: week.monday });

function DayLine({
  day,
  intervals,
  onChange,
}: {
  day: Weekday;
  intervals: readonly Interval[];
  onChange: (intervals: readonly Interval[]) => void;
}) {
  const t = useWords();
  const set = (at: number, change: Partial<Interval>) =>
    onChange(intervals.map((one, index) => (index === at ? { ...one, ...change } : one)));
  const label = t(`calendar.${day}`);
  return (
    <li className={styles.day}>
      <button
        type="button"
        className={styles.dayName}
        role="switch"
        aria-checked={intervals.length > 0}
        onClick={() => onChange(intervals.length > 0 ? [] : [DAY])}
      >
        {label} <i />
      </button>
      <span className={styles.bar} aria-hidden="true">
        {intervals.map(({ from, to }) => (
          <i
            key={`${from} ${to}`}
            style={{ left: `${share(from)}%`, width: `${Math.max(1, share(to <= from ? "24:00" : to) - share(from))}%` }}
          />
        ))}
      </span>
      <span className={styles.intervals}>
        {intervals.length === 0 && <span className={ink.secondary}>{t("calendar.closed")}</span>}
        {intervals.map(({ from, to }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an interval has no other name, and its hours change while one types
          <span key={index} className={styles.interval}>
            <Input
              type="time"
              aria-label={t("calendar.from", { day: label })}
              value={from}
              onChange={(event) => set(index, { from: event.target.value })}
            />
            {t("calendar.to")}
            <Input
              type="time"
              aria-label={t("calendar.until", { day: label })}
              value={to === "24:00" ? "00:00" : to}
              onChange={(event) => set(index, { to: event.target.value === "00:00" ? "24:00" : event.target.value })}
            />
            <IconButton
              label={t("calendar.removeInterval", { day: label })}
              onClick={() => onChange(intervals.filter((_, at) => at !== index))}
            >
              <X size={12} />
            </IconButton>
          </span>
        ))}
        {intervals.length > 0 && (
          <IconButton
            label={t("calendar.addInterval", { day: label })}
            onClick={() => onChange([...intervals, { from: intervals.at(-1)?.to ?? "13:00", to: "24:00" }])}
          >
            <Plus size={14} />
          </IconButton>
        )}
      </span>
    </li>
  );
}

const share = (time: string): number => ((Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) / 1440) * 100;

/** The place whose holidays count, and which of the optional ones it closes on. */
function Holidays({ document, onChange }: CalendarPartProps) {
  const t = useWords();
  const { language } = useLocale();
  const { data } = useQuery(placesQuery(document.holidays?.place ?? null));
  const { holidays } = document;
  const day = new Intl.DateTimeFormat(language, { day: "2-digit", month: "short", timeZone: "UTC" });
  return (
    <>
      <SelectField
        label={t("calendar.place")}
        value={holidays?.place ?? ""}
        onChange={(event) =>
          onChange({ ...document, holidays: event.target.value === "" ? null : { place: event.target.value, optional: [], worked: [] } })
        }
      >
        <option value="">{t("calendar.noHolidays")}</option>
        {data?.places.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      {holidays !== null && (
        <ul className={styles.holidays}>
          {data?.holidays.map(({ id, date, name, isOptional }) => {
            const isClosed = isOptional ? holidays.optional.includes(id) : !holidays.worked.includes(id);
            const list = isOptional ? "optional" : "worked";
            const isListed = holidays[list].includes(id);
            return (
              <li key={id}>
                <label>
                  <input
                    type="checkbox"
                    checked={isClosed}
                    onChange={() =>
                      onChange({
                        ...document,
                        holidays: { ...holidays, [list]: isListed ? holidays[list].filter((one) => one !== id) : [...holidays[list], id] },
                      })
                    }
                  />
                  <span className={ink.figures}>{day.format(new Date(`${date}T00:00:00Z`))}</span> {name}
                  <span className={classes(ink.small, ink.secondary)}>{t(isClosed ? "calendar.closed" : "calendar.asUsual")}</span>
                </label>
              </li>
            );
          })}
        </ul>
      )}
    </>
  );
}
