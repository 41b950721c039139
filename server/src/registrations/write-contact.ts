import {
  addIdentitiesIn,
  changeContactIn,
  createContactIn,
  type FieldValue,
  findContactBy,
  type KnownContact,
  readContactFields,
  readKnownContact,
  readWritten,
  writeValue,
} from "../inbox/index.ts";
import { AppError, type Ctx, notFound, type Tx } from "../platform/index.ts";
import type { Form } from "./forms/form.ts";
import type { Registration } from "./registration.ts";

/** Something that the form writes of the contact, and what stands there now. */
export interface ContactChange {
  /** Of the form. */
  field: string;
  target: string;
  given: string;
  /** Null where nothing stands there. */
  present: string | null;
  /** The contact was changed after it was handed in: approval leaves it, unless the reviewer says otherwise. */
  isNewer: boolean;
}

/** Whom the registration is about: the person who handed it in, or whose phone or e-mail it names; null: nobody that is known. */
export async function contactOf(tx: Tx, form: Form, registration: Registration): Promise<KnownContact | null> {
  if (registration.contactId !== null) return readKnownContact(tx, registration.contactId);
  for (const { kind, value } of identitiesIn(form, registration)) {
    const id = await findContactBy(tx, kind, value);
    if (id !== null) return readKnownContact(tx, id);
  }
  return null;
}

function identitiesIn({ fields }: Form, { values }: Registration): { kind: "phone" | "email"; value: string }[] {
  return fields.flatMap(({ key, writesTo }) => {
    const value = values[key];
    return value !== undefined && (writesTo === "phone" || writesTo === "email") ? [{ kind: writesTo, value }] : [];
  });
}

/** What approval would change of a contact that is there: what is the same is not named. */
export async function changesOf(tx: Tx, form: Form, registration: Registration, contact: KnownContact): Promise<ContactChange[]> {
  const fields = await readContactFields(tx);
  const isNewer = contact.updatedAt > registration.submittedAt;
  return form.fields.flatMap(({ key, writesTo }) => {
    const given = registration.values[key];
    if (writesTo === null || given === undefined) return [];
    if (writesTo === "phone" || writesTo === "email") {
      const isThere = contact.identities.some(({ kind, value }) => kind === writesTo && value === given);
      return isThere ? [] : [{ field: key, target: writesTo, given, present: null, isNewer: false }];
    }
    const of = fields.find((one) => `field:${one.key}` === writesTo);
    const value = of === undefined ? undefined : contact.fields[of.key];
    const present = writesTo === "name" ? contact.name : of === undefined || value === undefined ? null : writeValue(of, value);
    return present === given ? [] : [{ field: key, target: writesTo, given, present, isNewer: isNewer && present !== null }];
  });
}

export interface Written {
  contactId: string;
  /** Fields of the form that were written, with what stood there before. */
  written: { field: string; before: string | null }[];
  /** Fields whose target is newer, does not take the value, or is somebody else's. */
  left: { field: string; because: "newer" | "does_not_fit" | "of_somebody_else" }[];
}

/**
 * Writes what the form says into the contact, who is made where nobody is known. What was changed since is left, but for what `overwrite` names.
 * The asker may decide; what follows of it is written whether or not they see the contact.
 * @param overwrite keys of the form's fields
 */
export async function writeContact(
  tx: Tx,
  asker: Ctx,
  form: Form,
  registration: Registration,
  overwrite: ReadonlySet<string>,
): Promise<Written> {
  const ctx: Ctx = { ...asker, actor: { ...asker.actor, sight: { kind: "all" } } };
  const known = await contactOf(tx, form, registration);
  const contactId = known?.id ?? (await makeContact(tx, ctx, form, registration));
  const contact = known ?? (await readKnownContact(tx, contactId));
  if (contact === null) throw notFound({ what: "contact" });
  const outcome: Written = { contactId, written: [], left: [] };
  const fields: Record<string, FieldValue> = {};
  let name: string | undefined;
  const all = await readContactFields(tx);
  for (const change of await changesOf(tx, form, registration, contact)) {
    if (change.isNewer && !overwrite.has(change.field)) outcome.left.push({ field: change.field, because: "newer" });
    else if (change.target === "name") name = change.given;
    else if (change.target === "phone" || change.target === "email") await addIdentity(tx, ctx, contactId, change, outcome);
    else {
      const of = all.find((one) => `field:${one.key}` === change.target);
      const read = of === undefined ? { problem: "unknown_field" } : readWritten(of, change.given);
      if (of === undefined || !("value" in read)) {
        outcome.left.push({ field: change.field, because: "does_not_fit" });
        continue;
      }
      fields[of.key] = read.value;
      outcome.written.push({ field: change.field, before: change.present });
    }
    if (change.target === "name" && name !== undefined) outcome.written.push({ field: change.field, before: change.present });
  }
  const persona = form.persona ?? undefined;
  await changeContactIn(tx, ctx, contactId, {
    fields,
    ...(name === undefined ? {} : { name }),
    ...(persona === undefined ? {} : { persona }),
  });
  return outcome;
}

const makeContact = (tx: Tx, ctx: Ctx, form: Form, registration: Registration): Promise<string> =>
  createContactIn(
    tx,
    ctx,
    {
      name: registration.person,
      ...(form.persona === null ? {} : { persona: form.persona }),
      identities: identitiesIn(form, registration),
    },
    { isWhole: false },
  );

/** An address that is somebody else's stays theirs. */
async function addIdentity(tx: Tx, ctx: Ctx, contactId: string, { field, target, given }: ContactChange, outcome: Written): Promise<void> {
  try {
    await addIdentitiesIn(tx, ctx, contactId, [{ kind: target === "email" ? "email" : "phone", value: given }]);
    outcome.written.push({ field, before: null });
  } catch (error) {
    // Thrown without a failed statement: the rest of the transaction stands.
    if (!(error instanceof AppError)) throw error;
    outcome.left.push({ field, because: "of_somebody_else" });
  }
}
