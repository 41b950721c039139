import { useState } from "react";
import { useLocale } from "../../../text/locale.tsx";
import { Button } from "../../../ui/button.tsx";
import { Check } from "../../../ui/check.tsx";
import { TextField } from "../../../ui/field.tsx";
import { Form } from "../../../ui/form.tsx";
import { useChangeSettings } from "../appointment-acts.ts";
import styles from "../calendar.module.css";
import type { AppointmentSettings } from "../queries.ts";
import { useWords } from "../words/words.ts";

/** When people are reminded, and with which template where free words are closed. */
export function RemindersPart({ settings }: { settings: AppointmentSettings }) {
  const t = useWords();
  const { language } = useLocale();
  const [draft, setDraft] = useState(settings);
  const [name, setName] = useState(settings.template?.name ?? "");
  const [templateLanguage, setTemplateLanguage] = useState(settings.template?.language ?? language.replace("-", "_"));
  const save = useChangeSettings();
  const template = name.trim() === "" ? null : { name: name.trim(), language: templateLanguage.trim() };
  return (
    <section aria-label={t("reminders.title")}>
      <Form
        onSubmit={() => save.run({ ...draft, template })}
        busy={save.busy}
        problem={save.problem}
        actions={
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("reminders.keep")}
          </Button>
        }
      >
        <h2>{t("reminders.title")}</h2>
        <div className={styles.checks}>
          <Check
            label={t("reminders.day")}
            checked={draft.remindsDayBefore}
            onChange={(remindsDayBefore) => setDraft({ ...draft, remindsDayBefore })}
          />
          <Check
            label={t("reminders.hour")}
            checked={draft.remindsHourBefore}
            onChange={(remindsHourBefore) => setDraft({ ...draft, remindsHourBefore })}
          />
        </div>
        <TextField
          label={t("reminders.template")}
          hint={t("reminders.templateHint")}
          maxLength={512}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <TextField
          label={t("reminders.language")}
          maxLength={20}
          minLength={2}
          value={templateLanguage}
          onChange={({ target }) => setTemplateLanguage(target.value)}
        />
      </Form>
    </section>
  );
}
