import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { sayValue } from "../../../../rules/say-value.ts";
import { useLocale } from "../../text/locale.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { DatedDialog } from "../dated-dialog.tsx";
import { sayStep } from "../say.ts";
import { useSayAs } from "../use-frame.ts";
import { useWords } from "../words/words.ts";
import { budgetsQuery, type SpendKind, useSetBudget } from "./queries.ts";
import styles from "./spend.module.css";

const CENTS = 100;

/** What may be spent on something a month, from which month on, and what it was before. Left empty there is none from that month. */
export default function BudgetsDialog({
  kinds,
  month: first,
  onClose,
}: {
  kinds: readonly SpendKind[];
  month: string;
  onClose: () => void;
}) {
  const t = useWords();
  const say = useSayAs();
  const { language } = useLocale();
  const { data } = useQuery(budgetsQuery);
  const set = useSetBudget();
  const keptHere = kinds.filter(({ budgetPath }) => budgetPath === null);
  const [kind, setKind] = useState(keptHere[0]?.kind ?? "");
  const [typed, setTyped] = useState("");
  const [month, setMonth] = useState(first);
  const history = data?.items.filter((one) => one.kind === kind).toReversed() ?? [];
  async function submit() {
    const cents = typed === "" ? null : Math.round(Number(typed) * CENTS);
    if ((await set.run({ kind, month, cents })) !== undefined) setTyped("");
  }
  return (
    <DatedDialog
      title={t("spend.budgets")}
      act={set}
      onSubmit={submit}
      onClose={onClose}
      history={history.map((one) => ({
        from: one.month,
        since: sayStep(`${one.month}-01`, "month", language),
        value: one.cents === null ? t("spend.noBudget") : sayValue("cents", one.cents, say),
      }))}
      caption={t("spend.history")}
      empty={t("spend.noHistory")}
    >
      <SelectField label={t("spend.kind")} value={kind} onChange={({ target }) => setKind(target.value)}>
        {keptHere.map((one) => (
          <option key={one.kind} value={one.kind}>
            {one.label[language]}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t("spend.aMonth", { currency: say.currency })}
        hint={t("spend.emptyHint")}
        type="number"
        step="0.01"
        min={0}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <TextField label={t("spend.fromMonth")} type="month" required value={month} onChange={({ target }) => setMonth(target.value)} />
      {kinds.map(
        ({ kind: other, label, budgetPath }) =>
          budgetPath !== null && (
            <p key={other} className={styles.nothing}>
              <Link to={budgetPath as "/"}>{t("spend.keptElsewhere", { kind: label[language] })}</Link>
            </p>
          ),
      )}
    </DatedDialog>
  );
}
