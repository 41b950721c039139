import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import { useSetGoals } from "./deal-acts.ts";
import styles from "./goals.module.css";
import type { Goals } from "./queries.ts";
import { useWords } from "./words/words.ts";

const WHATS = ["contacts", "proposals", "deals"] as const;
const PERIODS = ["day", "week", "month"] as const;

interface GoalDialogProps {
  memberId: string;
  name: string;
  goals: Goals[number]["goals"];
  onClose: () => void;
}

/** The goals of a member; what is empty is none. */
export function GoalDialog({ memberId, name, goals, onClose }: GoalDialogProps) {
  const t = useWords();
  const [targets, setTargets] = useState(
    Object.fromEntries(goals.map(({ what, period, target }) => [`${what} ${period}`, String(target)])),
  );
  const set = useSetGoals(memberId);
  async function submit() {
    const wanted = WHATS.flatMap((what) =>
      PERIODS.flatMap((period) => {
        const target = Number(targets[`${what} ${period}`] ?? "");
        return target > 0 ? [{ what, period, target }] : [];
      }),
    );
    if ((await set.run(wanted)) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("goals.set", { name })}
      onClose={onClose}
      onSubmit={submit}
      busy={set.busy}
      problem={set.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("deal.back")}</Button>
          <Button type="submit" tone="primary" busy={set.busy}>
            {t("goals.keep")}
          </Button>
        </>
      }
    >
      <div className={styles.three}>
        {WHATS.flatMap((what) =>
          PERIODS.map((period) => (
            <TextField
              key={`${what} ${period}`}
              label={`${t(`goals.${what}`)}, ${t(`goals.${period}`)}`}
              type="number"
              min={1}
              max={100_000}
              value={targets[`${what} ${period}`] ?? ""}
              onChange={({ target }) => setTargets({ ...targets, [`${what} ${period}`]: target.value })}
            />
          )),
        )}
      </div>
    </FormDialog>
  );
}
