import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Switch } from "../../ui/switch.tsx";
import { calendarsQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { CalendarEditor } from "./calendar-editor.tsx";
import type { PartProps } from "./part-props.ts";
import styles from "./queues.module.css";
import { SecondsField } from "./seconds-field.tsx";

/** When it is open, and what is promised while it is. */
export function HoursPart({ draft, onChange }: PartProps) {
  const t = useWords();
  const { data } = useQuery(calendarsQuery);
  const [adding, setAdding] = useState(false);
  const calendars = data?.items ?? [];
  const calendar = calendars.find(({ id }) => id === draft.calendarId);
  return (
    <>
      <h3>{t("queues.hours")}</h3>
      <div className={styles.inLine}>
        <SelectField
          label={t("queues.calendar")}
          value={draft.calendarId ?? ""}
          onChange={(event) => onChange({ calendarId: event.target.value === "" ? null : event.target.value })}
        >
          <option value="">{t("queues.alwaysOpen")}</option>
          {calendars.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <Button onClick={() => setAdding(true)}>{t("queues.newCalendar")}</Button>
      </div>
      {adding && (
        <CalendarEditor
          key="new"
          calendar={null}
          onDone={(id) => {
            setAdding(false);
            if (id !== null) onChange({ calendarId: id });
          }}
        />
      )}
      {!adding && calendar !== undefined && <CalendarEditor key={calendar.id} calendar={calendar} />}
      <h3>{t("queues.promises")}</h3>
      <div className={styles.fields}>
        <SecondsField
          label={t("queues.firstResponse")}
          unit="minutes"
          value={draft.firstResponseSeconds}
          onChange={(firstResponseSeconds) => onChange({ firstResponseSeconds })}
        />
        <SecondsField
          label={t("queues.resolution")}
          unit="hours"
          value={draft.resolutionSeconds}
          onChange={(resolutionSeconds) => onChange({ resolutionSeconds })}
        />
        <SecondsField
          label={t("queues.abandon")}
          hint={t("queues.abandonHint")}
          unit="minutes"
          value={draft.abandonAfterSeconds}
          onChange={(abandonAfterSeconds) => onChange({ abandonAfterSeconds })}
        />
      </div>
      <Switch
        label={t("queues.pauses")}
        on={draft.pausesWhileWaiting}
        onChange={(pausesWhileWaiting) => onChange({ pausesWhileWaiting })}
      />
    </>
  );
}
