import { useQuery } from "@tanstack/react-query";
import { membersQuery } from "../../team/queries.ts";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { X } from "../../ui/icons.generated.ts";
import { Select } from "../../ui/input.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import type { Figure } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { useKeepReport } from "./acts.ts";
import { FilterLine } from "./filter-line.tsx";
import type { ReportDraft } from "./queries.ts";
import styles from "./reports.module.css";

const PERIODS = ["day", "week", "month"] as const;
const HOURS = Array.from({ length: 24 }, (_none, hour) => hour);

interface ReportDialogProps {
  draft: ReportDraft;
  /** Those that one may read. */
  figures: readonly Figure[];
  onDraft: (draft: ReportDraft) => void;
  /** Shows the filter's form, which gives the draft back. */
  onFilter: () => void;
  onClose: () => void;
}

/** A report, written: which figures, of which days, when, and to whom. */
export function ReportDialog({ draft, figures, onDraft, onFilter, onClose }: ReportDialogProps) {
  const t = useWords();
  const members = useQuery(membersQuery).data?.items ?? [];
  const keep = useKeepReport();
  const set = (part: Partial<ReportDraft>) => onDraft({ ...draft, ...part });
  async function submit() {
    if (draft.figures.length === 0) return keep.setProblem(t("reports.noFigure"));
    if (draft.memberIds.length === 0) return keep.setProblem(t("reports.noMember"));
    if ((await keep.run(draft)) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t(draft.id === undefined ? "reports.new" : "reports.change")}
      size="wide"
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
      <FiguresField figures={figures} chosen={draft.figures} onChoose={(chosen) => set({ figures: chosen })} />
      <FilterLine filter={draft.filter} onFilter={onFilter} />
      <div className={styles.two}>
        <SelectField
          label={t("reports.period")}
          value={draft.period}
          onChange={({ target }) => set({ period: PERIODS.find((one) => one === target.value) ?? "day" })}
        >
          {PERIODS.map((one) => (
            <option key={one} value={one}>
              {t(`reports.period.${one}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t("reports.every")}
          value={draft.every ?? ""}
          onChange={({ target }) => set({ every: PERIODS.find((one) => one === target.value) ?? null })}
        >
          <option value="">{t("reports.every.asked")}</option>
          {PERIODS.map((one) => (
            <option key={one} value={one}>
              {t(`reports.every.${one}`)}
            </option>
          ))}
        </SelectField>
        {draft.every !== null && (
          <SelectField label={t("reports.hour")} value={draft.hour} onChange={({ target }) => set({ hour: Number(target.value) })}>
            {HOURS.map((hour) => (
              <option key={hour} value={hour}>
                {`${String(hour).padStart(2, "0")}:00`}
              </option>
            ))}
          </SelectField>
        )}
      </div>
      <fieldset>
        <legend>{t("reports.members")}</legend>
        <div className={styles.people}>
          {members.map(({ id, name }) => (
            <Check
              key={id}
              label={name}
              checked={draft.memberIds.includes(id)}
              onChange={(checked) => set({ memberIds: checked ? [...draft.memberIds, id] : draft.memberIds.filter((one) => one !== id) })}
            />
          ))}
        </div>
      </fieldset>
      <Check label={t("reports.shared")} checked={draft.isShared} onChange={(isShared) => set({ isShared })} />
    </FormDialog>
  );
}

interface FiguresFieldProps {
  figures: readonly Figure[];
  chosen: ReportDraft["figures"];
  onChoose: (chosen: ReportDraft["figures"]) => void;
}

/** Figures in the order in which they are told, each whole or split. */
function FiguresField({ figures, chosen, onChoose }: FiguresFieldProps) {
  const t = useWords();
  const { language } = useLocale();
  return (
    <>
      <ul className={styles.list}>
        {chosen.map(({ id, by }, index) => {
          const figure = figures.find((one) => one.id === id);
          const name = figure?.label[language] ?? id;
          return (
            <li key={`${id} ${by}`}>
              {name}
              <Spacer />
              <Select
                small
                aria-label={t("reports.splitOf", { figure: name })}
                value={by ?? ""}
                onChange={({ target }) => onChoose(chosen.with(index, { id, by: target.value === "" ? null : target.value }))}
              >
                <option value="">{t("reports.whole")}</option>
                {figure?.dimensions.map((dimension) => (
                  <option key={dimension.id} value={dimension.id}>
                    {dimension.label[language]}
                  </option>
                ))}
              </Select>
              <IconButton label={t("reports.without", { figure: name })} onClick={() => onChoose(chosen.toSpliced(index, 1))}>
                <X size={14} />
              </IconButton>
            </li>
          );
        })}
      </ul>
      <SelectField
        label={t("reports.addFigure")}
        value=""
        disabled={chosen.length >= 20}
        onChange={({ target }) => target.value !== "" && onChoose([...chosen, { id: target.value, by: null }])}
      >
        <option value="">–</option>
        {figures
          .filter(({ id }) => !chosen.some((one) => one.id === id && one.by === null))
          .map(({ id, label }) => (
            <option key={id} value={id}>
              {label[language]}
            </option>
          ))}
      </SelectField>
    </>
  );
}
