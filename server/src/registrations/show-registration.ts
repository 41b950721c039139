import type { Ctx, Tx } from "../platform/index.ts";
import { checkFields, type FieldCheck, todayOf } from "./checks.ts";
import { filesOf, type RegistrationFile } from "./files/registration-file.ts";
import { type Form, readForm } from "./forms/form.ts";
import { type HistoryEntry, readHistory } from "./history.ts";
import { type ListedRegistration, readListed } from "./list-registrations.ts";
import { readRegistration } from "./registration.ts";
import { type ContactChange, changesOf, contactOf } from "./write-contact.ts";

/** One registration as a reviewer sees it: everything is checked again. */
export interface ShownRegistration extends ListedRegistration {
  fields: Form["fields"];
  checks: FieldCheck[];
  files: RegistrationFile[];
  history: HistoryEntry[];
  /** What approval would change of the contact; empty where it makes one, and of what is decided. */
  contactChanges: ContactChange[];
  /** Whom approval would write into; null: it makes somebody. */
  writesInto: { id: string; name: string | null } | null;
}

/** @throws {AppError} platform.not_found */
export async function showRegistration(tx: Tx, ctx: Ctx, id: string): Promise<ShownRegistration> {
  await readRegistration(tx, ctx, id);
  return showWhole(tx, ctx, id);
}

/** What became of one that the asker has just changed, also where they no longer see it. */
export async function showWhole(tx: Tx, ctx: Ctx, id: string): Promise<ShownRegistration> {
  const registration = await readListed(tx, id);
  const form = await readForm(tx, registration.formId);
  const files = await filesOf(tx, id);
  const contact = await contactOf(tx, form, registration);
  const isOpen = registration.decidedAt === null;
  return {
    ...registration,
    fields: form.fields,
    checks: checkFields({ form, registration, files, contact, today: await todayOf(tx, ctx.now()) }),
    files,
    history: await readHistory(tx, id),
    contactChanges: isOpen && contact !== null ? await changesOf(tx, form, registration, contact) : [],
    writesInto: contact === null ? null : { id: contact.id, name: contact.name ?? contact.profileName },
  };
}
