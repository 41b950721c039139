import { useQuery } from "@tanstack/react-query";
import { useLocale } from "../../text/locale.tsx";
import { SelectField } from "../../ui/field.tsx";
import { firstValue, InputField } from "../bulk/act-form.tsx";
import { type ActInput, readInputs } from "../bulk/read-inputs.ts";
import { actionsQuery } from "../queries.ts";
import { useWords } from "./words/words.ts";

/** One act of the catalogue with what it has to be told. */
export interface ActStep {
  action: string;
  input: Record<string, unknown>;
}

/** An act that a form here can ask for. */
export interface OfferedAct {
  id: string;
  label: string;
  inputs: ActInput[];
}

/** They want a moment or a holder of their own each time. */
const NOT_TOGETHER = new Set(["conversation.hand_over", "conversation.snooze", "conversation.book_appointment"]);

interface ActFieldsProps<Step extends ActStep> {
  label: string;
  step: Step;
  offered: readonly OfferedAct[];
  /** Points out what is missing, as after an attempt to save. */
  isChecked: boolean;
  onChange: (step: Step) => void;
}

/** Which act, and what it has to be told. */
export function ActFields<Step extends ActStep>({ label, step, offered, isChecked, onChange }: ActFieldsProps<Step>) {
  const t = useWords();
  const choose = (action: string) =>
    onChange({ ...step, action, input: Object.fromEntries(inputsOf(offered, action).map((one) => [one.name, firstValue(one)])) });
  return (
    <>
      <SelectField label={label} value={step.action} onChange={({ target }) => choose(target.value)}>
        {!offered.some(({ id }) => id === step.action) && <option value={step.action}>{t("macros.gone")}</option>}
        {offered.map(({ id, label: name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      {inputsOf(offered, step.action).map((input) => (
        <InputField
          key={input.name}
          input={input}
          value={step.input[input.name]}
          problem={isChecked && isMissing(step.input, input) ? t("macros.missing") : undefined}
          onChange={(value) => onChange({ ...step, input: { ...step.input, [input.name]: value } })}
        />
      ))}
    </>
  );
}

/** Whether everything that the act has to be told is there. */
export const isWholeStep = (offered: readonly OfferedAct[], { action, input }: ActStep): boolean =>
  inputsOf(offered, action).every((one) => !isMissing(input, one));

const inputsOf = (offered: readonly OfferedAct[], action: string) => offered.find(({ id }) => id === action)?.inputs ?? [];
const isMissing = (given: Record<string, unknown>, { name }: ActInput) => given[name] === undefined || given[name] === "";

/** The acts on conversations that a form here can ask for, and that mean the same each time. */
export function useOfferedActs(): OfferedAct[] {
  const { language } = useLocale();
  const { data } = useQuery(actionsQuery);
  return (data?.items ?? []).flatMap(({ id, subject, label, input }) => {
    const inputs = readInputs(input);
    return subject !== "conversation" || NOT_TOGETHER.has(id) || inputs === null ? [] : [{ id, label: label[language], inputs }];
  });
}
