import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { uploadFile } from "../api/client.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import ink from "../ui/ink.module.css";
import { useAct } from "../ui/use-act.ts";
import { formList } from "./queries.ts";
import { useMakeRegistration } from "./review-acts.ts";
import { useWords } from "./words/words.ts";

interface NewRegistrationDialogProps {
  conversationId?: string | null;
  contactId?: string | null;
  onClose: () => void;
  onMade: (id: string) => void;
}

/** A member writes down what somebody told. What is missing may stay empty: it is asked for afterwards. */
export function NewRegistrationDialog({ conversationId = null, contactId = null, onClose, onMade }: NewRegistrationDialogProps) {
  const t = useWords();
  const { data } = useQuery(formList);
  const [chosen, setChosen] = useState<string | null>(null);
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [files, setFiles] = useState<Readonly<Record<string, string>>>({});
  const make = useMakeRegistration();
  const upload = useAct(t, ({ key, file }: { key: string; file: File }) =>
    uploadFile(file, file.name, false, () => undefined).then(({ id }) => setFiles((now) => ({ ...now, [key]: id }))),
  );
  const form = data?.items.find(({ id }) => id === chosen) ?? data?.items[0];
  async function submit() {
    if (form === undefined) return;
    const given = Object.fromEntries(
      Object.entries(values).filter(([key, value]) => value.trim() !== "" && form.fields.some((one) => one.key === key)),
    );
    const made = await make.run({ formId: form.id, values: given, files: { ...files }, conversationId, contactId });
    if (made === undefined) return;
    onClose();
    onMade(made.id);
  }
  return (
    <FormDialog
      title={t("registrations.new")}
      onClose={onClose}
      onSubmit={submit}
      busy={make.busy || upload.busy}
      problem={make.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("registrations.cancel")}</Button>
          <Button type="submit" tone="primary" busy={make.busy || upload.busy} disabled={form === undefined}>
            {t("registrations.save")}
          </Button>
        </>
      }
    >
      {data?.items.length === 0 && <p className={ink.secondary}>{t("registrations.noForms")}</p>}
      {(data?.items.length ?? 0) > 1 && (
        <SelectField label={t("registrations.form")} value={form?.id} onChange={({ target }) => setChosen(target.value)}>
          {data?.items.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {form?.fields.map(({ key, label, type }) =>
        type === "file" ? (
          <TextField
            key={key}
            label={label}
            type="file"
            accept="image/*,application/pdf"
            onChange={({ target }) => target.files?.[0] !== undefined && void upload.run({ key, file: target.files[0] })}
          />
        ) : (
          <TextField
            key={key}
            label={label}
            type={type === "date" ? "date" : type === "email" ? "email" : "text"}
            value={values[key] ?? ""}
            maxLength={500}
            onChange={({ target }) => setValues({ ...values, [key]: target.value })}
          />
        ),
      )}
    </FormDialog>
  );
}
