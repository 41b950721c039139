import { useState } from "react";
import { WEEKDAYS, type Weekday } from "../../../hours/calendar.ts";
import { Button } from "../ui/button.tsx";
import { Check } from "../ui/check.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { Switch } from "../ui/switch.tsx";
import styles from "./preferences.module.css";
import type { NoticeChange, NoticePreferences } from "./queries.ts";
import { useWords } from "./words/words.ts";

const DIGESTS = ["off", "at_once", "hourly", "daily"] as const satisfies NoticePreferences["digest"][];

interface QuietAndDigestProps {
  preferences: Pick<NoticePreferences, "quiet" | "digest">;
  busy: boolean;
  onSave: (change: NoticeChange) => void;
}

/** When it is quiet, and how often what is unread comes by mail. */
export function QuietAndDigest({ preferences, busy, onSave }: QuietAndDigestProps) {
  const t = useWords();
  const [quiet, setQuiet] = useState(preferences.quiet);
  const [digest, setDigest] = useState(preferences.digest);
  const set = (change: Partial<typeof quiet>) => setQuiet({ ...quiet, ...change });
  const toggle = (day: Weekday, on: boolean) => set({ days: WEEKDAYS.filter((one) => (one === day ? on : quiet.days.includes(one))) });
  return (
    <Form
      onSubmit={() => onSave({ quiet, digest })}
      busy={busy}
      actions={
        <>
          <Spacer />
          <Button type="submit" tone="primary" busy={busy}>
            {t("notices.save")}
          </Button>
        </>
      }
    >
      <h2 className={styles.title}>{t("notices.quiet")}</h2>
      <p className={ink.secondary}>{t("notices.quietAbout")}</p>
      <Switch label={t("notices.quietOn")} on={quiet.isOn} onChange={(isOn) => set({ isOn })} />
      {quiet.isOn && (
        <>
          <div className={styles.hours}>
            <TextField
              label={t("notices.from")}
              type="time"
              required
              value={quiet.from}
              onChange={(event) => set({ from: event.target.value })}
            />
            <TextField
              label={t("notices.to")}
              type="time"
              required
              value={quiet.to}
              onChange={(event) => set({ to: event.target.value })}
            />
            <TextField
              label={t("notices.zone")}
              required
              maxLength={60}
              value={quiet.timeZone}
              onChange={(event) => set({ timeZone: event.target.value })}
            />
          </div>
          <fieldset className={styles.days} aria-label={t("notices.days")}>
            {WEEKDAYS.map((day) => (
              <Check
                key={day}
                middle
                label={t(`notices.day.${day}`)}
                checked={quiet.days.includes(day)}
                onChange={(on) => toggle(day, on)}
              />
            ))}
          </fieldset>
        </>
      )}
      <SelectField
        label={t("notices.digest")}
        value={digest}
        onChange={(event) => setDigest(DIGESTS.find((one) => one === event.target.value) ?? "off")}
      >
        {DIGESTS.map((one) => (
          <option key={one} value={one}>
            {t(`notices.digest.${one}`)}
          </option>
        ))}
      </SelectField>
    </Form>
  );
}
