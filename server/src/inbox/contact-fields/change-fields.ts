import { fold } from "../../../../rules/fold.ts";
import { type Ctx, defineError, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { type Choice, type ContactField, type ContactFieldType, readContactFields } from "./contact-field.ts";
import { type CheckedValues, writeValues } from "./contact-values.ts";
import { checkValue, type FieldValue, readWritten, writeValue } from "./field-value.ts";

/** A field as it is written; a choice without an id is a new one. */
export interface WrittenField {
  label: string;
  type: ContactFieldType;
  choices?: { id?: string | undefined; name: string }[] | undefined;
  isRequired?: boolean | undefined;
  isArchived?: boolean | undefined;
}

/** More make no form that somebody fills in. */
const MOST = 60;

const keyTaken = defineError<{ key: string }>(
  "inbox.contact_field_key_taken",
  409,
  ({ key }) => `There is a field with the key "${key}" already, perhaps an archived one. Use that one, or choose another key.`,
);
const tooMany = defineError<{ most: number }>(
  "inbox.too_many_contact_fields",
  409,
  ({ most }) => `There are ${most} fields already. Use one that is there for something else.`,
);
const invalidChoices = defineError(
  "inbox.invalid_choices",
  422,
  "A field of this type has 1 to 100 choices, none of them twice, and every id is one that the field has.",
);
const valuesDoNotFit = defineError<{ count: number; examples: string[] }>(
  "inbox.contact_field_values_do_not_fit",
  409,
  ({ count, examples }) =>
    `${count} contacts have a value that would be lost, such as ${examples.map((one) => `"${one}"`).join(", ")}. Change those first.`,
);

/** @throws {AppError} inbox.contact_field_key_taken, inbox.too_many_contact_fields, inbox.invalid_choices */
export const createContactField = (ctx: Ctx, written: WrittenField & { key: string }): Promise<ContactField> =>
  ctx.transaction((tx) => createContactFieldIn(tx, ctx, written));

/** The same as a part of something larger. */
export async function createContactFieldIn(tx: Tx, ctx: Ctx, { key, ...written }: WrittenField & { key: string }): Promise<ContactField> {
  await lockFields(tx, ctx);
  const { count } = await tx.one(sql<{ count: number }>`select count(*)::int as count from contact_fields where archived_at is null`);
  if (count >= MOST) throw tooMany({ most: MOST });
  const field: ContactField = { id: newId(), key, ...readField(written, []) };
  const made = await tx.run(sql`
    insert into contact_fields (workspace_id, id, key, label, type, choices, is_required, archived_at, position, created_at)
    select ${ctx.workspaceId}, ${field.id}, ${key}, ${field.label}, ${field.type}, ${JSON.stringify(field.choices)}::jsonb, ${field.isRequired},
      ${field.isArchived ? ctx.now() : null}::timestamptz, coalesce(max(position), 0) + 1, ${ctx.now()} from contact_fields
    on conflict do nothing`);
  if (made === 0) throw keyTaken({ key });
  await recordAudit(tx, ctx, {
    action: "contact_field.created",
    subjectKind: "contact_field",
    subjectId: field.id,
    detail: { key, ...written },
  });
  return field;
}

/**
 * Changes a field as a whole. Another type, or fewer choices, only where every value still says what it said.
 * @throws {AppError} inbox.contact_field_values_do_not_fit, inbox.invalid_choices, platform.not_found
 */
export function changeContactField(ctx: Ctx, id: string, written: WrittenField): Promise<ContactField> {
  return ctx.transaction(async (tx) => {
    await lockFields(tx, ctx);
    const before = (await readContactFields(tx)).find((field) => field.id === id);
    if (before === undefined) throw notFound({ what: "field" });
    const field: ContactField = { id, key: before.key, ...readField(written, before.choices) };
    const isLess = before.choices.some((choice) => !field.choices.some((one) => one.id === choice.id));
    if (before.type !== field.type || isLess) await convertValues(tx, ctx.workspaceId, before, field);
    await tx.run(sql`
      update contact_fields set label = ${field.label}, type = ${field.type}, choices = ${JSON.stringify(field.choices)}::jsonb, is_required = ${field.isRequired},
        archived_at = case when ${field.isArchived} then coalesce(archived_at, ${ctx.now()}) end where id = ${id}`);
    const detail = { key: field.key, from: tellable(before), to: tellable(field) };
    await recordAudit(tx, ctx, { action: "contact_field.changed", subjectKind: "contact_field", subjectId: id, detail });
    return field;
  });
}

/** Puts the fields into the order of these ids; one that is not named stands behind them. */
export function orderContactFields(ctx: Ctx, ids: readonly string[]): Promise<ContactField[]> {
  return ctx.transaction(async (tx) => {
    await lockFields(tx, ctx);
    await tx.run(sql`
      update contact_fields f set position = next.place from (
        select o.id, row_number() over (order by coalesce(array_position(${ids}::uuid[], o.id), 1000), o.position, o.id) as place from contact_fields o) next
      where f.id = next.id`);
    await recordAudit(tx, ctx, { action: "contact_field.ordered", subjectKind: "workspace", subjectId: ctx.workspaceId, detail: { ids } });
    return readContactFields(tx);
  });
}

/** Two who change fields at once go one after the other. */
const lockFields = (tx: Tx, { workspaceId }: Ctx) =>
  tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`contact_fields ${workspaceId}`}, 0))`);

const tellable = ({ label, type, choices, isRequired, isArchived }: ContactField) => ({ label, type, choices, isRequired, isArchived });

function readField(
  { label, type, choices, isRequired, isArchived }: WrittenField,
  before: readonly Choice[],
): Omit<ContactField, "id" | "key"> {
  return {
    label: label.trim(),
    type,
    choices: type === "choice" || type === "many" ? readChoices(choices ?? [], before) : [],
    isRequired: isRequired ?? false,
    isArchived: isArchived ?? false,
  };
}

/** @throws {AppError} inbox.invalid_choices */
function readChoices(written: NonNullable<WrittenField["choices"]>, before: readonly Choice[]): Choice[] {
  const read: Choice[] = [];
  for (const { id, name } of written) {
    if (id !== undefined && !before.some((one) => one.id === id)) throw invalidChoices();
    const taken = [...before, ...read].map((one) => one.id);
    read.push({ id: id ?? freeId(name, taken), name: name.trim() });
  }
  const names = new Set(read.map(({ name }) => fold(name)));
  const ids = new Set(read.map(({ id }) => id));
  if (read.length === 0 || read.length > 100 || names.size < read.length || ids.size < read.length) throw invalidChoices();
  return read;
}

/** From the name, so that an API's user can read it; with a number where another has it. */
function freeId(name: string, taken: readonly string[]): string {
  const base =
    fold(name)
      .replaceAll(/[^a-z0-9]+/g, "_")
      .replaceAll(/^_+|_+$/g, "")
      .slice(0, 40) || "choice";
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}_${number}`;
    if (!taken.includes(id)) return id;
  }
}

