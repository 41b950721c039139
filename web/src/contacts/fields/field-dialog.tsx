import { useState } from "react";
import { fold } from "../../../../rules/fold.ts";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Plus, X } from "../../ui/icons.generated.ts";
import { Input } from "../../ui/input.tsx";
import { useAct } from "../../ui/use-act.ts";
import { type ContactField, fieldsRefresh } from "../queries.ts";
import styles from "./fields-page.module.css";
import { useWords } from "./words/words.ts";

const TYPES = ["text", "number", "date", "yes_no", "choice", "many", "link"] as const satisfies ContactField["type"][];

type WrittenChoice = { id?: string; name: string };

/** A new field, or one that is changed. The key is made from the name until somebody writes another. */
export function FieldDialog({ field, onClose }: { field: ContactField | null; onClose: () => void }) {
  const t = useWords();
  const [label, setLabel] = useState(field?.label ?? "");
  const [ownKey, setOwnKey] = useState<string | null>(null);
  const [type, setType] = useState<ContactField["type"]>(field?.type ?? "text");
  const [choices, setChoices] = useState<WrittenChoice[]>(field !== null && field.choices.length > 0 ? field.choices : [{ name: "" }]);
  const [isRequired, setRequired] = useState(field?.isRequired ?? false);
  const [isArchived, setArchived] = useState(field?.isArchived ?? false);
  const key = ownKey ?? keyFrom(label);
  const hasChoices = type === "choice" || type === "many";
  const save = useAct(
    t,
    () => {
      const named = choices.filter(({ name }) => name.trim() !== "");
      const body = { label, type, isRequired, isArchived, ...(hasChoices ? { choices: named } : {}) };
      if (field === null) return unwrap(api.POST("/api/v1/contact-fields", { body: { key, ...body } }));
      return unwrap(api.PUT("/api/v1/contact-fields/{fieldId}", { params: { path: { fieldId: field.id } }, body }));
    },
    { problem: "inline", refresh: fieldsRefresh },
  );
  return (
    <FormDialog
      title={field === null ? t("fields.add") : t("fields.edit", { name: field.label })}
      onClose={onClose}
      onSubmit={async () => (await save.run()) !== undefined && onClose()}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("fields.cancel")}</Button>
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("fields.save")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("fields.label")}
        value={label}
        required
        pattern=".*\S.*"
        maxLength={60}
        autoFocus
        onChange={({ target }) => setLabel(target.value)}
      />
      {field === null && (
        <TextField
          label={t("fields.key")}
          hint={t("fields.keyHint")}
          value={key}
          required
          pattern="[a-z][a-z0-9_]{0,39}"
          maxLength={40}
          onChange={({ target }) => setOwnKey(target.value)}
        />
      )}
      <SelectField
        label={t("fields.type")}
        value={type}
        onChange={({ target }) => setType(TYPES.find((one) => one === target.value) ?? type)}
      >
        {TYPES.map((one) => (
          <option key={one} value={one}>
            {t(`fields.type.${one}`)}
          </option>
        ))}
      </SelectField>
      {hasChoices && <Choices choices={choices} onChange={setChoices} />}
      <Check label={t("fields.required")} checked={isRequired} onChange={setRequired} />
      {field !== null && <Check label={t("fields.archived")} checked={isArchived} onChange={setArchived} />}
    </FormDialog>
  );
}

/** As the server wants it; empty where the name has no letters. */
const keyFrom = (label: string): string =>
  fold(label)
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[^a-z]+|_+$/g, "")
    .slice(0, 40);

function Choices({ choices, onChange }: { choices: WrittenChoice[]; onChange: (choices: WrittenChoice[]) => void }) {
  const t = useWords();
  return (
    <fieldset className={styles.choices}>
      <legend>{t("fields.choices")}</legend>
      {choices.map((choice, index) => (
        <div key={choice.id ?? index} className={styles.choice}>
          <Input
            aria-label={t("fields.choice", { number: index + 1 })}
            value={choice.name}
            maxLength={60}
            onChange={({ target }) => onChange(choices.map((one, at) => (at === index ? { ...one, name: target.value } : one)))}
          />
          {choices.length > 1 && (
            <IconButton
              label={t("fields.removeChoice", { name: choice.name })}
              onClick={() => onChange(choices.filter((_, at) => at !== index))}
            >
              <X size={14} />
            </IconButton>
          )}
        </div>
      ))}
      {choices.length < 100 && (
        <div>
          <Button size="small" onClick={() => onChange([...choices, { name: "" }])}>
            <Plus size={14} /> {t("fields.addChoice")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
