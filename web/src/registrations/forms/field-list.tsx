import { useQuery } from "@tanstack/react-query";
import { contactFieldList } from "../../contacts/queries.ts";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { ArrowDown, ArrowUp, Plus, X } from "../../ui/icons.generated.ts";
import type { RegistrationForm } from "../queries.ts";
import styles from "./forms-page.module.css";
import { useWords } from "./words/words.ts";

type Field = RegistrationForm["fields"][number];
const TYPES = [
  "text",
  "name",
  "nif",
  "cpf",
  "cnpj",
  "phone",
  "email",
  "postal_pt",
  "cep",
  "date",
  "file",
] as const satisfies Field["type"][];
const COUNTRIES = ["PT", "BR"] as const;
const OWN_TARGETS = ["name", "phone", "email"] as const;

/** One that nobody has filled in yet. */
export const newField = (key: string, type: Field["type"]): Field => ({
  ...{ key, label: "", type, isRequired: true },
  ...{ country: null, maxAgeMonths: null, writesTo: null },
});

interface FieldListProps {
  fields: readonly Field[];
  onChange: (fields: Field[]) => void;
}

/** What is asked, in its order. */
export function FieldList({ fields, onChange }: FieldListProps) {
  const t = useWords();
  const put = (at: number, field: Field) => onChange(fields.map((one, index) => (index === at ? field : one)));
  function move(at: number, by: number) {
    const moved = [...fields];
    moved.splice(at + by, 0, ...moved.splice(at, 1));
    onChange(moved);
  }
  return (
    <fieldset className={styles.fields}>
      <legend>{t("forms.fields")}</legend>
      {fields.map((field, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a key changes while it is written
        <div key={at} className={styles.field}>
          <FieldWords field={field} number={at + 1} onChange={(next) => put(at, next)} />
          <div className={styles.acts}>
            {at > 0 && (
              <IconButton label={t("forms.up", { name: field.label })} onClick={() => move(at, -1)}>
                <ArrowUp size={14} />
              </IconButton>
            )}
            {at < fields.length - 1 && (
              <IconButton label={t("forms.down", { name: field.label })} onClick={() => move(at, 1)}>
                <ArrowDown size={14} />
              </IconButton>
            )}
            {fields.length > 1 && (
              <IconButton
                label={t("forms.removeField", { name: field.label })}
                onClick={() => onChange(fields.filter((_, index) => index !== at))}
              >
                <X size={14} />
              </IconButton>
            )}
          </div>
        </div>
      ))}
      {fields.length < 60 && (
        <div>
          <Button size="small" onClick={() => onChange([...fields, newField(`campo_${fields.length + 1}`, "text")])}>
            <Plus size={14} /> {t("forms.addField")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function FieldWords({ field, number, onChange }: { field: Field; number: number; onChange: (field: Field) => void }) {
  const t = useWords();
  const { data: known } = useQuery(contactFieldList);
  return (
    <>
      <TextField
        smallLabel
        label={t("forms.fieldLabel", { number })}
        value={field.label}
        required
        pattern=".*\S.*"
        maxLength={80}
        onChange={({ target }) => onChange({ ...field, label: target.value })}
      />
      <TextField
        smallLabel
        label={t("forms.fieldKey", { number })}
        value={field.key}
        required
        pattern="[a-z0-9_]{1,40}"
        maxLength={40}
        onChange={({ target }) => onChange({ ...field, key: target.value })}
      />
      <SelectField
        smallLabel
        label={t("forms.fieldType", { number })}
        value={field.type}
        onChange={({ target }) => {
          const type = TYPES.find((one) => one === target.value) ?? field.type;
          onChange({ ...field, type, country: null, maxAgeMonths: null });
        }}
      >
        {TYPES.map((one) => (
          <option key={one} value={one}>
            {t(`forms.type.${one}`)}
          </option>
        ))}
      </SelectField>
      {field.type === "phone" && (
        <SelectField
          smallLabel
          label={t("forms.country")}
          value={field.country ?? ""}
          onChange={({ target }) => onChange({ ...field, country: COUNTRIES.find((one) => one === target.value) ?? null })}
        >
          <option value="">{t("forms.anyCountry")}</option>
          {COUNTRIES.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </SelectField>
      )}
      {field.type === "file" ? (
        <TextField
          smallLabel
          label={t("forms.maxAge")}
          type="number"
          min={1}
          max={120}
          value={field.maxAgeMonths ?? ""}
          onChange={({ target }) => onChange({ ...field, maxAgeMonths: target.value === "" ? null : target.valueAsNumber })}
        />
      ) : (
        <SelectField
          smallLabel
          label={t("forms.writesTo")}
          value={field.writesTo ?? ""}
          onChange={({ target }) => onChange({ ...field, writesTo: target.value === "" ? null : target.value })}
        >
          <option value="">{t("forms.writesNothing")}</option>
          {OWN_TARGETS.map((one) => (
            <option key={one} value={one}>
              {t(`forms.writes.${one}`)}
            </option>
          ))}
          {known?.items.map(({ key, label }) => (
            <option key={key} value={`field:${key}`}>
              {label}
            </option>
          ))}
        </SelectField>
      )}
      <Check label={t("forms.required")} checked={field.isRequired} onChange={(isRequired) => onChange({ ...field, isRequired })} />
    </>
  );
}
