import { useState } from "react";
import type { Condition } from "../../../../rules/conditions.ts";
import type { FieldFacts } from "../../../../rules/fields.ts";
import { validate } from "../../../../rules/validate.ts";
import { useFilterCatalogue } from "../../inbox/find/use-filter-catalogue.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { asGroup, questionAbout, trimmed } from "../../ui/filter-builder/edit-condition.ts";
import { FilterBuilder } from "../../ui/filter-builder/filter-builder.tsx";
import { Form } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { Modal, ModalBody } from "../../ui/modal.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import { type Rule, useChangeRules } from "./change-rules.ts";
import styles from "./entry.module.css";
import { readTarget, sayTarget, type Target, writeTarget } from "./say-target.ts";
import { useWords } from "./words/words.ts";

interface RuleDialogProps {
  /** Null: a new one, which is put at the end. */
  rule: Rule | null;
  targets: readonly Target[];
  onClose: () => void;
}

/** A rule, made or changed: its name, when it holds, who begins. */
export function RuleDialog({ rule, targets, onClose }: RuleDialogProps) {
  const t = useWords();
  const { fields, choicesOf } = useFilterCatalogue();
  const { change, busy, problem, setProblem } = useChangeRules({ problem: "inline" });
  const [name, setName] = useState(rule?.name ?? "");
  const [condition, setCondition] = useState<Condition | null>((rule?.condition ?? null) as Condition | null); // the server checked it
  const [target, setTarget] = useState(rule === null ? "" : writeTarget(rule));
  const [isStrict, setStrict] = useState(false);
  const shown = condition ?? firstOf(fields);
  async function save() {
    const chosen = readTarget(target, targets);
    const asked = trimmed(asGroup(shown)) ?? { all: [] };
    if (name.trim() === "") return setProblem(t("entry.nameMissing"));
    if (validate(asked, fields ?? []).length > 0) return setStrict(true);
    if (chosen === undefined) return setProblem(t("entry.targetMissing"));
    const { holder, id } = chosen;
    // Over the wire a condition is any document; the builder made this one.
    const next = { name: name.trim(), condition: asked as unknown as Rule["condition"], holder, id };
    const saved = await change({
      edit: (now) => ({
        ...now,
        rules: rule === null ? [...now.rules, next] : now.rules.map((one) => (one.ruleId === rule.ruleId ? { ...one, ...next } : one)),
      }),
      says: t("entry.saved", { name: next.name }),
    });
    if (saved !== undefined) onClose();
  }
  return (
    <Modal title={rule === null ? t("entry.titleNew") : t("entry.titleEdit", { name: rule.name })} onClose={onClose} size="widest">
      <ModalBody>
        <Form
          onSubmit={save}
          busy={busy}
          problem={problem}
          actions={
            <>
              <Spacer />
              <Button onClick={onClose}>{t("entry.cancel")}</Button>
              <Button type="submit" tone="primary" busy={busy}>
                {t("entry.save")}
              </Button>
            </>
          }
        >
          <TextField label={t("entry.name")} value={name} maxLength={120} autoFocus onChange={(event) => setName(event.target.value)} />
          <fieldset className={styles.condition}>
            <legend>{t("entry.condition")}</legend>
            {fields !== undefined && (
              <FilterBuilder fields={fields} choicesOf={choicesOf} condition={shown} onChange={setCondition} isStrict={isStrict} />
            )}
            <p className={ink.quiet}>{t("entry.conditionHint")}</p>
          </fieldset>
          <SelectField label={t("entry.target")} value={target} onChange={(event) => setTarget(event.target.value)}>
            {readTarget(target, targets) === undefined && (
              <option value={target}>{rule === null ? t("entry.choose") : sayTarget(rule, targets, t)}</option>
            )}
            {targets.map((one) => (
              <option key={writeTarget(one)} value={writeTarget(one)}>
                {sayTarget(one, targets, t)}
              </option>
            ))}
          </SelectField>
        </Form>
      </ModalBody>
    </Modal>
  );
}

/** A new rule begins with what people most often ask: the words of the first message. */
function firstOf(fields: readonly FieldFacts[] | undefined): Condition | null {
  const field = fields?.find(({ id }) => id === "session.first_text") ?? fields?.[0];
  return field === undefined ? null : { all: [questionAbout(field)] };
}
