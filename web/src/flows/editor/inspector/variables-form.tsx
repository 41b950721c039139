import type { FlowVariable } from "../../../../../flow/document.ts";
import { Button } from "../../../ui/button.tsx";
import { Check } from "../../../ui/check.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Plus, Trash2 } from "../../../ui/icons.generated.ts";
import { withDocument } from "../../drawing/edit-drawing.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import styles from "./inspector.module.css";
import { Section } from "./section.tsx";
import { nameOf } from "./variable-field.tsx";

const TYPES = ["text", "number", "yes_no", "date", "file", "list", "json"] as const;

/** The flow's own variables, which of them a calling flow fills and gets back, and which are secret. */
export function VariablesForm() {
  const t = useWords();
  const { drawing, change } = useEditor();
  const { variables, inputs, outputs } = drawing.document;
  const write = (next: readonly FlowVariable[], mark?: string) => change((now) => withDocument(now, { variables: next }), mark);
  const fresh = () => {
    let number = variables.length + 1;
    while (variables.some(({ name }) => name === `variavel_${number}`)) number += 1;
    return `variavel_${number}`;
  };
  const toggled = (list: readonly string[], name: string, on: boolean) => (on ? [...list, name] : list.filter((one) => one !== name));
  return (
    <Section
      title={t("flow.variables")}
      act={
        <Button size="small" tone="ghost" onClick={() => write([...variables, { name: fresh(), type: "text" }])}>
          <Plus size={14} /> {t("flow.addVariable")}
        </Button>
      }
    >
      {variables.map((one, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: its name is what is being written
        <details key={place} className={styles.variable}>
          <summary>
            <b>{one.label ?? one.name}</b> <span>{t(`flow.type.${one.type}`)}</span>
          </summary>
          <div className={styles.stack}>
            <TextField
              label={t("flow.variableName")}
              value={one.name}
              onChange={({ target }) => write(variables.with(place, { ...one, name: nameOf(target.value) }), `variable${place}`)}
            />
            <TextField
              label={t("flow.variableLabel")}
              maxLength={120}
              value={one.label ?? ""}
              onChange={({ target }) => write(variables.with(place, labelled(one, target.value)), `label${place}`)}
            />
            <SelectField
              label={t("flow.variableType")}
              value={one.type}
              onChange={({ target }) =>
                write(variables.with(place, { ...one, type: TYPES.find((type) => type === target.value) ?? "text" }))
              }
            >
              {TYPES.map((type) => (
                <option key={type} value={type}>
                  {t(`flow.type.${type}`)}
                </option>
              ))}
            </SelectField>
            <Check
              middle
              label={t("flow.secret")}
              checked={one.isSecret === true}
              onChange={(isSecret) => write(variables.with(place, { ...one, isSecret }))}
            />
            <Check
              middle
              label={t("flow.isInput")}
              checked={inputs.includes(one.name)}
              onChange={(on) => change((now) => withDocument(now, { inputs: toggled(inputs, one.name, on) }))}
            />
            <Check
              middle
              label={t("flow.isOutput")}
              checked={outputs.includes(one.name)}
              onChange={(on) => change((now) => withDocument(now, { outputs: toggled(outputs, one.name, on) }))}
            />
            <IconButton label={t("flow.variableRemove", { name: one.name })} onClick={() => write(variables.toSpliced(place, 1))}>
              <Trash2 size={14} />
            </IconButton>
          </div>
        </details>
      ))}
    </Section>
  );
}

function labelled({ label: _before, ...variable }: FlowVariable, label: string): FlowVariable {
  return label === "" ? variable : { ...variable, label };
}
