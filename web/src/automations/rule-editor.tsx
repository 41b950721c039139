import { useState } from "react";
import type { Condition } from "../../../rules/conditions.ts";
import { validate } from "../../../rules/validate.ts";
import { api, unwrap } from "../api/client.ts";
import { useFilterCatalogue } from "../inbox/find/use-filter-catalogue.ts";
import { isWholeStep, useOfferedActs } from "../inbox/macros/act-fields.tsx";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { TextField } from "../ui/field.tsx";
import { asGroup, trimmed } from "../ui/filter-builder/edit-condition.ts";
import { IconButton } from "../ui/icon-button.tsx";
import { ArrowLeft, Trash2 } from "../ui/icons.generated.ts";
import screen from "../ui/screen.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { useAct } from "../ui/use-act.ts";
import styles from "./automations.module.css";
import { ConditionPart } from "./condition-part.tsx";
import { PreviewPart } from "./preview-part.tsx";
import { type Rule, rulesRefresh, type Step, type Trigger, type WrittenRule } from "./queries.ts";
import { RunLog } from "./run-log.tsx";
import { type KeyedStep, StepsPart } from "./steps-part.tsx";
import { TriggerPart } from "./trigger-part.tsx";
import { useWords } from "./words/words.ts";

interface RuleEditorProps {
  /** Null: a new one. */
  rule: Rule | null;
  mayManage: boolean;
  /** Null: back to the list. */
  onOpen: (id: string | null) => void;
}

const FIRST: Trigger = { kind: "silence", minutes: 2_880 };
const FIRST_STEP: Step = { kind: "act", action: "conversation.send_text", input: { text: "" } };

/** A rule as a sentence: when, if, then; beside it what it would have done, and what it did. */
export function RuleEditor({ rule, mayManage, onOpen }: RuleEditorProps) {
  const t = useWords();
  const { fields, choicesOf } = useFilterCatalogue();
  const offered = useOfferedActs();
  const [name, setName] = useState(rule?.name ?? "");
  const [trigger, setTrigger] = useState<Trigger>(rule?.trigger ?? FIRST);
  const [condition, setCondition] = useState<Condition | null>((rule?.condition ?? null) as Condition | null); // the server checked it
  const [steps, setSteps] = useState<KeyedStep[]>(() => (rule?.steps ?? [FIRST_STEP]).map((step, key) => ({ ...step, key })));
  const [isChecked, setChecked] = useState(false);
  const asked = condition === null ? null : trimmed(asGroup(condition));
  const written: WrittenRule = {
    name: name.trim(),
    trigger,
    // Over the wire a condition is any document; the builder made this one.
    condition: asked as unknown as WrittenRule["condition"],
    steps: steps.map(({ key: _key, ...step }) => step),
  };
  const isWhole =
    written.name !== "" &&
    (asked === null || validate(asked, fields ?? []).length === 0) &&
    steps.every((step) => step.kind === "wait" || isWholeStep(offered, step));
  const save = useAct(
    t,
    async (on: boolean) => {
      const saved =
        rule === null
          ? await unwrap(api.POST("/api/v1/automations", { body: written }))
          : await unwrap(
              api.PUT("/api/v1/automations/{automationId}", {
                params: { path: { automationId: rule.id } },
                body: { ...written, revision: rule.revision },
              }),
            );
      if (on && !saved.isOn)
        await unwrap(
          api.POST("/api/v1/automations/{automationId}/switch", { params: { path: { automationId: saved.id } }, body: { isOn: true } }),
        );
      return saved;
    },
    { problem: "inline", refresh: rulesRefresh, done: (saved) => ({ text: t("rules.saved", { name: saved.name }) }) },
  );
  const remove = useAct(
    t,
    () => unwrap(api.DELETE("/api/v1/automations/{automationId}", { params: { path: { automationId: rule?.id ?? "" } } })),
    { refresh: rulesRefresh, done: () => ({ text: t("rules.removed", { name: rule?.name ?? "" }) }) },
  );
  async function keep(on: boolean) {
    setChecked(true);
    if (written.name === "") return save.setProblem(t("rules.nameMissing"));
    if (!isWhole) return save.setProblem(t("problem.automations.invalid_rule"));
    const saved = await save.run(on);
    if (saved !== undefined) onOpen(saved.id);
  }

  return (
    <section className={styles.editor} aria-label={rule?.name ?? t("rules.new")}>
      <div className={styles.sentence}>
        <div className={styles.head}>
          <span className={classes(screen.phoneOnly)}>
            <IconButton label={t("rules.back")} onClick={() => onOpen(null)}>
              <ArrowLeft size={16} />
            </IconButton>
          </span>
          <TextField
            label={t("rules.name")}
            value={name}
            maxLength={80}
            disabled={!mayManage}
            problem={isChecked && written.name === "" ? t("rules.nameMissing") : undefined}
            onChange={({ target }) => setName(target.value)}
          />
          <Spacer />
          {mayManage && rule !== null && (
            <IconButton label={t("rules.remove")} onClick={() => void remove.run().then((gone) => gone !== undefined && onOpen(null))}>
              <Trash2 size={16} />
            </IconButton>
          )}
        </div>
        <fieldset className={styles.parts} disabled={!mayManage}>
          <Part title={t("rules.when")}>
            <TriggerPart trigger={trigger} onChange={setTrigger} />
          </Part>
          <Part title={t("rules.if")}>
            <ConditionPart fields={fields} choicesOf={choicesOf} condition={condition} isChecked={isChecked} onChange={setCondition} />
          </Part>
          <Part title={t("rules.then")}>
            <StepsPart steps={steps} offered={offered} isChecked={isChecked} onChange={setSteps} />
          </Part>
        </fieldset>
        {save.problem !== null && (
          <p role="alert" className={styles.problem}>
            {save.problem}
          </p>
        )}
        {mayManage && (
          <div className={styles.acts}>
            <Button busy={save.busy} onClick={() => void keep(false)}>
              {t("rules.save")}
            </Button>
            {rule?.isOn !== true && (
              <Button tone="primary" busy={save.busy} onClick={() => void keep(true)}>
                {t("rules.saveAndOn")}
              </Button>
            )}
          </div>
        )}
      </div>
      <div className={styles.beside}>
        {mayManage && <PreviewPart rule={written} isWhole={isWhole} />}
        {rule !== null && <RunLog automationId={rule.id} mayManage={mayManage} />}
      </div>
    </section>
  );
}

/** A word of the sentence, and what belongs to it. */
const Part = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section className={styles.part}>
    <h2>{title}</h2>
    <div className={styles.box}>{children}</div>
  </section>
);
