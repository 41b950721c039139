import { type Ctx, emit, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import type { Lifecycle } from "../closed-sets.ts";
import { holdCompany } from "../companies/companies.ts";
import { checkValues, valuesColumn, type WrittenValues, writeValues } from "../contact-fields/contact-values.ts";
import { contactChanged } from "../events.ts";
import { accessContact } from "./read-contacts.ts";

export interface ContactChange {
  /** Null takes the given name away. */
  name?: string | null;
  persona?: string;
  lifecycle?: Lifecycle;
  /** Machines never begin with them. */
  isBlocked?: boolean;
  /** Null: of none. */
  companyId?: string | null;
  /** By the keys of their fields; null takes one away, what is not named stays. */
  fields?: WrittenValues;
}

/** Changes a contact that the actor sees, and writes down what it was before. @throws {AppError} as {@link changeContactIn} */
export function changeContact(ctx: Ctx, contactId: string, change: ContactChange): Promise<void> {
  return ctx.transaction(async (tx) => {
    const before = await changeContactIn(tx, ctx, contactId, change);
    const detail = Object.fromEntries(
      Object.entries(change).map(([name, to]) => [name, { from: before[name as keyof ContactChange], to }]),
    ); // of the change's own names
    await recordAudit(tx, ctx, { action: "contact.changed", subjectKind: "contact", subjectId: contactId, detail });
  });
}

/**
 * Changes a contact that the actor sees.
 * @returns what it was before
 * @throws {AppError} platform.not_found, also for one that was merged, and for a company that is not there; inbox.invalid_contact_fields
 */
export async function changeContactIn(tx: Tx, ctx: Ctx, contactId: string, change: ContactChange): Promise<Required<ContactChange>> {
  await accessContact(tx, ctx, contactId);
  const before = await tx.maybeOne(sql<Required<ContactChange>>`
    select name, persona, lifecycle, blocked_at is not null as "isBlocked", company_id as "companyId", coalesce(${valuesColumn}, '{}') as fields from contacts p where id = ${contactId} and merged_into is null`);
  if (before === null) throw notFound({ what: "contact" });
  const { fields = {}, companyId } = change;
  if (typeof companyId === "string") await holdCompany(tx, companyId);
  await writeValues(tx, ctx.workspaceId, [{ contactId, values: await checkValues(tx, fields, false) }]);
  await tx.run(sql`
    update contacts set name = case when ${change.name !== undefined} then ${change.name ?? null} else name end, persona = coalesce(${change.persona ?? null}, persona),
      lifecycle = coalesce(${change.lifecycle ?? null}, lifecycle), company_id = case when ${companyId !== undefined} then ${companyId ?? null}::uuid else company_id end,
      blocked_at = case ${change.isBlocked ?? null}::boolean when true then coalesce(blocked_at, ${ctx.now()}) when false then null else blocked_at end, updated_at = ${ctx.now()}
    where id = ${contactId}`);
  emit(tx, [contactChanged({ workspaceId: ctx.workspaceId, subjectId: contactId })], ctx.now());
  return { ...before, fields: Object.fromEntries(Object.keys(fields).map((key) => [key, before.fields[key] ?? null])) };
}
