import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { servicesQuery } from "../../leads/calendar/queries.ts";
import { pipelinesQuery } from "../../leads/queries.ts";
import { membersQuery } from "../../team/queries.ts";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextAreaField, TextField } from "../../ui/field.tsx";
import { momentOf, wallTime } from "../../ui/filter-builder/wall-time.ts";
import { FormDialog } from "../../ui/form.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import { labelsQuery, queuesQuery } from "../queries.ts";
import { snoozeTimes } from "../use-conversation-actions.ts";
import type { ActInput } from "./read-inputs.ts";
import { useWords } from "./words/words.ts";

interface ActFormProps {
  title: string;
  inputs: ActInput[];
  /** To how many it is done. */
  count: number;
  warning?: string | undefined;
  onDone: (input: Record<string, unknown>) => void;
  onClose: () => void;
}

/** Asks for what an act has to be told, once for all of them. */
export function ActForm({ title, inputs, count, warning, onDone, onClose }: ActFormProps) {
  const t = useWords();
  const [given, setGiven] = useState<Record<string, unknown>>(() => Object.fromEntries(inputs.map((one) => [one.name, firstValue(one)])));
  const [isChecked, setChecked] = useState(false);
  const isMissing = ({ name }: ActInput) => given[name] === undefined || given[name] === "";
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      problem={warning ?? null}
      onSubmit={() => (inputs.some(isMissing) ? setChecked(true) : onDone(given))}
      actions={
        <>
          <Button tone="ghost" onClick={onClose}>
            {t("bulk.cancel")}
          </Button>
          <Spacer />
          <Button type="submit" tone="primary">
            {t("bulk.do", { count })}
          </Button>
        </>
      }
    >
      {inputs.map((input) => (
        <InputField
          key={input.name}
          input={input}
          value={given[input.name]}
          problem={isChecked && isMissing(input) ? t("bulk.missing") : undefined}
          onChange={(value) => setGiven({ ...given, [input.name]: value })}
        />
      ))}
    </FormDialog>
  );
}

/** What stands in a field before anybody chose. */
export function firstValue({ kind, words, isNullable }: ActInput): unknown {
  if (kind === "moment") return snoozeTimes(new Date()).tomorrow.toISOString();
  if (kind === "choice") return words[0];
  return isNullable ? null : undefined;
}

interface InputFieldProps {
  input: ActInput;
  value: unknown;
  problem: string | undefined;
  onChange: (value: unknown) => void;
}

/** The field of one thing that an act has to be told: a text, a moment, a choice, or a record of the workspace. */
export function InputField({ input: { name, kind, words, isNullable }, value, problem, onChange }: InputFieldProps) {
  const t = useWords();
  const { timeZone } = useLocale();
  const { data: members } = useQuery({ ...membersQuery, enabled: kind === "member" });
  const { data: queues } = useQuery({ ...queuesQuery, enabled: kind === "queue" });
  const { data: labels } = useQuery({ ...labelsQuery, enabled: kind === "label" });
  const { data: pipelines } = useQuery({ ...pipelinesQuery, enabled: kind === "stage" });
  const { data: services } = useQuery({ ...servicesQuery, enabled: kind === "service" });
  const label = t.find(`input.${name}`) ?? name;
  if (kind === "text")
    return <TextField label={label} problem={problem} value={String(value ?? "")} onChange={({ target }) => onChange(target.value)} />;
  if (kind === "prose")
    return <TextAreaField label={label} problem={problem} value={String(value ?? "")} onChange={({ target }) => onChange(target.value)} />;
  if (kind === "moment")
    return (
      <TextField
        type="datetime-local"
        label={label}
        problem={problem}
        value={wallTime(value, timeZone)}
        onChange={({ target }) => onChange(momentOf(target.value, timeZone))}
      />
    );
  const stages = pipelines === undefined ? undefined : { items: pipelines.items.flatMap((pipeline) => pipeline.stages) };
  const records = { member: members, queue: queues, label: labels, stage: stages, service: services };
  const options = kind === "choice" ? words.map((id) => ({ id, name: t.find(`choice.${id}`) ?? id })) : (records[kind]?.items ?? []);
  return (
    <SelectField
      label={label}
      problem={problem}
      value={String(value ?? "")}
      onChange={({ target }) => onChange(target.value === "" ? null : target.value)}
    >
      {isNullable && <option value="">{t(kind === "queue" ? "bulk.noQueue" : "bulk.nobody")}</option>}
      {!isNullable && kind !== "choice" && <option value="" />}
      {options.map((one) => (
        <option key={one.id} value={one.id}>
          {one.name}
        </option>
      ))}
    </SelectField>
  );
}
