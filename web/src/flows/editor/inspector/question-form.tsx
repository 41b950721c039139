import type { Block } from "../../../../../flow/document.ts";
import { SelectField } from "../../../ui/field.tsx";
import { useWords } from "../../words/words.ts";
import type { FormProps } from "./form-props.ts";
import styles from "./inspector.module.css";
import { LocalTextField } from "./local-text.tsx";
import { NumberField } from "./number-field.tsx";
import { Section } from "./section.tsx";
import { VariableField } from "./variable-field.tsx";

export type AskingBlock = Extract<Block, { attempts: number }>;

const SILENCES = [5, 10, 30, 60, 240, 1440] as const;
const VARIABLE_TYPES = { ask_number: "number", ask_yes_no: "yes_no", ask_date: "date", ask_file: "file", ask_rating: "number" } as const;

/** What every question has: where the answer goes, and what happens when there is none that fits. */
export function QuestionForm({ block, set }: FormProps<AskingBlock>) {
  const t = useWords();
  const silence = block.silenceMinutes;
  const type = VARIABLE_TYPES[block.type as keyof typeof VARIABLE_TYPES]; // undefined for the others
  return (
    <>
      <Section title={t("flow.answer")}>
        <VariableField
          label={t("flow.keepIn")}
          hint={t("flow.keepInHint")}
          value={block.variable}
          onChange={(variable) => set({ variable }, "variable")}
          {...(type === undefined ? {} : { type })}
        />
      </Section>
      <Section title={t("flow.notUnderstood")}>
        <LocalTextField
          label={t("flow.retry")}
          text={block.retry}
          rows={2}
          placeholder={t("flow.retryDefault")}
          onChange={(retry) => set({ retry: Object.keys(retry).length === 0 ? undefined : retry }, "retry")}
        />
        <NumberField
          label={t("flow.attempts")}
          min={1}
          max={10}
          value={block.attempts}
          onChange={(attempts = 1) => set({ attempts: Math.min(10, Math.max(1, Math.round(attempts))) }, "attempts")}
        />
      </Section>
      <Section title={t("flow.noAnswer")}>
        <div className={styles.pair}>
          <SelectField
            label={t("flow.silence")}
            value={silence ?? ""}
            onChange={({ target }) => set({ silenceMinutes: target.value === "" ? null : Number(target.value) })}
          >
            <option value="">{t("flow.silenceNever")}</option>
            {[...new Set([...SILENCES, ...(silence === null ? [] : [silence])])].map((minutes) => (
              <option key={minutes} value={minutes}>
                {t("flow.silenceAfter", { minutes })}
              </option>
            ))}
          </SelectField>
          <NumberField
            label={t("flow.join")}
            min={0}
            max={600}
            value={block.joinSeconds}
            onChange={(seconds = 0) => set({ joinSeconds: Math.max(0, Math.round(seconds)) }, "join")}
          />
        </div>
      </Section>
    </>
  );
}
