import { useLocale } from "../text/locale.tsx";
import styles from "./weekdays-field.module.css";

interface WeekdaysFieldProps {
  label: string;
  /** 1 is Monday; never none. */
  weekdays: readonly number[];
  onChange: (weekdays: number[]) => void;
}

/** 2026-11-30 was a Monday. */
const MONDAY = Date.UTC(2026, 10, 30);

/** On which days of the week something repeats; the last one cannot be taken away. */
export function WeekdaysField({ label, weekdays, onChange }: WeekdaysFieldProps) {
  const { language } = useLocale();
  const name = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  const flip = (day: number) => {
    const next = weekdays.includes(day) ? weekdays.filter((one) => one !== day) : [...weekdays, day].sort();
    if (next.length > 0) onChange(next);
  };
  return (
    <fieldset className={styles.days}>
      <legend>{label}</legend>
      {[1, 2, 3, 4, 5, 6, 7].map((day) => (
        <label key={day}>
          <input type="checkbox" checked={weekdays.includes(day)} onChange={() => flip(day)} />
          {name.format(MONDAY + (day - 1) * 86_400_000)}
        </label>
      ))}
    </fieldset>
  );
}
