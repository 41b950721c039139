import { skipToken, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { uploadFile } from "../api/client.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import ink from "../ui/ink.module.css";
import { useAct } from "../ui/use-act.ts";
import { formList, knownValues, type RegistrationForm } from "./queries.ts";
import { useMakeRegistration } from "./review-acts.ts";
import { useWords } from "./words/words.ts";

interface NewRegistrationDialogProps {
  /** Where they told it. */
  conversationId?: string | undefined;
  /** In which message of it. */
  messageId?: string | undefined;
  contactId?: string | null;
  onClose: () => void;
  onMade: (id: string) => void;
}

/** A member writes down what somebody told; what is known is filled in. What is missing may stay empty: it is asked for afterwards. */
export function NewRegistrationDialog({ conversationId, messageId, contactId = null, onClose, onMade }: NewRegistrationDialogProps) {
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
  const known = useKnown(form, conversationId, messageId);
  async function submit() {
    if (form === undefined) return;
    const given = Object.fromEntries(
      Object.entries({ ...known.values, ...values }).filter(
        ([key, value]) => value.trim() !== "" && form.fields.some((one) => one.key === key),
      ),
    );
    const made = await make.run({ formId: form.id, values: given, files: { ...files }, conversationId: conversationId ?? null, contactId });
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
          <FileField
            key={key}
            label={label}
            offered={known.files}
            chosen={files[key]}
            onChoose={(id) => setFiles(({ [key]: _before, ...rest }) => (id === undefined ? rest : { ...rest, [key]: id }))}
            onUpload={(file) => void upload.run({ key, file })}
          />
        ) : (
          <TextField
            key={key}
            label={label}
            type={type === "date" ? "date" : type === "email" ? "email" : "text"}
            value={values[key] ?? known.values[key] ?? ""}
            maxLength={500}
            onChange={({ target }) => setValues({ ...values, [key]: target.value })}
          />
        ),
      )}
    </FormDialog>
  );
}

/** Nothing until it is there, and where nobody told it in a conversation. */
function useKnown(form: RegistrationForm | undefined, conversationId: string | undefined, messageId: string | undefined) {
  const { data } = useQuery(
    form === undefined || conversationId === undefined
      ? { queryKey: ["registration-forms", "known"], queryFn: skipToken }
      : knownValues({ formId: form.id, conversationId, messageId }),
  );
  const values: Record<string, string> = {};
  for (const [key, value] of Object.entries(data?.values ?? {})) if (typeof value === "string") values[key] = value;
  return { values, files: data?.files ?? [] };
}

interface FileFieldProps {
  label: string;
  /** Of the message that it is made of. */
  offered: readonly { id: string; name: string }[];
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
  onUpload: (file: File) => void;
}

/** A file of the message, or one of the reader's own. */
function FileField({ label, offered, chosen, onChoose, onUpload }: FileFieldProps) {
  const t = useWords();
  const isOffered = offered.some(({ id }) => id === chosen);
  return (
    <>
      {offered.length > 0 && (
        <SelectField
          label={t("registrations.fileOfMessage", { label })}
          value={isOffered ? chosen : ""}
          onChange={({ target }) => onChoose(target.value === "" ? undefined : target.value)}
        >
          <option value="">{t("registrations.noFileOfMessage")}</option>
          {offered.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {!isOffered && (
        <TextField
          label={label}
          type="file"
          accept="image/*,application/pdf"
          onChange={({ target }) => target.files?.[0] !== undefined && onUpload(target.files[0])}
        />
      )}
    </>
  );
}
