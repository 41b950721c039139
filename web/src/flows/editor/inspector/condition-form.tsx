import { partsOf } from "../../../../../rules/conditions.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/field.tsx";
import { questionAbout } from "../../../ui/filter-builder/edit-condition.ts";
import { FilterBuilder } from "../../../ui/filter-builder/filter-builder.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Plus, Trash2 } from "../../../ui/icons.generated.ts";
import { useWords } from "../../words/words.ts";
import type { BlockOf, FormProps } from "./form-props.ts";
import styles from "./inspector.module.css";
import { freeId } from "./options-form.tsx";
import { Section } from "./section.tsx";
import { useFlowFields } from "./use-flow-fields.ts";

/** The first case that holds is taken. */
export function ConditionForm({ block, set }: FormProps<BlockOf<"condition">>) {
  const t = useWords();
  const { fields, choicesOf } = useFlowFields();
  const { cases } = block;
  const [first] = fields;
  const fresh = { all: first === undefined ? [] : [questionAbout(first)] };
  return (
    <>
      {cases.map((one, place) => (
        <Section
          key={one.id}
          title={t("flow.exit.case", { number: place + 1 })}
          act={
            cases.length > 1 && (
              <IconButton
                label={t("flow.caseRemove", { name: one.name ?? t("flow.exit.case", { number: place + 1 }) })}
                onClick={() => set({ cases: cases.toSpliced(place, 1) })}
              >
                <Trash2 size={14} />
              </IconButton>
            )
          }
        >
          <TextField
            label={t("flow.caseName")}
            maxLength={120}
            value={one.name ?? ""}
            onChange={({ target }) => set({ cases: cases.with(place, { ...one, name: target.value }) }, `${one.id}-name`)}
          />
          <div className={styles.builder}>
            <FilterBuilder
              fields={fields}
              choicesOf={choicesOf}
              condition={partsOf(one.when)?.parts.length === 0 ? fresh : one.when}
              onChange={(when) => set({ cases: cases.with(place, { ...one, when }) }, `${one.id}-when`)}
            />
          </div>
        </Section>
      ))}
      <Section>
        <Button size="small" onClick={() => set({ cases: [...cases, { id: freeId(cases, "c"), when: fresh }] })}>
          <Plus size={14} /> {t("flow.addCase")}
        </Button>
      </Section>
    </>
  );
}
