import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { fold } from "../../../../rules/fold.ts";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import { useAct } from "../../ui/use-act.ts";
import type { RegistrationForm } from "../queries.ts";
import { FieldList, newField } from "./field-list.tsx";
import styles from "./forms-page.module.css";
import { useWords } from "./words/words.ts";

const OCCASIONS = ["received", "correction", "approved", "rejected"] as const;
/** What texts may name. */
const VARIABLES = ["number", "name", "form", "reason", "fields", "due_at"].map((one) => `{{registration.${one}}}`).join(", ");
const refresh = [["registration-forms"]];

/** A new form, or one that is changed. The key is made from the name until somebody writes another. */
export function FormEditor({ form, onClose }: { form: RegistrationForm | null; onClose: () => void }) {
  const t = useWords();
  const { data: queues } = useQuery({ queryKey: ["queues"], queryFn: () => unwrap(api.GET("/api/v1/queues")) });
  const [name, setName] = useState(form?.name ?? "");
  const [ownKey, setOwnKey] = useState<string | null>(null);
  const [fields, setFields] = useState<RegistrationForm["fields"]>(form?.fields ?? [newField("nome_completo", "name")]);
  const [queueId, setQueueId] = useState(form?.queueId ?? null);
  const [hours, setHours] = useState(form?.promiseHours ?? 48);
  const [persona, setPersona] = useState(form?.persona ?? "");
  const [messages, setMessages] = useState<RegistrationForm["messages"]>(form?.messages ?? {});
  const [templates, setTemplates] = useState<RegistrationForm["templates"]>(form?.templates ?? {});
  const key = ownKey ?? keyFrom(name);
  const written = {
    name: name.trim(),
    fields,
    queueId,
    promiseHours: hours,
    persona: persona.trim() === "" ? null : persona.trim(),
    messages,
    templates: withoutUnnamed(templates),
  };
  const save = useAct(
    t,
    async () => {
      if (form === null) await unwrap(api.POST("/api/v1/registration-forms", { body: { key, ...written } }));
      else
        await unwrap(
          api.PATCH("/api/v1/registration-forms/{formId}", {
            params: { path: { formId: form.id } },
            body: { ...written, version: form.version },
          }),
        );
      return true;
    },
    { problem: "inline", refresh },
  );
  const archive = useAct(
    t,
    async (one: RegistrationForm) => {
      await unwrap(api.DELETE("/api/v1/registration-forms/{formId}", { params: { path: { formId: one.id } } }));
      return true;
    },
    { problem: "inline", refresh, done: (_, one) => ({ text: t("forms.archived", { name: one.name }) }) },
  );
  async function putAway(one: RegistrationForm) {
    if ((await archive.run(one)) !== undefined) onClose();
  }
  return (
    <FormDialog
      size="wide"
      title={form === null ? t("forms.add") : t("forms.edit", { name: form.name })}
      onClose={onClose}
      onSubmit={async () => (await save.run()) !== undefined && onClose()}
      busy={save.busy}
      problem={save.problem ?? archive.problem}
      actions={
        <>
          {form !== null && (
            <Button tone="danger" busy={archive.busy} onClick={() => void putAway(form)}>
              {t("forms.archive")}
            </Button>
          )}
          <Spacer />
          <Button onClick={onClose}>{t("forms.cancel")}</Button>
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("forms.save")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("forms.name")}
        value={name}
        required
        pattern=".*\S.*"
        maxLength={80}
        onChange={({ target }) => setName(target.value)}
      />
      {form === null ? (
        <TextField
          label={t("forms.key")}
          hint={t("forms.keyHint")}
          value={key}
          required
          pattern="[a-z0-9_]{1,40}"
          maxLength={40}
          onChange={({ target }) => setOwnKey(target.value)}
        />
      ) : (
        <p className={styles.address}>
          {t("forms.address")}: POST /api/v1/registration-forms/{form.id}/submissions
        </p>
      )}
      <SelectField
        label={t("forms.queue")}
        value={queueId ?? ""}
        onChange={({ target }) => setQueueId(target.value === "" ? null : target.value)}
      >
        <option value="">{t("forms.everybody")}</option>
        {queues?.items.map((queue) => (
          <option key={queue.id} value={queue.id}>
            {queue.name}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t("forms.promise")}
        type="number"
        min={1}
        max={2000}
        required
        value={hours}
        onChange={({ target }) => setHours(target.valueAsNumber)}
      />
      <TextField
        label={t("forms.persona")}
        hint={t("forms.personaHint")}
        value={persona}
        maxLength={40}
        onChange={({ target }) => setPersona(target.value)}
      />
      <FieldList fields={fields} onChange={setFields} />
      <Messages messages={messages} onChange={setMessages} />
      <Templates templates={templates} onChange={setTemplates} />
    </FormDialog>
  );
}

/** As the server wants it; empty where the name has no letters. */
const keyFrom = (label: string): string =>
  fold(label)
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 40);

type MessagesOf = RegistrationForm["messages"];

/** What is not written is said in the product's words. */
function Messages({ messages, onChange }: { messages: MessagesOf; onChange: (messages: MessagesOf) => void }) {
  const t = useWords();
  return (
    <details className={styles.words}>
      <summary>{t("forms.words")}</summary>
      {OCCASIONS.map((occasion) => (
        <label key={occasion} className={styles.message}>
          <span>{t(`forms.message.${occasion}`)}</span>
          <textarea
            value={messages[occasion] ?? ""}
            maxLength={1000}
            rows={2}
            onChange={({ target }) => {
              const { [occasion]: _before, ...rest } = messages;
              onChange(target.value === "" ? rest : { ...rest, [occasion]: target.value });
            }}
          />
        </label>
      ))}
      <p className={styles.address}>{t("forms.messageHint", { variables: VARIABLES })}</p>
    </details>
  );
}

type TemplatesOf = RegistrationForm["templates"];
type TemplateValue = NonNullable<TemplatesOf["approved"]>["values"][number];
const VALUES = ["name", "number", "reason"] as const satisfies readonly TemplateValue[];
const PLACES = [0, 1, 2] as const;
const NO_TEMPLATE = { name: "", language: "pt_BR", values: [] };

/** One that has no name is none. */
const withoutUnnamed = (templates: TemplatesOf): TemplatesOf =>
  Object.fromEntries(Object.entries(templates).filter(([, template]) => template.name.trim() !== ""));

/** What leaves where the window of 24 hours is closed: an approved template, and what fills its places. */
function Templates({ templates, onChange }: { templates: TemplatesOf; onChange: (templates: TemplatesOf) => void }) {
  const t = useWords();
  return (
    <details className={styles.words}>
      <summary>{t("forms.templates")}</summary>
      <p className={styles.address}>{t("forms.templatesHint")}</p>
      {OCCASIONS.map((occasion) => {
        const template = templates[occasion] ?? NO_TEMPLATE;
        const set = (change: Partial<typeof template>) => onChange({ ...templates, [occasion]: { ...template, ...change } });
        const fill = (place: number, value: string) => {
          const known = VALUES.find((one) => one === value);
          set({ values: known === undefined ? template.values.slice(0, place) : template.values.toSpliced(place, 1, known) });
        };
        return (
          <fieldset key={occasion} className={styles.template}>
            <legend>{t(`forms.message.${occasion}`)}</legend>
            <TextField
              label={t("forms.template.title")}
              value={template.name}
              maxLength={512}
              onChange={({ target }) => set({ name: target.value })}
            />
            <TextField
              label={t("forms.template.language")}
              value={template.language}
              maxLength={20}
              required={template.name !== ""}
              onChange={({ target }) => set({ language: target.value })}
            />
            {PLACES.filter((place) => template.name !== "" && place <= template.values.length).map((place) => (
              <SelectField
                key={place}
                label={`{{${place + 1}}}`}
                value={template.values[place] ?? ""}
                onChange={({ target }) => fill(place, target.value)}
              >
                <option value="">{t("forms.template.nothing")}</option>
                {VALUES.map((value) => (
                  <option key={value} value={value}>
                    {t(`forms.template.${value}`)}
                  </option>
                ))}
              </SelectField>
            ))}
          </fieldset>
        );
      })}
    </details>
  );
}
