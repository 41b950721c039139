import { type Ctx, emit, newId, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { holdCompany } from "../companies/companies.ts";
import { checkValues, type WrittenValues, writeValues } from "../contact-fields/contact-values.ts";
import { contactChanged } from "../events.ts";
import { addIdentitiesIn, type WrittenIdentity } from "./identities.ts";

export interface NewContact {
  name: string;
  persona?: string;
  identities: readonly WrittenIdentity[];
  companyId?: string | null;
  /** By the keys of their fields. */
  fields?: WrittenValues;
}

/**
 * Writes down a person who has not written yet. @returns its id
 * @throws {AppError} inbox.invalid_contact_fields; inbox.invalid_identity; inbox.contact_exists, with who it is, where one of the identities is somebody's already
 */
export const createContact = (ctx: Ctx, wanted: NewContact): Promise<string> =>
  ctx.transaction((tx) => createContactIn(tx, ctx, wanted, { isWhole: true }));

/** The same as a part of something larger. @param isWhole also what has to be filled in and was not is a problem */
export async function createContactIn(
  tx: Tx,
  ctx: Ctx,
  { name, persona, identities, companyId = null, fields = {} }: NewContact,
  { isWhole }: { isWhole: boolean },
): Promise<string> {
  const values = await checkValues(tx, fields, isWhole);
  if (companyId !== null) await holdCompany(tx, companyId);
  const id = newId();
  await tx.run(sql`
    insert into contacts (workspace_id, id, name, persona, company_id, created_at, updated_at)
    values (${ctx.workspaceId}, ${id}, ${name}, ${persona ?? "customer"}, ${companyId}, ${ctx.now()}, ${ctx.now()})`);
  await writeValues(tx, ctx.workspaceId, [{ contactId: id, values }]);
  const keys = await addIdentitiesIn(tx, ctx, id, identities);
  emit(tx, [contactChanged({ workspaceId: ctx.workspaceId, subjectId: id })], ctx.now());
  const known = keys.map(({ kind, value }) => ({ kind, value }));
  await recordAudit(tx, ctx, {
    action: "contact.created",
    subjectKind: "contact",
    subjectId: id,
    detail: { name, identities: known, companyId, fields },
  });
  return id;
}
