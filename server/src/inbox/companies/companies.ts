import { type Ctx, cursorOf, defineError, emit, holdNames, newId, notFound, readCursor, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { findWords } from "../contacts/search-contacts.ts";
import { companyChanged } from "../events.ts";
import { type Company, companyColumns } from "./company.ts";
import { canonicalTaxId } from "./tax-id.ts";

/** As a member writes it; what a change does not name stays. */
export interface WrittenCompany {
  name: string;
  taxId?: { country: string; id: string } | null;
  domain?: string | null;
  note?: string;
}

const taxIdTaken = defineError<{ companyId: string; name: string }>(
  "inbox.tax_id_taken",
  409,
  ({ name }) => `"${name}" has this tax id already. Use that company, or correct the number.`,
);
const invalidTaxId = defineError<{ country: string }>(
  "inbox.invalid_tax_id",
  422,
  ({ country }) => `This is no tax id of a company in ${country}: the check digits do not fit, or it is too long or short.`,
);
const invalidDomain = defineError("inbox.invalid_domain", 422, "Write a domain, such as example.com.");

/** Companies by name, a page at a time. @param asked search: beginnings of words of a name or domain, or a tax id */
export async function listCompanies(
  ctx: Ctx,
  asked: { search?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: Company[]; nextCursor: string | null }> {
  const found = findWords(
    asked.search ?? "",
    (from, to) => sql`k.id in (
    select w.company_id from company_words w where w.workspace_id = ${ctx.workspaceId} and w.word >= ${from} and w.word < ${to})`,
  );
  const [name, id] = asked.cursor === undefined ? [null, null] : readCursor(asked.cursor, "text", "id");
  const behind = name === null ? sql`` : sql`and (k.folded_name, k.id) > (${Buffer.from(name, "base64url").toString("utf8")}, ${id}::uuid)`;
  const rows = await ctx.transaction((tx) =>
    tx.many(sql<Company & { foldedName: string }>`
      select ${companyColumns(ctx.actor)}, k.folded_name as "foldedName" from companies k
      where k.workspace_id = ${ctx.workspaceId} and ${found ?? sql`true`} ${behind} order by k.folded_name, k.id limit ${asked.limit + 1}`),
  );
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  const isMore = rows.length > asked.limit && last !== undefined;
  return {
    items: items.map(({ foldedName: _name, ...company }) => company),
    nextCursor: isMore ? cursorOf([Buffer.from(last.foldedName).toString("base64url"), last.id]) : null,
  };
}

/** @throws {AppError} platform.not_found */
export const findCompany = (ctx: Ctx, id: string): Promise<Company> => ctx.transaction((tx) => readCompany(tx, ctx, id));

/** @throws {AppError} inbox.invalid_tax_id, inbox.invalid_domain; inbox.tax_id_taken with whose it is */
export function createCompany(ctx: Ctx, written: WrittenCompany): Promise<Company> {
  return ctx.transaction(async (tx) => {
    const id = newId();
    const { name, taxId = null, domain = null, note = "" } = read(written);
    await refuseTaken(tx, ctx, taxId, id);
    await tx.run(sql`
      insert into companies (workspace_id, id, name, tax_country, tax_id, domain, note, created_at, updated_at)
      values (${ctx.workspaceId}, ${id}, ${name}, ${taxId?.country ?? null}, ${taxId?.id ?? null}, ${domain}, ${note}, ${ctx.now()}, ${ctx.now()})`);
    return record(tx, ctx, "company.created", id, { name, taxId, domain });
  });
}

/** @throws {AppError} as {@link createCompany}; platform.not_found */
export function changeCompany(ctx: Ctx, id: string, change: Partial<WrittenCompany>): Promise<Company> {
  return ctx.transaction(async (tx) => {
    const before = await lockCompany(tx, id);
    const after = { ...before, ...read({ ...change, name: change.name ?? before.name }) };
    await refuseTaken(tx, ctx, after.taxId, id);
    await tx.run(sql`
      update companies set name = ${after.name}, tax_country = ${after.taxId?.country ?? null}, tax_id = ${after.taxId?.id ?? null}, domain = ${after.domain},
        note = ${after.note}, updated_at = ${ctx.now()}
      where id = ${id}`);
    const detail = Object.fromEntries(
      (Object.keys(change) as (keyof WrittenCompany)[]).map((key) => [key, { from: before[key], to: after[key] }]),
    ); // of the change's own names
    return record(tx, ctx, "company.changed", id, detail);
  });
}

/** Its contacts stay, and belong to none. @throws {AppError} platform.not_found */
export function removeCompany(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { name, taxId, domain } = await lockCompany(tx, id);
    await tx.run(sql`delete from companies where id = ${id}`);
    await tell(tx, ctx, "company.removed", id, { name, taxId, domain });
  });
}