interface Kept {
  contactId: string;
  value: FieldValue;
}

/** Every value is read anew as one of the new type, from what a person would read of it. @throws {AppError} inbox.contact_field_values_do_not_fit */
async function convertValues(tx: Tx, workspaceId: string, before: ContactField, after: ContactField): Promise<void> {
  const kept = await tx.many(sql<Kept>`
    select v.contact_id as "contactId", case ${before.type}
        when 'many' then jsonb_agg(v.item order by v.item) when 'choice' then to_jsonb(min(v.item)) when 'number' then to_jsonb(min(v.number))
        when 'yes_no' then to_jsonb(bool_and(v.is_true)) when 'date' then to_jsonb(to_char(min(v.at) at time zone 'UTC', 'YYYY-MM-DD'))
        else to_jsonb(min(v.text)) end as value
    from contact_values v where v.field_id = ${before.id} group by v.contact_id order by v.contact_id`);
  const bad: string[] = [];
  const next: { contactId: string; values: CheckedValues }[] = [];
  for (const { contactId, value } of kept) {
    const written = writeValue(before, value);
    const read = readConverted(before, after, value, written);
    if ("problem" in read) bad.push(written);
    else next.push({ contactId, values: [{ field: after, value: read.value }] });
  }
  if (bad.length > 0) throw valuesDoNotFit({ count: bad.length, examples: [...new Set(bad)].slice(0, 3) });
  for (let from = 0; from < next.length; from += CHUNK) await writeValues(tx, workspaceId, next.slice(from, from + CHUNK));
}

const CHUNK = 5_000;

/** Choices stay who they are, whatever they are called now; everything else is what a person would read of it. */
function readConverted(before: ContactField, after: ContactField, value: FieldValue, written: string): ReturnType<typeof readWritten> {
  const ids = [value].flat();
  if (before.choices.length > 0 && after.type === "many") return checkValue(after, ids);
  if (before.choices.length > 0 && after.type === "choice") return ids.length === 1 ? checkValue(after, ids[0]) : { problem: "not_choice" };
  // `ana` is no address because `https://ana` would be.
  if (after.type === "link" && before.type !== "link" && !/^https?:/i.test(written)) return { problem: "not_link" };
  return readWritten(after, written);
}
