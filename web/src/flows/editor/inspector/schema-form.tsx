import { SelectField, TextField } from "../../../ui/field.tsx";
import { Switch } from "../../../ui/switch.tsx";
import type { JsonSchema } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { NumberField } from "./number-field.tsx";
import { TextArea } from "./text-area.tsx";

interface SchemaFormProps {
  schema: JsonSchema;
  value: Readonly<Record<string, unknown>>;
  onChange: (value: Readonly<Record<string, unknown>>, mark: string) => void;
  /** Rows to choose from, by the name of the property: queues, members, labels. */
  choicesOf: (property: string) => readonly { id: string; label: string }[] | null;
}

/** Fields for what a schema describes; texts may hold variables. What is not known here is written as JSON. */
export function SchemaForm({ schema, value, onChange, choicesOf }: SchemaFormProps) {
  const write = (name: string, next: unknown) => {
    const { [name]: _before, ...others } = value;
    onChange(next === undefined ? others : { ...others, [name]: next }, name);
  };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => (
    <PropertyField
      key={name}
      name={name}
      schema={property}
      isRequired={schema.required?.includes(name) ?? false}
      value={value[name]}
      onChange={(next) => write(name, next)}
      choices={choicesOf(name)}
    />
  ));
}

interface PropertyFieldProps {
  name: string;
  schema: JsonSchema;
  isRequired: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
  choices: readonly { id: string; label: string }[] | null;
}

function PropertyField({ name, schema, isRequired, value, onChange, choices }: PropertyFieldProps) {
  const t = useWords();
  const label = schema.title ?? t.find(`flow.property.${name}`) ?? name;
  const options = choices ?? optionsOf(schema);
  const text = typeof value === "string" ? value : value === undefined || value === null ? "" : String(value);
  if (options !== null) {
    return (
      <SelectField
        label={label}
        hint={schema.description}
        value={text}
        onChange={({ target }) => onChange(target.value || (isRequired ? "" : undefined))}
      >
        <option value="">{t(isRequired ? "flow.choose" : "flow.nobody")}</option>
        {options.map((one) => (
          <option key={one.id} value={one.id}>
            {one.label}
          </option>
        ))}
      </SelectField>
    );
  }
  switch (typeOf(schema)) {
    case "boolean":
      return <Switch label={label} on={value === true} onChange={onChange} />;
    case "number":
    case "integer":
      return <NumberField label={label} value={typeof value === "number" ? value : undefined} onChange={onChange} {...hintOf(schema)} />;
    case "string":
      return (
        <TextArea label={label} rows={isLong(name) ? 3 : 1} value={text} onChange={(next) => onChange(next === "" ? undefined : next)} />
      );
    default:
      return <JsonField label={label} value={value} onChange={onChange} />;
  }
}

const hintOf = ({ description }: JsonSchema) => (description === undefined ? {} : { hint: description });
const isLong = (name: string) => /text|note|body|message|summary|description/i.test(name);

/** Of a union the first type that is not null says how it is written. */
const typeOf = ({ type, anyOf }: JsonSchema): string | undefined => type ?? anyOf?.find((one) => one.type !== "null")?.type;

function optionsOf(schema: JsonSchema): { id: string; label: string }[] | null {
  const values = schema.enum ?? schema.anyOf?.flatMap((one) => (one.const === undefined ? [] : [String(one.const)]));
  return values === undefined || values.length === 0 ? null : values.map((id) => ({ id, label: id }));
}

/** A list or an object: kept as it is until it is JSON again. */
function JsonField({ label, value, onChange }: { label: string; value: unknown; onChange: (value: unknown) => void }) {
  const t = useWords();
  return (
    <TextField
      label={label}
      hint={t("flow.json")}
      spellCheck={false}
      defaultValue={value === undefined ? "" : JSON.stringify(value)}
      onBlur={({ target }) => {
        try {
          onChange(target.value.trim() === "" ? undefined : JSON.parse(target.value));
          target.setCustomValidity("");
        } catch {
          target.setCustomValidity(t("flow.jsonBad"));
          target.reportValidity();
        }
      }}
    />
  );
}
