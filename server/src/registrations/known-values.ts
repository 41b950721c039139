import { readCep, readCnpj, readCpf, readEmail, readNif, readPhone, readPostalPt } from "../../../language/understand.ts";
import { fold } from "../../../rules/fold.ts";
import { accessConversation, type FieldValue, filesOfMessage, type KnownContact, readKnownContact } from "../inbox/index.ts";
import { type Ctx, notFound, sql, type Tx } from "../platform/index.ts";
import type { FormField } from "./fields/form-field.ts";
import { readField } from "./fields/read-field.ts";
import { readForm } from "./forms/form.ts";

/** What can be filled in before anybody writes a word. */
export interface KnownValues {
  contactId: string;
  /** By field of the form, in the form in which they are kept. */
  values: Record<string, string>;
  /** Pictures and papers of the message, for fields that take a file. */
  files: { id: string; name: string }[];
}

/**
 * What is known for a form: what the message says, else what stands in the contact. A value that does not fit its field is left out.
 * @throws {AppError} platform.not_found for what the asker does not see, and a message of another conversation
 */
export async function knownValues(
  tx: Tx,
  ctx: Ctx,
  { formId, conversationId, messageId }: { formId: string; conversationId: string; messageId: string | null },
): Promise<KnownValues> {
  await accessConversation(tx, ctx, conversationId);
  const { fields } = await readForm(tx, formId);
  const { contactId } = await tx.one(sql<{ contactId: string }>`
    select contact_id as "contactId" from conversations where id = ${conversationId}`);
  const contact = await readKnownContact(tx, contactId);
  const text = messageId === null ? "" : await textOf(tx, conversationId, messageId);
  const files = messageId === null ? [] : await filesOfMessage(tx, messageId);
  const said = readMessage(fields, text);
  const kept = contact === null ? {} : readContact(fields, contact);
  return {
    contactId,
    values: { ...kept, ...said },
    files: files
      .filter(({ kind }) => kind === "image" || kind === "document")
      .map(({ id, fileName, kind }) => ({ id, name: fileName ?? kind })),
  };
}

async function textOf(tx: Tx, conversationId: string, messageId: string): Promise<string> {
  const message = await tx.maybeOne(sql<{ text: string | null }>`
    select text from messages where id = ${messageId} and conversation_id = ${conversationId}`);
  if (message === null) throw notFound({ what: "message" });
  return message.text ?? "";
}

/** What stands behind a field's label ("Morada: Rua das Flores 12"), and what is found by its form. Pure. */
const readMessage = (fields: readonly FormField[], text: string): Record<string, string> =>
  fitting(fields, (field) => behindLabel(field, text) ?? foundByForm(field, text));

/** Of fields whose values look like nothing else, so that they are found in any text. */
function foundByForm({ type, country }: FormField, text: string): string | undefined {
  const readers: Partial<Record<FormField["type"], () => { value: string } | null>> = {
    nif: () => readNif(text),
    cpf: () => readCpf(text),
    cnpj: () => readCnpj(text),
    phone: () => readPhone(text, country === "PT" ? "pt-PT" : "pt-BR"),
    email: () => readEmail(text),
    postal_pt: () => readPostalPt(text),
    cep: () => readCep(text),
  };
  return readers[type]?.()?.value;
}

const behindLabel = ({ key, label }: FormField, text: string): string | undefined => {
  for (const line of text.split("\n")) {
    const [, name = "", value] = /^\s*([^:]{1,80}?)\s*:\s*(\S.*)$/.exec(line) ?? [];
    if (value !== undefined && [fold(label), key].includes(fold(name))) return value;
  }
  return undefined;
};

/** What approval would write, read the other way round. Pure. */
function readContact(fields: readonly FormField[], { name, profileName, identities, fields: own }: KnownContact): Record<string, string> {
  return fitting(fields, ({ writesTo }) => {
    if (writesTo === null) return undefined;
    if (writesTo === "name") return name ?? profileName ?? undefined;
    if (writesTo === "phone" || writesTo === "email") return identities.find(({ kind }) => kind === writesTo)?.value;
    const value: FieldValue | undefined = own[writesTo.slice("field:".length)];
    return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
  });
}

/** Each field once: the first value that it takes. Pure. */
function fitting(fields: readonly FormField[], valueFor: (field: FormField) => string | undefined): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = valueFor(field);
      if (value === undefined || field.type === "file") return [];
      const read = readField(field, value);
      return "value" in read ? [[field.key, read.value]] : [];
    }),
  );
}
