import { sql, type Tx } from "../platform/index.ts";
import { alreadyRegistered } from "./errors.ts";

/** @throws {AppError} registrations.already_registered where another registration of the form has this tax id */
export async function ensureTaxIdFree(tx: Tx, { id, formId }: { id: string; formId: string }, taxId: string | null): Promise<void> {
  if (taxId === null) return;
  const other = await tx.maybeOne(sql<{ number: string; status: string }>`
    select number, status from registrations where form_id = ${formId} and tax_id = ${taxId} and status <> 'rejected' and id <> ${id}`);
  if (other !== null) throw alreadyRegistered({ ...other, registrationId: null });
}
