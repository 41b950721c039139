import type { Condition } from "../../../rules/conditions.ts";
import type { FieldFacts } from "../../../rules/fields.ts";
import { Button } from "../ui/button.tsx";
import type { ChoicesOf } from "../ui/filter-builder/choices.ts";
import { questionAbout } from "../ui/filter-builder/edit-condition.ts";
import { FilterBuilder } from "../ui/filter-builder/filter-builder.tsx";
import styles from "./automations.module.css";
import { useWords } from "./words/words.ts";

interface ConditionPartProps {
  fields: readonly FieldFacts[] | undefined;
  choicesOf: ChoicesOf;
  condition: Condition | null;
  isChecked: boolean;
  onChange: (condition: Condition | null) => void;
}

/** What has to hold when the rule acts; nothing, where it always does. */
export function ConditionPart({ fields, choicesOf, condition, isChecked, onChange }: ConditionPartProps) {
  const t = useWords();
  const first = fields?.find(({ id }) => id === "conversation.label") ?? fields?.[0];
  return (
    <>
      {condition === null ? (
        <div className={styles.row}>
          <span>{t("rules.always")}</span>
          {first !== undefined && (
            <Button size="small" onClick={() => onChange({ all: [questionAbout(first)] })}>
              {t("rules.addCondition")}
            </Button>
          )}
        </div>
      ) : (
        <>
          {fields !== undefined && (
            <FilterBuilder fields={fields} choicesOf={choicesOf} condition={condition} onChange={onChange} isStrict={isChecked} />
          )}
          <Button size="small" tone="ghost" onClick={() => onChange(null)}>
            {t("rules.noConditions")}
          </Button>
        </>
      )}
      <p className={styles.hint}>{t("rules.conditionHint")}</p>
    </>
  );
}
