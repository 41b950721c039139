import { useLocale } from "../text/locale.tsx";
import { TextField } from "../ui/field.tsx";
import styles from "./campaigns.module.css";
import type { WrittenCampaign } from "./queries.ts";
import { useWords } from "./words/words.ts";
import { numberOf } from "./written.ts";

interface WhenPartProps extends Pick<WrittenCampaign, "window" | "perMinute"> {
  onChange: (change: Partial<WrittenCampaign>) => void;
}

/** 2024 began on a Monday. */
const MONDAY = Date.UTC(2024, 0, 1);

/** The hours of each person's clock, and the pace. */
export function WhenPart({ window, perMinute, onChange }: WhenPartProps) {
  const t = useWords();
  const { language } = useLocale();
  const dayName = new Intl.DateTimeFormat(language, { weekday: "short", timeZone: "UTC" });
  return (
    <>
      <div className={styles.fields}>
        <TextField
          label={t("editor.from")}
          type="time"
          required
          value={window.from}
          onChange={({ target }) => target.value !== "" && onChange({ window: { ...window, from: target.value } })}
        />
        <TextField
          label={t("editor.to")}
          hint={t("editor.windowHint")}
          type="time"
          required
          value={window.to}
          onChange={({ target }) => target.value !== "" && onChange({ window: { ...window, to: target.value } })}
        />
        <TextField
          label={t("editor.pace")}
          hint={t("editor.paceHint")}
          type="number"
          min={1}
          max={6000}
          value={perMinute ?? ""}
          onChange={({ target }) => onChange({ perMinute: numberOf(target.value) })}
        />
      </div>
      <fieldset className={styles.days}>
        <legend>{t("editor.weekdays")}</legend>
        {[1, 2, 3, 4, 5, 6, 7].map((day) => (
          <label key={day}>
            <input
              type="checkbox"
              checked={window.weekdays.includes(day)}
              onChange={() => {
                const weekdays = window.weekdays.includes(day)
                  ? window.weekdays.filter((one) => one !== day)
                  : [...window.weekdays, day].sort();
                if (weekdays.length > 0) onChange({ window: { ...window, weekdays } });
              }}
            />
            {dayName.format(MONDAY + (day - 1) * 86_400_000)}
          </label>
        ))}
      </fieldset>
    </>
  );
}
