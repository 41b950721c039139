import { newId, RunAgain, sql, type Tx } from "../../platform/index.ts";
import { nameCompanies } from "../companies/name-companies.ts";
import { type ContactField, readContactFields } from "../contact-fields/contact-field.ts";
import { valuesColumn, writeFirstValues, writeValues } from "../contact-fields/contact-values.ts";
import type { FieldValue } from "../contact-fields/field-value.ts";
import type { Tombstones } from "../privacy/tombstones.ts";
import type { Mapping } from "./mapping.ts";
import { type LineProblem, readLine, type ToldPerson } from "./read-line.ts";
import type { SheetLine } from "./read-sheet.ts";

/** How the lines of an import are taken. */
export interface Taking {
  workspaceId: string;
  importId: string;
  mapping: Mapping;
  onKnown: "update" | "skip";
  /** The member who imports: numbers and addresses were written down by them. */
  by: string | null;
  now: Date;
}

/** What a changed contact was before, as far as the import changed it. */
export interface Before {
  name: string | null;
  persona: string;
  lifecycle: string;
  /** Absent in rows of before contacts had one. */
  companyId?: string | null;
  updatedAt: string;
  /** Null for what was empty. */
  fields: Record<string, FieldValue | null>;
  /** Identities that it got. */
  added: { kind: string; value: string }[];
}

export type LineOutcome =
  | { number: number; outcome: "made"; contactId: string }
  | { number: number; outcome: "changed"; contactId: string; before: Before | null }
  | { number: number; outcome: "skipped" }
  | { number: number; outcome: "failed"; problems: LineProblem[] };

/**
 * Takes some lines of a sheet: who is known by any key is changed or passed over, who is not is made.
 * @param isCheck nothing is written, only told
 * @throws {RunAgain} when somebody wrote to us from one of the numbers meanwhile
 */
export async function importPiece(
  tx: Tx,
  tombstones: Tombstones,
  taking: Taking,
  lines: readonly SheetLine[],
  isCheck: boolean,
): Promise<LineOutcome[]> {
  const fields = (await readContactFields(tx)).filter(({ isArchived }) => !isArchived);
  const { country } = await tx.one(sql<{ country: string }>`select country from workspaces where id = ${taking.workspaceId}`);
  const reading = { mapping: taking.mapping, fields: new Map(fields.map((field) => [field.key, field])), country };
  const read = lines.map((line) => ({ number: line.number, told: readLine(line, reading) }));
  const told = read.flatMap((one) => (Array.isArray(one.told) ? [] : [one.told]));
  const owners = await findOwners(tx, told);
  const erased = await findErased(tx, tombstones, taking.workspaceId, told);
  const { outcomes, made, known } = sort(read, { owners, erased }, fields, taking.onKnown);
  const before = isCheck ? new Map<string, Before>() : await readBefore(tx, [...known.keys()], told);
  if (!isCheck) {
    const named = [...made.values(), ...known.values()].flat().flatMap(({ company }) => company ?? []);
    const companies = await nameCompanies(tx, taking, named);
    await makeContacts(tx, taking, made, companies);
    await changeContacts(tx, taking, known, companies);
    await addKeys(tx, taking, [...made, ...known], before);
    await writeFirstValues(tx, taking.workspaceId, valuesOf(made));
    await writeValues(tx, taking.workspaceId, valuesOf(known));
  }
  return outcomes.map((one) => {
    if (one.outcome !== "changed") return one;
    // The first line about a person has what they were; behind it there is nothing more to give back.
    const first = before.get(one.contactId) ?? null;
    before.delete(one.contactId);
    return { ...one, before: first };
  });
}

const idOf = ({ kind, value }: { kind: string; value: string }) => `${kind} ${value}`;
type People = [contactId: string, told: ToldPerson[]];