/** Held, so that it is there when the contact is written. @throws {AppError} platform.not_found */
export async function holdCompany(tx: Tx, id: string): Promise<void> {
  if ((await tx.maybeOne(sql`select 1 from companies where id = ${id} for key share`)) === null) throw notFound({ what: "company" });
}

/** What was named, in the form in which it is kept. */
function read({ name, taxId, domain, ...rest }: WrittenCompany): WrittenCompany {
  return {
    ...rest,
    name: name.trim(),
    ...(taxId === undefined ? {} : { taxId: readTaxId(taxId) }),
    ...(domain === undefined ? {} : { domain: readDomain(domain) }),
  };
}

function readTaxId(written: WrittenCompany["taxId"]): { country: string; id: string } | null {
  if (written === null || written === undefined) return null;
  const id = canonicalTaxId(written.country, written.id);
  if (id === null) throw invalidTaxId({ country: written.country });
  return { country: written.country, id };
}

/** `https://www.Sol.example/contato` is `sol.example`. */
function readDomain(written: string | null): string | null {
  const text = written?.trim() ?? "";
  if (text === "") return null;
  const host = URL.parse(/^[a-z]+:\/\//i.test(text) ? text : `https://${text.replace(/^.*@/, "")}`)?.hostname.replace(/^www\./, "");
  if (host === undefined || host.length > 253 || !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) || /^[\d.]+$/.test(host)) throw invalidDomain();
  return host;
}

/** One after the other, so that two who write the same number in one moment do not both find it free. */
async function refuseTaken(tx: Tx, ctx: Ctx, taxId: WrittenCompany["taxId"], id: string): Promise<void> {
  if (taxId === null || taxId === undefined) return;
  await holdNames(tx, ctx.workspaceId, "companies");
  const other = await tx.maybeOne(sql<{ companyId: string; name: string }>`
    select id as "companyId", name from companies
    where workspace_id = current_workspace() and tax_country = ${taxId.country} and tax_id = ${taxId.id} and id <> ${id}`);
  if (other !== null) throw taxIdTaken(other);
}

async function lockCompany(tx: Tx, id: string): Promise<Required<WrittenCompany>> {
  const row = await tx.maybeOne(sql<Required<WrittenCompany>>`
    select name, case when tax_id is not null then json_build_object('country', tax_country, 'id', tax_id) end as "taxId", domain, note
    from companies where id = ${id} for update`);
  if (row === null) throw notFound({ what: "company" });
  return row;
}

async function readCompany(tx: Tx, ctx: Ctx, id: string): Promise<Company> {
  const row = await tx.maybeOne(sql<Company>`select ${companyColumns(ctx.actor)} from companies k where k.id = ${id}`);
  if (row === null) throw notFound({ what: "company" });
  return row;
}

async function record(tx: Tx, ctx: Ctx, action: string, id: string, detail: Record<string, unknown>): Promise<Company> {
  await tell(tx, ctx, action, id, detail);
  return readCompany(tx, ctx, id);
}

async function tell(tx: Tx, ctx: Ctx, action: string, id: string, detail: Record<string, unknown>): Promise<void> {
  emit(tx, [companyChanged({ workspaceId: ctx.workspaceId, subjectId: id })], ctx.now());
  await recordAudit(tx, ctx, { action, subjectKind: "company", subjectId: id, detail });
}
