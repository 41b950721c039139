import { useRef, useState } from "react";
import { MOST_EXCEPTIONS } from "../../../../hours/calendar.ts";
import { type NamedDay, readIcs, untilOf } from "../../../../hours/ics.ts";
import { dayIn } from "../../text/days.ts";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { FormDialog, Problem } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { useNow } from "../../ui/use-now.ts";
import { useWords } from "../words/words.ts";
import styles from "./calendar-editor.module.css";

const MOST_BYTES = 1_000_000;

type Reading = NonNullable<ReturnType<typeof readIcs>>;

interface IcsFileProps {
  /** Dates that have hours of their own already. */
  known: readonly string[];
  onAdd: (days: readonly NamedDay[]) => void;
}

/** Closed days out of a file that another calendar program wrote; they are shown before they are added. */
export function IcsFile({ known, onAdd }: IcsFileProps) {
  const t = useWords();
  const { timeZone } = useLocale();
  const today = dayIn(new Date(useNow()), timeZone);
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [reading, setReading] = useState<Reading | null>(null);
  async function read(file: File) {
    const found = file.size > MOST_BYTES ? null : readIcs(await file.text(), { from: today, until: untilOf(today) });
    setReading(found);
    setProblem(found === null ? t(file.size > MOST_BYTES ? "ics.tooLarge" : "ics.noCalendar") : null);
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".ics,text/calendar"
        aria-label={t("ics.open")}
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file !== undefined) void read(file);
          target.value = "";
        }}
      />
      <Button size="small" onClick={() => input.current?.click()}>
        {t("ics.open")}
      </Button>
      <Problem problem={problem} />
      {reading !== null && <FoundDays reading={reading} known={known} onAdd={onAdd} onClose={() => setReading(null)} />}
    </>
  );
}

function FoundDays({ reading: { days, leftOut }, known, onAdd, onClose }: IcsFileProps & { reading: Reading; onClose: () => void }) {
  const t = useWords();
  const { language } = useLocale();
  const added = days.filter(({ date }) => !known.includes(date));
  const isTooMany = known.length + added.length > MOST_EXCEPTIONS;
  const day = new Intl.DateTimeFormat(language, { day: "2-digit", month: "short", year: "numeric", timeZone: "UTC" });
  return (
    <FormDialog
      title={t("ics.title")}
      onClose={onClose}
      onSubmit={() => {
        onAdd(added);
        onClose();
      }}
      problem={isTooMany ? t("ics.tooMany", { most: MOST_EXCEPTIONS }) : null}
      actions={
        <>
          <Button onClick={onClose}>{t("desk.cancel")}</Button>
          <Button type="submit" tone="primary" disabled={added.length === 0 || isTooMany}>
            {t("ics.add", { count: added.length })}
          </Button>
        </>
      }
    >
      <p className={ink.secondary}>{t(days.length === 0 ? "ics.none" : "ics.about")}</p>
      <ul className={styles.found} aria-label={t("ics.title")}>
        {days.map(({ date, name }) => (
          <li key={date}>
            <span className={ink.figures}>{day.format(new Date(`${date}T00:00:00Z`))}</span> {name}
            {known.includes(date) && <span className={classes(ink.small, ink.secondary)}>{t("ics.known")}</span>}
          </li>
        ))}
      </ul>
      {leftOut.length > 0 && (
        <details>
          <summary>{t("ics.leftOut", { count: leftOut.length })}</summary>
          <ul className={styles.found}>
            {leftOut.map(({ name, why }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries of a file have no other name, and the list does not change
              <li key={index}>
                {name || t("ics.nameless")} <span className={classes(ink.small, ink.secondary)}>{t(`ics.why.${why}`)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </FormDialog>
  );
}
