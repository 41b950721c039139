import type { Field, FieldType } from "../../../../rules/fields.ts";
import type { Variable, VariableType } from "../../../../rules/variables.ts";
import { sql, type Tx } from "../../platform/index.ts";
import { type ContactField, type ContactFieldType, readContactFields } from "./contact-field.ts";
import type { FieldValue } from "./field-value.ts";

/** A contact's values by key, as {@link "./contact-values.ts".valuesColumn} gives them. */
export interface WithValues {
  values: Record<string, FieldValue> | null;
}

const ASKED_AS: Record<ContactFieldType, FieldType> = {
  text: "text",
  link: "text",
  number: "number",
  date: "date_time",
  yes_no: "yes_no",
  choice: "choice",
  many: "choices",
};
const COLUMNS = {
  text: sql`v.text`,
  link: sql`v.text`,
  number: sql`v.number`,
  date: sql`v.at`,
  yes_no: sql`v.is_true`,
  choice: sql`v.item`,
};
type Asked = ReturnType<typeof sql<boolean>>;

/** Conditions may name archived fields too: who saved one finds what they found. */
export const conditionFields = async (tx: Tx): Promise<Field<WithValues>[]> => (await readContactFields(tx)).map(conditionField);

/** Asked in a query over `contacts p`; the database may begin with the values that match. */
function conditionField(field: ContactField): Field<WithValues> {
  const { id, type, label, choices } = field;
  const asked = ASKED_AS[type];
  const own = sql`v.workspace_id = p.workspace_id and v.contact_id = p.id and v.field_id = ${id}::uuid`;
  const many = {
    sql: () => sql`array(select v.item from contact_values v where ${own})`,
    anyOf: (ids: ReturnType<typeof sql>) =>
      sql<boolean>`(p.id in (select v.contact_id from contact_values v where v.workspace_id = current_workspace() and v.field_id = ${id}::uuid and v.item = any(${ids})))`,
  };
  const one = {
    sql: () => COLUMNS[type as Exclude<ContactFieldType, "many">], // beside the other branch
    within: (condition: Asked) => sql<boolean>`exists (select 1 from contact_values v where ${own} and ${condition})`,
  };
  return {
    id: fieldId(field),
    type: asked,
    label: sameWords(label),
    ...(choices.length > 0 ? { options: choices.map((choice) => ({ id: choice.id, label: sameWords(choice.name) })) } : {}),
    ...(type === "many" ? many : one),
    read: ({ values }: WithValues) => dayOrValue(field, values?.[field.key]),
  } as Field<WithValues>; // the table of types pairs it with its value
}

function dayOrValue({ type }: ContactField, value: FieldValue | undefined) {
  return type === "date" && typeof value === "string" ? new Date(`${value}T12:00:00Z`) : value;
}

const VARIABLES: Record<ContactFieldType, { type: VariableType; example: string | number | boolean }> = {
  text: { type: "text", example: "…" },
  link: { type: "text", example: "https://example.com/" },
  number: { type: "number", example: 12 },
  date: { type: "date_time", example: "2026-03-02T12:00:00Z" },
  yes_no: { type: "yes_no", example: true },
  choice: { type: "text", example: "…" },
  many: { type: "text", example: "…" },
};

/** What may stand in texts: of choices their names. */
export const fieldVariables = async (tx: Tx): Promise<Variable<WithValues>[]> =>
  (await readContactFields(tx)).map((field) => {
    const { type, example } = VARIABLES[field.type];
    return {
      id: fieldId(field),
      type,
      label: sameWords(field.label),
      example: field.choices[0]?.name ?? example,
      read: ({ values }) => {
        const value = values?.[field.key];
        if (value === undefined || typeof value === "number" || typeof value === "boolean") return value;
        if (field.type === "date") return new Date(`${String(value)}T12:00:00Z`);
        const names = [value].flat().map((one) => field.choices.find((choice) => choice.id === one)?.name ?? one);
        return names.join(", ");
      },
    };
  });

const fieldId = ({ key }: ContactField) => `contact.field.${key}`;
/** The workspace's own words are the same in every language. */
const sameWords = (text: string) => ({ "pt-BR": text, en: text, es: text });
