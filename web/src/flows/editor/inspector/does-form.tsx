import { useQuery } from "@tanstack/react-query";
import type { RoomBlock } from "../../../../../flow/block-types.ts";
import { queueNamesQuery } from "../../../desk/queries.ts";
import { labelsQuery } from "../../../inbox/queries.ts";
import { servicesQuery } from "../../../leads/calendar/queries.ts";
import { membersQuery } from "../../../team/queries.ts";
import { useLocale } from "../../../text/locale.tsx";
import { Check } from "../../../ui/check.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { type ActionFacts, credentialsQuery, type JsonSchema } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import type { BlockOf, FormProps } from "./form-props.ts";
import styles from "./inspector.module.css";
import { LocalTextField } from "./local-text.tsx";
import { NumberField } from "./number-field.tsx";
import { SchemaForm } from "./schema-form.tsx";
import { Section } from "./section.tsx";
import { TextArea } from "./text-area.tsx";

/** Any act of the house, with the fields that it wants. */
export function ActionForm({ block, set, actions }: FormProps<BlockOf<"action">> & { actions: readonly ActionFacts[] }) {
  const t = useWords();
  const { language } = useLocale();
  const choicesOf = useRows();
  const chosen = actions.find(({ id }) => id === block.action);
  return (
    <Section>
      <SelectField label={t("flow.action")} value={block.action} onChange={({ target }) => set({ action: target.value, input: {} })}>
        <option value="">{t("flow.choose")}</option>
        {block.action !== "" && chosen === undefined && <option value={block.action}>{block.action}</option>}
        {actions.map(({ id, label }) => (
          <option key={id} value={id}>
            {label[language]}
          </option>
        ))}
      </SelectField>
      {chosen !== undefined && (
        <SchemaForm schema={chosen.input} value={block.input} choicesOf={choicesOf} onChange={(input, mark) => set({ input }, mark)} />
      )}
    </Section>
  );
}

export function RoomForm({ block, set, rooms }: FormProps<BlockOf<"room">> & { rooms: readonly RoomBlock[] }) {
  const choicesOf = useRows();
  const known = rooms.find(({ id }) => id === block.block);
  if (known === undefined) return null;
  return (
    <Section>
      <SchemaForm
        schema={known.settings as JsonSchema} // a schema by its type, plain data over the wire
        value={block.settings}
        choicesOf={choicesOf}
        onChange={(settings, mark) => set({ settings }, mark)}
      />
    </Section>
  );
}

/** Rows of the workspace that inputs name by id. */
function useRows() {
  const queues = useQuery(queueNamesQuery).data?.items ?? [];
  const members = useQuery(membersQuery).data?.items ?? [];
  const labels = useQuery(labelsQuery).data?.items ?? [];
  const services = useQuery(servicesQuery).data?.items ?? [];
  const credentials = useQuery(credentialsQuery).data?.items ?? [];
  const named = (items: readonly { id: string; name: string }[]) => items.map(({ id, name }) => ({ id, label: name }));
  return (property: string) => {
    if (/queueId$/i.test(property)) return named(queues);
    if (/(assigneeId|memberId|userId)$/i.test(property)) return named(members);
    if (/credentialId$/i.test(property)) return named(credentials);
    if (/serviceId$/i.test(property)) return named(services);
    return /labelId$/i.test(property) ? named(labels) : null;
  };
}

const TARGETS = ["person", "queue", "ai", "nobody"] as const;

/** To whom the conversation goes, with what the contact and the colleague read. */
export function HandOverForm({ block, set }: FormProps<BlockOf<"hand_over">>) {
  const t = useWords();
  const queues = useQuery(queueNamesQuery).data?.items ?? [];
  return (
    <Section>
      <SelectField
        label={t("flow.handTo")}
        value={block.to}
        onChange={({ target }) => set({ to: TARGETS.find((one) => one === target.value) ?? "person", toId: null })}
      >
        {TARGETS.map((one) => (
          <option key={one} value={one}>
            {t(`flow.handTo.${one}`)}
          </option>
        ))}
      </SelectField>
      {block.to === "queue" && (
        <SelectField label={t("flow.queue")} value={block.toId ?? ""} onChange={({ target }) => set({ toId: target.value || null })}>
          <option value="">{t("flow.choose")}</option>
          {queues.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {block.to === "ai" && (
        <TextField
          label={t("flow.agent")}
          value={block.toId ?? ""}
          onChange={({ target }) => set({ toId: target.value || null }, "toId")}
        />
      )}
      <LocalTextField label={t("flow.sentence")} text={block.sentence} onChange={(sentence) => set({ sentence }, "sentence")} />
      <TextArea
        label={t("flow.summary")}
        rows={2}
        value={block.summary ?? ""}
        onChange={(summary) => set({ summary: summary === "" ? undefined : summary }, "summary")}
      />
    </Section>
  );
}

/** Answers that become a record somebody decides upon. */
export function RegistrationForm({ block, set }: FormProps<BlockOf<"registration">>) {
  const t = useWords();
  const { variables } = useEditor().drawing.document;
  return (
    <Section>
      <TextField label={t("flow.form")} maxLength={100} value={block.form} onChange={({ target }) => set({ form: target.value }, "form")} />
      <NumberField
        label={t("flow.promise")}
        min={1}
        max={8760}
        value={block.promiseHours}
        onChange={(hours = 48) => hours > 0 && set({ promiseHours: hours }, "promise")}
      />
      <fieldset className={styles.fields}>
        <legend>{t("flow.formFields")}</legend>
        {variables.map(({ name, label }) => (
          <Check
            key={name}
            middle
            label={label ?? name}
            checked={block.fields.includes(name)}
            onChange={(on) => set({ fields: on ? [...block.fields, name] : block.fields.filter((one) => one !== name) })}
          />
        ))}
      </fieldset>
    </Section>
  );
}
