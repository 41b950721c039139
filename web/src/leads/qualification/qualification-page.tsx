import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queueNamesQuery } from "../../desk/queries.ts";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextAreaField, TextField } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { LoadError } from "../../ui/load-error.tsx";
import { useChangeQualification, useDryRun } from "../deal-acts.ts";
import { type QualificationSettings, qualificationQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { DryRunTable } from "./dry-run-table.tsx";
import styles from "./qualification.module.css";

const QUESTIONS = ["name", "interest", "urgency", "knowledge", "location"] as const;
const THRESHOLDS = ["hot", "warm", "cold"] as const;
const CLASSES = ["hot", "warm", "cold", "very_cold"] as const;
const MOST = 130;

/** How people are qualified: what each answer weighs, from when on they are hot, where they go, and what is said at the end. */
export function QualificationPage() {
  const t = useWords();
  const { data, isError, error, refetch } = useQuery(qualificationQuery);
  return (
    <SettingsPage title={t("settings.qualification")}>
      <div className={styles.page}>
        {isError && <LoadError error={error} onRetry={() => void refetch()} />}
        {data !== undefined && <Settings key={JSON.stringify(data)} kept={data} />}
      </div>
    </SettingsPage>
  );
}

function Settings({ kept }: { kept: QualificationSettings }) {
  const t = useWords();
  const [draft, setDraft] = useState(kept);
  const save = useChangeQualification();
  const dry = useDryRun();
  const sum = QUESTIONS.reduce((total, question) => total + draft.weights[question], 0);
  return (
    <>
      <Form
        onSubmit={() => save.run(draft)}
        busy={save.busy}
        problem={save.problem ?? dry.problem}
        actions={
          <>
            <Button busy={dry.busy} onClick={() => void dry.run({ weights: draft.weights, thresholds: draft.thresholds })}>
              {t("qualification.dryRun")}
            </Button>
            <Button type="submit" tone="primary" busy={save.busy} disabled={JSON.stringify(draft) === JSON.stringify(kept)}>
              {t("qualification.keep")}
            </Button>
          </>
        }
      >
        <Weights draft={draft} sum={sum} onChange={setDraft} />
        <Classes draft={draft} onChange={setDraft} />
      </Form>
      {dry.result !== null && <DryRunTable dryRun={dry.result} />}
    </>
  );
}

interface PartProps {
  draft: QualificationSettings;
  onChange: (draft: QualificationSettings) => void;
}

function Weights({ draft, sum, onChange }: PartProps & { sum: number }) {
  const t = useWords();
  return (
    <>
      <h2>{t("qualification.weights")}</h2>
      <p className={styles.meta}>{t("qualification.sum", { sum, most: MOST })}</p>
      <div className={styles.numbers}>
        {QUESTIONS.map((question) => (
          <TextField
            key={question}
            label={t(`question.${question}`)}
            type="number"
            required
            min={0}
            max={MOST}
            value={draft.weights[question]}
            onChange={({ target }) => onChange({ ...draft, weights: { ...draft.weights, [question]: target.valueAsNumber || 0 } })}
          />
        ))}
      </div>
      <h2>{t("qualification.thresholds")}</h2>
      <div className={styles.numbers}>
        {THRESHOLDS.map((leadClass) => (
          <TextField
            key={leadClass}
            label={t("qualification.from", { name: t(`class.${leadClass}`) })}
            type="number"
            required
            min={1}
            max={MOST}
            value={draft.thresholds[leadClass]}
            onChange={({ target }) => onChange({ ...draft, thresholds: { ...draft.thresholds, [leadClass]: target.valueAsNumber || 1 } })}
          />
        ))}
      </div>
    </>
  );
}

function Classes({ draft, onChange }: PartProps) {
  const t = useWords();
  const queues = useQuery(queueNamesQuery).data?.items ?? [];
  return (
    <>
      <h2>{t("qualification.procedures")}</h2>
      {CLASSES.map((leadClass) => (
        <fieldset key={leadClass} className={styles.class}>
          <legend>{t(`class.${leadClass}`)}</legend>
          <SelectField
            label={t("qualification.queue")}
            value={draft.queues[leadClass] ?? ""}
            onChange={({ target }) => onChange({ ...draft, queues: { ...draft.queues, [leadClass]: target.value || null } })}
          >
            <option value="">{t("qualification.noQueue")}</option>
            {queues.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <TextAreaField
            label={t("qualification.closing")}
            hint={t("qualification.closingHint")}
            maxLength={1000}
            value={draft.closing[leadClass]}
            onChange={({ target }) => onChange({ ...draft, closing: { ...draft.closing, [leadClass]: target.value } })}
          />
        </fieldset>
      ))}
    </>
  );
}
