import { useState } from "react";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import type { Figure } from "../queries.ts";
import { scaleOf } from "../scale-of.ts";
import { useSayAs } from "../use-frame.ts";
import { useWords } from "../words/words.ts";
import { useKeepAlert } from "./acts.ts";
import { FilterLine } from "./filter-line.tsx";
import type { AlertDraft } from "./queries.ts";
import styles from "./reports.module.css";

const ASKS = ["over", "under", "rise", "fall"] as const;

interface AlertDialogProps {
  draft: AlertDraft;
  figures: readonly Figure[];
  onDraft: (draft: AlertDraft) => void;
  onFilter: () => void;
  onClose: () => void;
}

/** A figure to be watched: which one, over how many days, and how far is too far. */
export function AlertDialog({ draft, figures, onDraft, onFilter, onClose }: AlertDialogProps) {
  const t = useWords();
  const { language } = useLocale();
  const { currency } = useSayAs();
  const keep = useKeepAlert();
  const figure = figures.find(({ id }) => id === draft.figureId);
  const isChange = draft.asks === "rise" || draft.asks === "fall";
  const { factor, sign } = scaleOf(isChange ? "share" : (figure?.unit ?? "count"), currency);
  // As it is typed: a number that is not finished is not a bound yet.
  const [typed, setTyped] = useState(() => String(Math.round(draft.bound * factor * 100) / 100));
  const set = (part: Partial<AlertDraft>) => onDraft({ ...draft, ...part });
  async function submit() {
    const bound = Number(typed) / factor;
    if ((await keep.run({ ...draft, bound })) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t(draft.id === undefined ? "alerts.new" : "alerts.change")}
      onClose={onClose}
      onSubmit={submit}
      busy={keep.busy}
      problem={keep.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("reports.back")}</Button>
          <Button type="submit" tone="primary" busy={keep.busy}>
            {t("reports.keep")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("reports.name")}
        required
        maxLength={80}
        value={draft.name}
        onChange={({ target }) => set({ name: target.value })}
      />
      <SelectField label={t("alerts.figure")} value={draft.figureId} onChange={({ target }) => set({ figureId: target.value })}>
        {figures.map(({ id, label }) => (
          <option key={id} value={id}>
            {label[language]}
          </option>
        ))}
      </SelectField>
      <div className={styles.two}>
        <SelectField
          label={t("alerts.asks")}
          value={draft.asks}
          onChange={({ target }) => set({ asks: ASKS.find((one) => one === target.value) ?? "over" })}
        >
          {ASKS.map((one) => (
            <option key={one} value={one}>
              {t(`alerts.asks.${one}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={sign === "" ? t("alerts.bound") : t("alerts.boundIn", { sign })}
          type="number"
          step="any"
          required
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            set({ bound: Number(target.value) / factor });
          }}
        />
        <TextField
          label={t("alerts.days")}
          hint={t(isChange ? "alerts.daysBefore" : "alerts.daysWithToday")}
          type="number"
          min={1}
          max={366}
          required
          value={draft.days}
          onChange={({ target }) => set({ days: Number(target.value) })}
        />
        <TextField
          label={t("alerts.margin")}
          hint={t("alerts.marginHint")}
          type="number"
          min={0}
          max={50}
          required
          value={Math.round(draft.margin * 100)}
          onChange={({ target }) => set({ margin: Number(target.value) / 100 })}
        />
      </div>
      <FilterLine filter={draft.filter} onFilter={onFilter} />
    </FormDialog>
  );
}
