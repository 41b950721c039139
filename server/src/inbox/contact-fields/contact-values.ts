import { defineError, sql, type Tx } from "../../platform/index.ts";
import type { Fragment } from "../conversations/sight.ts";
import { type ContactField, readContactFields } from "./contact-field.ts";
import { checkValue, type FieldValue, type ValueProblem } from "./field-value.ts";

/** Values by the keys of their fields; null takes one away. */
export type WrittenValues = Record<string, unknown>;

/** Values that were checked: what is to stand, and null for what is to go. */
export type CheckedValues = { field: ContactField; value: FieldValue | null }[];

const invalidContactFields = defineError<{ problems: { key: string; problem: ValueProblem }[] }>(
  "inbox.invalid_contact_fields",
  422,
  ({ problems }) => `Values do not fit their fields: ${problems.map(({ key, problem }) => `${key} (${problem})`).join(", ")}.`,
);

/** The values of a contact `p` as one document by key; the column of the list and of one contact. */
export const valuesColumn: Fragment = sql`
  (select jsonb_object_agg(one.key, one.value) from (
    select f.key, case f.type
        when 'many' then jsonb_agg(v.item order by v.item) when 'choice' then to_jsonb(min(v.item)) when 'number' then to_jsonb(min(v.number))
        when 'yes_no' then to_jsonb(bool_and(v.is_true)) when 'date' then to_jsonb(to_char(min(v.at) at time zone 'UTC', 'YYYY-MM-DD'))
        else to_jsonb(min(v.text)) end as value
    from contact_values v join contact_fields f on f.workspace_id = v.workspace_id and f.id = v.field_id
    where v.workspace_id = p.workspace_id and v.contact_id = p.id group by f.id, f.key, f.type) one)`;

/**
 * What a member wrote, checked against the fields of the workspace, with one problem for each field.
 * @param isNew also what has to be filled in and was not is a problem
 * @throws {AppError} inbox.invalid_contact_fields
 */
export async function checkValues(tx: Tx, written: WrittenValues, isNew: boolean): Promise<CheckedValues> {
  const fields = (await readContactFields(tx)).filter(({ isArchived }) => !isArchived);
  const problems: { key: string; problem: ValueProblem }[] = Object.keys(written)
    .filter((key) => !fields.some((field) => field.key === key))
    .map((key) => ({ key, problem: "unknown_field" }));
  const checked: CheckedValues = [];
  for (const field of fields) {
    const given = Object.hasOwn(written, field.key) ? written[field.key] : undefined;
    if (given === undefined ? isNew && field.isRequired : given === null && field.isRequired)
      problems.push({ key: field.key, problem: "required" });
    else if (given === null) checked.push({ field, value: null });
    else if (given !== undefined) {
      const read = checkValue(field, given);
      if ("problem" in read) problems.push({ key: field.key, problem: read.problem });
      else checked.push({ field, value: read.value });
    }
  }
  if (problems.length > 0) throw invalidContactFields({ problems });
  return checked;
}

type ValuesOfMany = { contactId: string; values: CheckedValues }[];

/** Writes values of contacts that are there and locked; many at once. What stood in these fields before goes. */
export async function writeValues(tx: Tx, workspaceId: string, values: ValuesOfMany): Promise<void> {
  const named = eachOf(values);
  if (named.length === 0) return;
  await tx.run(sql`
    delete from contact_values v using unnest(${named.map((one) => one.contactId)}::uuid[], ${named.map(({ field }) => field.id)}::uuid[]) as gone(contact_id, field_id)
    where v.workspace_id = ${workspaceId} and v.contact_id = gone.contact_id and v.field_id = gone.field_id`);
  await writeFirstValues(tx, workspaceId, values);
}

/** The same of contacts that are new: nothing stood there. */
export async function writeFirstValues(tx: Tx, workspaceId: string, values: ValuesOfMany): Promise<void> {
  const rows = eachOf(values).flatMap(({ contactId, field, value }) =>
    value === null ? [] : rowsOf(field, value).map((row) => ({ contactId, ...row })),
  );
  if (rows.length === 0) return;
  await tx.run(sql`
    insert into contact_values (workspace_id, contact_id, field_id, item, text, number, at, is_true)
    select ${workspaceId}, * from unnest(${rows.map((row) => row.contactId)}::uuid[], ${rows.map((row) => row.fieldId)}::uuid[], ${rows.map((row) => row.item)}::text[],
      ${rows.map((row) => row.text)}::text[], ${rows.map((row) => row.number)}::float8[], ${rows.map((row) => row.at)}::timestamptz[], ${rows.map((row) => row.isTrue)}::boolean[])`);
}

const eachOf = (values: ValuesOfMany) =>
  values.flatMap(({ contactId, values }) => values.map(({ field, value }) => ({ contactId, field, value })));

interface ValueRow {
  fieldId: string;
  item: string;
  text: string | null;
  number: number | null;
  at: string | null;
  isTrue: boolean | null;
}

/** `value` was checked, so it has the form of its field's type. */
function rowsOf({ id, type }: ContactField, value: FieldValue): ValueRow[] {
  const empty: ValueRow = { fieldId: id, item: "", text: null, number: null, at: null, isTrue: null };
  if (Array.isArray(value)) return value.map((item) => ({ ...empty, item }));
  if (typeof value === "number") return [{ ...empty, number: value }];
  if (typeof value === "boolean") return [{ ...empty, isTrue: value }];
  if (type === "choice") return [{ ...empty, item: value }];
  return [type === "date" ? { ...empty, at: `${value}T12:00:00Z` } : { ...empty, text: value }];
}

/** Of two people who become one, the second has what they lacked. @returns the fields that were copied, so that it can be taken back */
export async function copyValues(tx: Tx, fromId: string, toId: string): Promise<string[]> {
  const rows = await tx.many(sql<{ fieldId: string }>`
    insert into contact_values (workspace_id, contact_id, field_id, item, text, number, at, is_true)
    select v.workspace_id, ${toId}, v.field_id, v.item, v.text, v.number, v.at, v.is_true from contact_values v
    where v.contact_id = ${fromId} and not exists (
      select 1 from contact_values own where own.workspace_id = v.workspace_id and own.contact_id = ${toId} and own.field_id = v.field_id)
    returning field_id as "fieldId"`);
  return [...new Set(rows.map(({ fieldId }) => fieldId))];
}

/** Takes back what {@link copyValues} gave, where it still is what it was. */
export async function takeCopiedValues(tx: Tx, fromId: string, toId: string, fieldIds: readonly string[]): Promise<void> {
  const writtenOf = (contactId: string) => sql`(
    select string_agg(row(v.item, v.text, v.number, v.at, v.is_true)::text, ' ' order by v.item) from contact_values v where v.contact_id = ${contactId} and v.field_id = copied.id)`;
  await tx.run(sql`
    delete from contact_values where contact_id = ${toId} and field_id in (
      select copied.id from unnest(${fieldIds}::uuid[]) copied(id) where ${writtenOf(toId)} = ${writtenOf(fromId)})`);
}
