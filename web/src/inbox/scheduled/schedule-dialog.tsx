import { useId, useState } from "react";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import styles from "./scheduled.module.css";
import { useWords } from "./words/words.ts";

interface Chosen {
  /** Wall time of the workspace. */
  at: string;
  unlessAnswered: boolean;
  /** Only where a text is edited. */
  text?: string;
}

interface ScheduleDialogProps extends Chosen {
  onSave: (chosen: Chosen) => Promise<boolean>;
  onClose: () => void;
}

/** When a message leaves, and whether it does when the contact answers before; the text too, where it is one that waits already. */
export function ScheduleDialog({ onSave, onClose, ...before }: ScheduleDialogProps) {
  const t = useWords();
  const { timeZone } = useLocale();
  const [chosen, setChosen] = useState<Chosen>(before);
  const [busy, setBusy] = useState(false);
  const id = useId();
  async function save() {
    setBusy(true);
    const done = await onSave(chosen);
    setBusy(false);
    if (done) onClose();
  }
  return (
    <FormDialog
      title={t(before.text === undefined ? "schedule.title" : "schedule.edit")}
      onClose={onClose}
      onSubmit={save}
      busy={busy}
      actions={
        <>
          <Button onClick={onClose}>{t("schedule.cancel")}</Button>
          <Button type="submit" tone="primary" busy={busy}>
            {t("schedule.save")}
          </Button>
        </>
      }
    >
      {chosen.text !== undefined && (
        <div className={styles.words}>
          <label htmlFor={id}>{t("schedule.text")}</label>
          <textarea
            id={id}
            className={styles.area}
            required
            maxLength={10_000}
            value={chosen.text}
            onChange={({ target }) => setChosen({ ...chosen, text: target.value })}
          />
        </div>
      )}
      <TextField
        label={t("schedule.at")}
        hint={t("schedule.zone", { zone: timeZone })}
        type="datetime-local"
        required
        value={chosen.at}
        onChange={({ target }) => setChosen({ ...chosen, at: target.value })}
      />
      <Check
        label={t("schedule.unlessAnswered")}
        checked={chosen.unlessAnswered}
        onChange={(unlessAnswered) => setChosen({ ...chosen, unlessAnswered })}
      />
    </FormDialog>
  );
}
