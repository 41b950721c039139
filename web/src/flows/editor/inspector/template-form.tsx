import { useQuery } from "@tanstack/react-query";
import { useId } from "react";
import type { TemplateUse } from "../../../../../flow/document.ts";
import { Button } from "../../../ui/button.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { Switch } from "../../../ui/switch.tsx";
import { templateNamesQuery } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import type { BlockOf, FormProps } from "./form-props.ts";
import styles from "./inspector.module.css";
import type { AskingBlock } from "./question-form.tsx";
import { Section } from "./section.tsx";
import { TextArea } from "./text-area.tsx";

/** A template that Meta approved, with what goes into its gaps. */
export function TemplateForm({ block, set }: FormProps<BlockOf<"say_template">>) {
  const t = useWords();
  return (
    <Section title={t("flow.template")}>
      <TemplateFields used={block} set={set} />
    </Section>
  );
}

/** What leaves in place of the text where the window of the channel is closed. */
export function OutsideForm({ block, set }: FormProps<BlockOf<"say_text"> | AskingBlock>) {
  const t = useWords();
  const { outside } = block;
  const { language } = useEditor().drawing.document;
  return (
    <Section title={t("flow.outside")}>
      <Switch
        label={t("flow.outsideOn")}
        on={outside !== undefined}
        onChange={(on) => set({ outside: on ? { template: "", languageOf: language, parameters: [] } : undefined })}
      />
      {outside !== undefined && (
        <TemplateFields used={outside} set={(part, mark) => set({ outside: { ...outside, ...part } }, mark && `outside-${mark}`)} />
      )}
    </Section>
  );
}

interface TemplateFieldsProps {
  used: TemplateUse;
  set: (part: Partial<TemplateUse>, mark?: string) => void;
}

function TemplateFields({ used, set }: TemplateFieldsProps) {
  const t = useWords();
  const { languages } = useEditor();
  const names = useQuery(templateNamesQuery).data ?? [];
  const id = useId();
  return (
    <>
      <TextField
        label={t("flow.templateName")}
        list={id}
        value={used.template}
        onChange={({ target }) => set({ template: target.value }, "template")}
      />
      <datalist id={id}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <SelectField
        label={t("flow.language")}
        value={used.languageOf}
        onChange={({ target }) => set({ languageOf: ALL.find((one) => one === target.value) ?? "pt-BR" })}
      >
        {[...new Set([...languages, ...ALL])].map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </SelectField>
      {used.parameters.map((text, place) => (
        <TextArea
          // biome-ignore lint/suspicious/noArrayIndexKey: gaps are known by their place
          key={place}
          label={t("flow.parameter", { number: place + 1 })}
          rows={1}
          most={1024}
          value={text}
          onChange={(value) => set({ parameters: used.parameters.with(place, value) }, `parameter${place}`)}
        />
      ))}
      <div className={styles.line}>
        <Button size="small" onClick={() => set({ parameters: [...used.parameters, ""] })}>
          {t("flow.addParameter")}
        </Button>
        {used.parameters.length > 0 && (
          <Button size="small" tone="ghost" onClick={() => set({ parameters: used.parameters.slice(0, -1) })}>
            {t("flow.removeParameter")}
          </Button>
        )}
      </div>
    </>
  );
}

const ALL = ["pt-BR", "pt-PT", "en", "es"] as const;
