import { Check } from "../../ui/check.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import type { ContactField } from "../queries.ts";
import { useWords } from "../words/words.ts";
import type { FieldValue } from "./field-values.ts";
import styles from "./value-fields.module.css";

interface ValueFieldsProps {
  fields: readonly ContactField[];
  values: Record<string, FieldValue | null | undefined>;
  onChange: (values: Record<string, FieldValue | null | undefined>) => void;
  /** What the server found wrong, by key; the code of each. */
  problems: Readonly<Record<string, string>>;
}

/** The fields of the workspace's own, each as its type is written. */
export function ValueFields({ fields, values, onChange, problems }: ValueFieldsProps) {
  return fields
    .filter(({ isArchived }) => !isArchived)
    .map((field) => (
      <ValueField
        key={field.id}
        field={field}
        value={values[field.key] ?? null}
        onChange={(value) => onChange({ ...values, [field.key]: value })}
        problem={problems[field.key]}
      />
    ));
}

interface ValueFieldProps {
  field: ContactField;
  value: FieldValue | null;
  onChange: (value: FieldValue | null) => void;
  problem: string | undefined;
}

function ValueField({ field, value, onChange, problem }: ValueFieldProps) {
  const t = useWords();
  const { type, label, choices } = field;
  const common = {
    label: field.isRequired ? `${label} *` : label,
    ...(problem === undefined ? {} : { problem: t.find(`field.problem.${problem}`) ?? problem }),
  };
  if (type === "many") return <Many field={field} chosen={Array.isArray(value) ? value : []} onChange={onChange} />;
  if (type === "choice" || type === "yes_no") {
    const options =
      type === "choice"
        ? choices
        : [
            { id: "true", name: t("field.yes") },
            { id: "false", name: t("field.no") },
          ];
    const read = (text: string) => (type === "choice" ? text : text === "true");
    return (
      <SelectField
        {...common}
        value={value === null ? "" : String(value)}
        onChange={({ target }) => onChange(target.value === "" ? null : read(target.value))}
      >
        <option value="">{t("field.empty")}</option>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
    );
  }
  if (type === "number")
    return (
      <TextField
        {...common}
        type="number"
        step="any"
        value={typeof value === "number" ? value : ""}
        onChange={({ target }) => onChange(target.value === "" ? null : Number(target.value))}
      />
    );
  return (
    <TextField
      {...common}
      type={type === "date" ? "date" : "text"}
      {...(type === "link" ? { inputMode: "url" as const } : {})}
      value={typeof value === "string" ? value : ""}
      maxLength={1_000}
      onChange={({ target }) => onChange(target.value === "" ? null : target.value)}
    />
  );
}

function Many({ field, chosen, onChange }: { field: ContactField; chosen: string[]; onChange: (value: FieldValue | null) => void }) {
  function set(id: string, on: boolean) {
    const next = on ? [...chosen, id] : chosen.filter((one) => one !== id);
    onChange(next.length === 0 ? null : next);
  }
  return (
    <fieldset className={styles.many}>
      <legend>{field.isRequired ? `${field.label} *` : field.label}</legend>
      {field.choices.map(({ id, name }) => (
        <Check key={id} label={name} checked={chosen.includes(id)} onChange={(on) => set(id, on)} middle />
      ))}
    </fieldset>
  );
}

/** What the server said of each field, by key. */
export function problemsOf(error: unknown): Record<string, string> {
  const facts = typeof error === "object" && error !== null && "facts" in error ? (error.facts as { problems?: unknown }) : {};
  const problems = Array.isArray(facts.problems) ? (facts.problems as { key?: string; problem?: string }[]) : []; // as inbox.invalid_contact_fields says
  return Object.fromEntries(problems.flatMap(({ key, problem }) => (key === undefined || problem === undefined ? [] : [[key, problem]])));
}
