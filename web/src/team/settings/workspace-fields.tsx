import type { Language } from "../../text/locale.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { LANGUAGES } from "./languages.ts";
import { useWords } from "./words/words.ts";

interface FieldProps<Value> {
  value: Value;
  onChange: (value: Value) => void;
}

/** What a workspace is called. */
export function NameField({ value, onChange }: FieldProps<string>) {
  const t = useWords();
  return (
    <TextField
      label={t("workspace.name")}
      value={value}
      required
      pattern=".*\S.*"
      maxLength={120}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

/** What it speaks. */
export function LanguageField({ value, onChange }: FieldProps<Language>) {
  const t = useWords();
  return (
    <SelectField
      label={t("workspace.language")}
      value={value}
      onChange={({ target }) => onChange(LANGUAGES.find(({ id }) => id === target.value)?.id ?? value)}
    >
      {LANGUAGES.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}

/** Where it lives. */
export function ZoneField({ value, onChange }: FieldProps<string>) {
  const t = useWords();
  return (
    <SelectField label={t("workspace.zone")} hint={t("workspace.zoneHint")} value={value} onChange={({ target }) => onChange(target.value)}>
      {zones(value).map((zone) => (
        <option key={zone} value={zone}>
          {zone}
        </option>
      ))}
    </SelectField>
  );
}

/** Every one that the browser knows; the present one too, should it have another name there. */
const zones = (present: string): string[] => [...new Set([present, "UTC", ...Intl.supportedValuesOf("timeZone")])].toSorted();