async function findOwners(tx: Tx, told: readonly ToldPerson[]): Promise<Map<string, string>> {
  const keys = told.flatMap(({ keys }) => keys);
  const rows = await tx.many(sql<{ kind: string; value: string; contactId: string }>`
    select i.kind, i.value, i.contact_id as "contactId" from unnest(${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ value }) => value)}::text[]) wanted(kind, value)
    join contact_identities i on i.workspace_id = current_workspace() and i.kind = wanted.kind and i.value = wanted.value`);
  return new Map(rows.map((row) => [idOf(row), row.contactId]));
}

/** Keys of people who were erased: no file brings them back. */
async function findErased(tx: Tx, tombstones: Tombstones, workspaceId: string, told: readonly ToldPerson[]): Promise<Set<string>> {
  const keys = told.flatMap((one) => one.keys);
  const erased = await tombstones.read(tx, workspaceId, keys);
  return new Set(keys.filter((_, index) => erased[index] != null).map(idOf));
}

interface KnownKeys {
  owners: Map<string, string>;
  erased: ReadonlySet<string>;
}

/** Who each line is about; a person of two lines is one. */
function sort(
  read: readonly { number: number; told: ToldPerson | LineProblem[] }[],
  { owners, erased }: KnownKeys,
  fields: readonly ContactField[],
  onKnown: Taking["onKnown"],
): { outcomes: LineOutcome[]; made: Map<string, ToldPerson[]>; known: Map<string, ToldPerson[]> } {
  const made = new Map<string, ToldPerson[]>();
  const known = new Map<string, ToldPerson[]>();
  const outcomes = read.map(({ number, told }): LineOutcome => {
    if (Array.isArray(told)) return { number, outcome: "failed", problems: told };
    const found = [...new Set(told.keys.flatMap((key) => owners.get(idOf(key)) ?? []))];
    if (found.length > 1) return { number, outcome: "failed", problems: [{ column: null, problem: "two_people" }] };
    const [contactId] = found;
    if (contactId !== undefined && onKnown === "skip") return { number, outcome: "skipped" };
    if (contactId === undefined) {
      if (told.keys.some((key) => erased.has(idOf(key))))
        return { number, outcome: "failed", problems: [{ column: null, problem: "erased" }] };
      const missing = fields.some((field) => field.isRequired && !told.values.some((one) => one.field.id === field.id));
      if (missing) return { number, outcome: "failed", problems: [{ column: null, problem: "required" }] };
    }
    const id = contactId ?? newId();
    for (const key of told.keys) owners.set(idOf(key), id);
    const isNew = contactId === undefined;
    const list = isNew || made.has(id) ? made : known;
    list.set(id, [...(list.get(id) ?? []), told]);
    return isNew ? { number, outcome: "made", contactId: id } : { number, outcome: "changed", contactId: id, before: null };
  });
  return { outcomes, made, known };
}

/** Locked in the order of their ids, as everybody does. */
async function readBefore(tx: Tx, ids: string[], told: readonly ToldPerson[]): Promise<Map<string, Before>> {
  const rows = await tx.many(sql<Omit<Before, "added" | "updatedAt"> & { id: string; updatedAt: Date }>`
    select p.id, p.name, p.persona, p.lifecycle, p.company_id as "companyId", p.updated_at as "updatedAt", coalesce(${valuesColumn}, '{}') as fields
    from contacts p where p.id = any(${ids}::uuid[]) order by p.id for update of p`);
  const keys = new Set(told.flatMap(({ values }) => values.map(({ field }) => field.key)));
  return new Map(
    rows.map(({ id, updatedAt, fields, ...row }) => {
      const touched = Object.fromEntries([...keys].map((key) => [key, fields[key] ?? null]));
      return [id, { ...row, updatedAt: updatedAt.toISOString(), fields: touched, added: [] }];
    }),
  );
}

type Told = ReadonlyMap<string, ToldPerson[]>;
type CompanyIds = ReadonlyMap<string, string>;

