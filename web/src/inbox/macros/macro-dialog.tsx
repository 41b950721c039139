import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ArrowUp, X } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Spacer } from "../../ui/spacer.tsx";
import { useAct } from "../../ui/use-act.ts";
import { ActFields, isWholeStep, type OfferedAct, useOfferedActs } from "./act-fields.tsx";
import styles from "./macros-page.module.css";
import type { Macro } from "./queries.ts";
import { useWords } from "./words/words.ts";

const MOST = 12;

/** `key` stays with a step while it moves. */
type Step = Macro["steps"][number] & { key: number };

interface MacroDialogProps {
  /** Null: a new one. */
  macro: Macro | null;
  onClose: () => void;
}

/** A macro, made or changed: a name, for whom, and acts of the catalogue in their order. */
export function MacroDialog({ macro, onClose }: MacroDialogProps) {
  const t = useWords();
  const mayManage = useMay("macros.manage");
  const [name, setName] = useState(macro?.name ?? "");
  const [scope, setScope] = useState<Macro["scope"]>(macro?.scope ?? (mayManage ? "everybody" : "own"));
  const offered = useOfferedActs();
  const first = (): Step => ({ key: Date.now(), action: "conversation.resolve", input: {} });
  const [steps, setSteps] = useState<Step[]>(() => macro?.steps.map((step, key) => ({ ...step, key })) ?? [first()]);
  const [isChecked, setChecked] = useState(false);
  const body = { name, scope, steps: steps.map(({ action, input }) => ({ action, input })) };
  const save = useAct(
    t,
    () =>
      macro === null
        ? unwrap(api.POST("/api/v1/macros", { body }))
        : unwrap(api.PUT("/api/v1/macros/{macroId}", { params: { path: { macroId: macro.id } }, body })),
    { problem: "inline", refresh: [["macros"]] },
  );
  const isWhole = steps.every((step) => isWholeStep(offered, step));
  return (
    <FormDialog
      title={macro === null ? t("macros.new") : t("macros.edit", { name: macro.name })}
      size="wide"
      onClose={onClose}
      onSubmit={async () => {
        setChecked(true);
        if (isWhole && (await save.run()) !== undefined) onClose();
      }}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("macros.cancel")}</Button>
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("macros.save")}
          </Button>
        </>
      }
    >
      <TextField label={t("macros.name")} value={name} required maxLength={60} onChange={({ target }) => setName(target.value)} />
      <SelectField
        label={t("macros.scope")}
        value={scope}
        disabled={!mayManage}
        onChange={({ target }) => setScope(target.value === "own" ? "own" : "everybody")}
      >
        <option value="own">{t("macros.own")}</option>
        {mayManage && <option value="everybody">{t("macros.everybody")}</option>}
      </SelectField>
      <b className={ink.medium}>{t("macros.steps")}</b>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <StepFields
            key={step.key}
            step={step}
            number={index + 1}
            offered={offered}
            isChecked={isChecked}
            onChange={(changed) => setSteps(steps.with(index, changed))}
            onUp={index === 0 ? undefined : () => setSteps(swapped(steps, index))}
            onTakeOut={steps.length === 1 ? undefined : () => setSteps(steps.toSpliced(index, 1))}
          />
        ))}
      </ol>
      {steps.length < MOST && (
        <Button size="small" onClick={() => setSteps([...steps, first()])}>
          {t("macros.add")}
        </Button>
      )}
    </FormDialog>
  );
}

interface StepFieldsProps {
  step: Step;
  /** From 1. */
  number: number;
  offered: readonly OfferedAct[];
  isChecked: boolean;
  onChange: (step: Step) => void;
  onUp: (() => void) | undefined;
  onTakeOut: (() => void) | undefined;
}

function StepFields({ step, number, offered, isChecked, onChange, onUp, onTakeOut }: StepFieldsProps) {
  const t = useWords();
  return (
    <li className={styles.step}>
      <div className={styles.head}>
        <span className={ink.quiet}>{t("macros.step", { number })}</span>
        <Spacer />
        {onUp !== undefined && (
          <IconButton label={t("macros.up", { number })} onClick={onUp}>
            <ArrowUp size={14} />
          </IconButton>
        )}
        {onTakeOut !== undefined && (
          <IconButton label={t("macros.takeOut", { number })} onClick={onTakeOut}>
            <X size={14} />
          </IconButton>
        )}
      </div>
      <ActFields label={t("macros.step", { number })} step={step} offered={offered} isChecked={isChecked} onChange={onChange} />
    </li>
  );
}

function swapped(steps: readonly Step[], index: number): Step[] {
  const [before, here] = [steps[index - 1], steps[index]];
  return before === undefined || here === undefined ? [...steps] : steps.with(index - 1, here).with(index, before);
}
