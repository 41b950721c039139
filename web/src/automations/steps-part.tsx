import { ActFields, type OfferedAct } from "../inbox/macros/act-fields.tsx";
import { Button } from "../ui/button.tsx";
import { Check } from "../ui/check.tsx";
import { TextField } from "../ui/field.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { ArrowUp, Plus, X } from "../ui/icons.generated.ts";
import { Spacer } from "../ui/spacer.tsx";
import styles from "./automations.module.css";
import { MinutesField } from "./minutes-field.tsx";
import type { Step } from "./queries.ts";
import { useWords } from "./words/words.ts";

const MOST = 20;

/** `key` stays with a step while it moves. */
export type KeyedStep = Step & { key: number };

interface StepsPartProps {
  steps: readonly KeyedStep[];
  offered: readonly OfferedAct[];
  isChecked: boolean;
  onChange: (steps: KeyedStep[]) => void;
}

/** What the rule does, in its order: acts, and pauses between them. */
export function StepsPart({ steps, offered, isChecked, onChange }: StepsPartProps) {
  const t = useWords();
  const add = (step: Step) => onChange([...steps, { ...step, key: Date.now() }]);
  return (
    <>
      <ol className={styles.steps}>
        {steps.map((step, index) => (
          <StepFields
            key={step.key}
            step={step}
            number={index + 1}
            offered={offered}
            isChecked={isChecked}
            onChange={(changed) => onChange(steps.with(index, changed))}
            onUp={index === 0 ? undefined : () => onChange(swapped(steps, index))}
            onTakeOut={steps.length === 1 ? undefined : () => onChange(steps.toSpliced(index, 1))}
          />
        ))}
      </ol>
      {steps.length < MOST && (
        <div className={styles.row}>
          <Button size="small" tone="ghost" onClick={() => add({ kind: "act", action: "conversation.resolve", input: {} })}>
            <Plus size={14} /> {t("rules.addAct")}
          </Button>
          <Button size="small" tone="ghost" onClick={() => add({ kind: "wait", minutes: 1_440, onlyIfSilent: true })}>
            <Plus size={14} /> {t("rules.addWait")}
          </Button>
        </div>
      )}
      <p className={styles.hint}>{t("rules.quiet")}</p>
    </>
  );
}

interface StepFieldsProps {
  step: KeyedStep;
  /** From 1. */
  number: number;
  offered: readonly OfferedAct[];
  isChecked: boolean;
  onChange: (step: KeyedStep) => void;
  onUp: (() => void) | undefined;
  onTakeOut: (() => void) | undefined;
}

function StepFields({ step, number, offered, isChecked, onChange, onUp, onTakeOut }: StepFieldsProps) {
  const t = useWords();
  return (
    <li className={styles.step}>
      <div className={styles.stepHead}>
        <span>{t(step.kind === "act" ? "rules.act" : "rules.waitStep", { number })}</span>
        <Spacer />
        {onUp !== undefined && (
          <IconButton label={t("rules.up", { number })} onClick={onUp}>
            <ArrowUp size={14} />
          </IconButton>
        )}
        {onTakeOut !== undefined && (
          <IconButton label={t("rules.takeOut", { number })} onClick={onTakeOut}>
            <X size={14} />
          </IconButton>
        )}
      </div>
      {step.kind === "wait" ? (
        <>
          <MinutesField
            label={t("rules.waitFor")}
            minutes={step.minutes}
            least={1}
            onChange={(minutes) => onChange({ ...step, minutes })}
          />
          <Check
            label={t("rules.onlyIfSilent")}
            checked={step.onlyIfSilent}
            onChange={(onlyIfSilent) => onChange({ ...step, onlyIfSilent })}
          />
        </>
      ) : (
        <>
          <ActFields label={t("rules.what")} step={step} offered={offered} isChecked={isChecked} onChange={onChange} />
          {step.action === "conversation.send_text" && <TemplateFields step={step} onChange={onChange} />}
        </>
      )}
    </li>
  );
}

type Acting = Extract<KeyedStep, { kind: "act" }>;

/** What leaves instead of the text where the channel takes templates only. */
function TemplateFields({ step, onChange }: { step: Acting; onChange: (step: KeyedStep) => void }) {
  const t = useWords();
  const { template, ...rest } = step;
  const say = (name: string, language: string) => onChange(name === "" ? rest : { ...rest, template: { name, language } });
  return (
    <div className={styles.minutes}>
      <TextField
        label={t("rules.template")}
        value={template?.name ?? ""}
        maxLength={512}
        onChange={({ target }) => say(target.value.trim(), template?.language ?? "pt_BR")}
      />
      {template !== undefined && (
        <TextField
          label={t("rules.templateLanguage")}
          value={template.language}
          maxLength={20}
          onChange={({ target }) => say(template.name, target.value.trim())}
        />
      )}
    </div>
  );
}

function swapped(steps: readonly KeyedStep[], index: number): KeyedStep[] {
  const [before, here] = [steps[index - 1], steps[index]];
  return before === undefined || here === undefined ? [...steps] : steps.with(index - 1, here).with(index, before);
}
