import { useQuery } from "@tanstack/react-query";
import { calendarsQuery } from "../../../desk/queries.ts";
import { useLocale } from "../../../text/locale.tsx";
import { Button } from "../../../ui/button.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Plus, Trash2 } from "../../../ui/icons.generated.ts";
import { flowQuery, flowsQuery } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import { blockName } from "../say-block.ts";
import { ExpressionField } from "./expression-field.tsx";
import type { BlockOf, FormProps } from "./form-props.ts";
import styles from "./inspector.module.css";
import { NumberField } from "./number-field.tsx";
import { freeId } from "./options-form.tsx";
import { Section } from "./section.tsx";
import { VariableField } from "./variable-field.tsx";

export function SetForm({ block, set }: FormProps<BlockOf<"set_variable">>) {
  const t = useWords();
  return (
    <Section>
      <VariableField label={t("flow.variable")} value={block.variable} onChange={(variable = "x") => set({ variable }, "variable")} />
      <ExpressionField label={t("flow.becomes")} value={block.to} onChange={(to) => set({ to }, "to")} />
    </Section>
  );
}

export function HoursForm({ block, set }: FormProps<BlockOf<"hours">>) {
  const t = useWords();
  const calendars = useQuery(calendarsQuery).data?.items ?? [];
  return (
    <Section>
      <SelectField
        label={t("flow.calendar")}
        value={block.calendarId ?? ""}
        onChange={({ target }) => set({ calendarId: target.value || null })}
      >
        <option value="">{t("flow.calendarDefault")}</option>
        {calendars.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
    </Section>
  );
}

export function SplitForm({ block, set }: FormProps<BlockOf<"split">>) {
  const t = useWords();
  const { ways } = block;
  const whole = ways.reduce((sum, { weight }) => sum + weight, 0);
  return (
    <Section
      title={t("flow.ways")}
      act={
        <Button
          size="small"
          tone="ghost"
          onClick={() => set({ ways: [...ways, { id: freeId(ways, "w"), name: String.fromCharCode(65 + ways.length), weight: 1 }] })}
        >
          <Plus size={14} /> {t("flow.addWay")}
        </Button>
      }
    >
      {ways.map((way, place) => (
        <div key={way.id} className={styles.wayLine}>
          <TextField
            label={t("flow.wayName")}
            value={way.name ?? ""}
            onChange={({ target }) => set({ ways: ways.with(place, { ...way, name: target.value }) }, `${way.id}-name`)}
          />
          <NumberField
            label={t("flow.weight", { percent: Math.round((100 * way.weight) / whole) })}
            min={0.01}
            step="any"
            value={way.weight}
            onChange={(weight = 1) => weight > 0 && set({ ways: ways.with(place, { ...way, weight }) }, `${way.id}-weight`)}
          />
          <IconButton
            label={t("flow.wayRemove", { name: way.name ?? "" })}
            aria-disabled={ways.length === 1}
            onClick={() => ways.length > 1 && set({ ways: ways.toSpliced(place, 1) })}
          >
            <Trash2 size={14} />
          </IconButton>
        </div>
      ))}
    </Section>
  );
}

const UNITS = ["seconds", "minutes", "hours", "days"] as const;

export function WaitForm({ block, set }: FormProps<BlockOf<"wait">>) {
  const t = useWords();
  return (
    <Section>
      <div className={styles.pair}>
        <NumberField
          label={t("flow.amount")}
          min={1}
          value={block.amount}
          onChange={(amount = 1) => set({ amount: Math.max(1, Math.round(amount)) }, "amount")}
        />
        <SelectField
          label={t("flow.unit")}
          value={block.unit}
          onChange={({ target }) => set({ unit: UNITS.find((unit) => unit === target.value) ?? "hours" })}
        >
          {UNITS.map((unit) => (
            <option key={unit} value={unit}>
              {t(`flow.unit.${unit}`)}
            </option>
          ))}
        </SelectField>
      </div>
    </Section>
  );
}

export function WaitUntilForm({ block, set }: FormProps<BlockOf<"wait_until">>) {
  const t = useWords();
  return (
    <Section>
      <ExpressionField label={t("flow.moment")} value={block.when} onChange={(when) => set({ when }, "when")} />
    </Section>
  );
}

export function JumpForm({ block, set }: FormProps<BlockOf<"jump">>) {
  const t = useWords();
  const { language: reader } = useLocale();
  const { drawing, language } = useEditor();
  return (
    <Section>
      <SelectField label={t("flow.jumpTo")} value={block.to} onChange={({ target }) => set({ to: target.value })}>
        <option value="">{t("flow.nowhere")}</option>
        {drawing.document.blocks
          .filter(({ id }) => id !== block.id)
          .map((one) => (
            <option key={one.id} value={one.id}>
              {blockName(one, reader, language, t)}
            </option>
          ))}
      </SelectField>
    </Section>
  );
}

/** Another flow, which is given values by the names of its inputs and gives back its outputs. */
export function SubFlowForm({ block, set }: FormProps<BlockOf<"sub_flow">>) {
  const t = useWords();
  const { flow } = useEditor();
  const flows = useQuery(flowsQuery).data?.items ?? [];
  const called = useQuery({ ...flowQuery(block.flowId), enabled: block.flowId !== "" }).data?.document;
  return (
    <>
      <Section>
        <SelectField
          label={t("flow.subFlow")}
          value={block.flowId}
          onChange={({ target }) => set({ flowId: target.value, inputs: {}, outputs: {} })}
        >
          <option value="">{t("flow.choose")}</option>
          {flows
            .filter(({ id }) => id !== flow.id)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </SelectField>
      </Section>
      {called !== undefined && called.inputs.length > 0 && (
        <Section title={t("flow.inputs")}>
          {called.inputs.map((name) => (
            <ExpressionField
              key={name}
              label={name}
              value={block.inputs[name] ?? ""}
              onChange={(value) => set({ inputs: { ...block.inputs, [name]: value } }, `input-${name}`)}
            />
          ))}
        </Section>
      )}
      {called !== undefined && called.outputs.length > 0 && (
        <Section title={t("flow.outputs")}>
          {called.outputs.map((name) => (
            <VariableField
              key={name}
              label={name}
              value={block.outputs[name]}
              onChange={(value) => {
                const { [name]: _before, ...others } = block.outputs;
                set({ outputs: value === undefined ? others : { ...others, [name]: value } }, `output-${name}`);
              }}
            />
          ))}
        </Section>
      )}
    </>
  );
}