async function makeContacts(tx: Tx, { workspaceId, now }: Taking, made: Told, companies: CompanyIds): Promise<void> {
  const rows = [...made].map(([id, people]) => ({ id, ...joined(people, companies) }));
  if (rows.length === 0) return;
  await tx.run(sql`
    insert into contacts (workspace_id, id, name, persona, lifecycle, company_id, created_at, updated_at)
    select ${workspaceId}, id, name, coalesce(persona, 'customer'), coalesce(lifecycle, 'lead'), company_id, ${now}, ${now}
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ name }) => name)}::text[], ${rows.map(({ persona }) => persona)}::text[],
      ${rows.map(({ lifecycle }) => lifecycle)}::text[], ${rows.map(({ companyId }) => companyId)}::uuid[]) one(id, name, persona, lifecycle, company_id)`);
}

async function changeContacts(tx: Tx, { workspaceId, now }: Taking, known: Told, companies: CompanyIds): Promise<void> {
  const rows = [...known].map(([id, people]) => ({ id, ...joined(people, companies) }));
  if (rows.length === 0) return;
  await tx.run(sql`
    update contacts p set name = coalesce(one.name, p.name), persona = coalesce(one.persona, p.persona), lifecycle = coalesce(one.lifecycle, p.lifecycle), company_id = coalesce(one.company_id, p.company_id), updated_at = ${now}
    from unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ name }) => name)}::text[], ${rows.map(({ persona }) => persona)}::text[],
      ${rows.map(({ lifecycle }) => lifecycle)}::text[], ${rows.map(({ companyId }) => companyId)}::uuid[]) one(id, name, persona, lifecycle, company_id)
    where p.workspace_id = ${workspaceId} and p.id = one.id`);
}

/** Of several lines about one person the last that says something counts. */
function joined(people: readonly ToldPerson[], companies: CompanyIds) {
  const last = <Key extends "name" | "persona" | "lifecycle" | "company">(what: Key): ToldPerson[Key] | null =>
    people.findLast((one) => one[what] !== null)?.[what] ?? null;
  const company = last("company");
  return {
    name: last("name"),
    persona: last("persona"),
    lifecycle: last("lifecycle"),
    companyId: company === null ? null : (companies.get(company) ?? null),
  };
}

const valuesOf = (people: Told) =>
  [...people].map(([contactId, told]) => ({ contactId, values: lastOf(told.flatMap(({ values }) => values)) }));

const lastOf = (values: ToldPerson["values"]) => [...new Map(values.map((one) => [one.field.id, one])).values()];

/** @throws {RunAgain} when one of them is somebody else's since we looked */
async function addKeys(
  tx: Tx,
  { workspaceId, by, now }: Taking,
  people: readonly People[],
  before: ReadonlyMap<string, Before>,
): Promise<void> {
  const keys = [
    ...new Map(
      people.flatMap(([contactId, told]) => told.flatMap((one) => one.keys.map((key) => [idOf(key), { ...key, contactId }] as const))),
    ).values(),
  ];
  const added = await tx.many(sql<{ kind: string; value: string; contactId: string; isNew: boolean }>`
    with given as (
      select * from unnest(${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ value }) => value)}::text[], ${keys.map(({ contactId }) => contactId)}::uuid[],
        ${keys.map(({ address }) => address)}::text[]) one(kind, value, contact_id, address)),
    made as (
      insert into contact_identities (workspace_id, kind, value, contact_id, address, first_seen_at, last_seen_at, added_by)
      select ${workspaceId}, kind, value, contact_id, address, ${now}, ${now}, ${by} from given order by contact_id, kind, value
      on conflict (workspace_id, kind, value) do nothing returning kind, value, contact_id)
    select kind, value, contact_id as "contactId", true as "isNew" from made
    union all
    select i.kind, i.value, i.contact_id, false from given join contact_identities i on i.workspace_id = ${workspaceId} and i.kind = given.kind and i.value = given.value`);
  const owners = new Map(added.map((one) => [idOf(one), one.contactId]));
  if (keys.some((key) => owners.get(idOf(key)) !== key.contactId)) throw new RunAgain("somebody has one of these identities since");
  for (const { kind, value, contactId, isNew } of added) if (isNew) before.get(contactId)?.added.push({ kind, value });
}
