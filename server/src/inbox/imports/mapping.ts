import { fold } from "../../../../rules/fold.ts";
import { defineError } from "../../platform/index.ts";
import type { ContactField } from "../contact-fields/contact-field.ts";

/** What a column may be besides a field of the workspace's own, which is `field:` and its key. */
const OWN_TARGETS = ["external_id", "name", "phone", "email", "persona", "lifecycle", "company"] as const;
/** By any of them a person is known again. */
/** What somebody is known again by. */
export const KEYS: readonly string[] = ["external_id", "phone", "email"];

/** What each column of a sheet is, in their order; null for what is left out. */
export type Mapping = (string | null)[];

/** Headings as people write them, without accents and signs. */
const KNOWN: Record<(typeof OWN_TARGETS)[number], string[]> = {
  external_id: ["id", "codigo", "cod", "id externo", "external id", "codigo do cliente", "customer id", "codigo cliente", "id del cliente"],
  name: [
    "nome",
    "nome completo",
    "cliente",
    "contato",
    "name",
    "full name",
    "customer",
    "contact",
    "nombre",
    "nombre completo",
    "contacto",
  ],
  phone: ["telefone", "celular", "whatsapp", "fone", "tel", "telemovel", "numero", "phone", "mobile", "phone number", "telefono", "movil"],
  email: ["email", "mail", "endereco de email", "email address", "correo", "correo electronico"],
  persona: ["persona", "tipo", "type", "perfil"],
  company: ["empresa", "nome da empresa", "razao social", "organizacao", "company", "company name", "organization", "compania"],
  lifecycle: ["fase", "etapa", "estagio", "stage", "lifecycle"],
};

const invalidMapping = defineError<{ because: string }>(
  "inbox.invalid_mapping",
  422,
  ({ because }) => `The columns cannot be read so: ${because}.`,
);

/** What each column seems to be, by its heading; every target once, the first heading first. Pure. */
export function guessMapping(headings: readonly string[], fields: readonly ContactField[]): Mapping {
  const taken = new Set<string>();
  return headings.map((heading) => {
    const said = plain(heading);
    const field = fields.find(({ key, label, isArchived }) => !isArchived && (plain(label) === said || plain(key) === said));
    const target = field === undefined ? OWN_TARGETS.find((one) => plain(one) === said || KNOWN[one].includes(said)) : `field:${field.key}`;
    if (target === undefined || taken.has(target)) return null;
    taken.add(target);
    return target;
  });
}

/** Small letters and single spaces; `e-mail` is a word like `email`. */
const plain = (text: string) =>
  fold(text)
    .replaceAll(/[^a-z0-9]+/g, " ")
    .replaceAll(/\be mail\b/g, "email")
    .trim();

/** @throws {AppError} inbox.invalid_mapping */
export function checkMapping(mapping: Mapping, headings: readonly string[], fields: readonly ContactField[]): void {
  const named = mapping.filter((target) => target !== null);
  const known = new Set<string>([...OWN_TARGETS, ...fields.filter(({ isArchived }) => !isArchived).map(({ key }) => `field:${key}`)]);
  const strange = named.find((target) => !known.has(target));
  if (mapping.length !== headings.length) throw invalidMapping({ because: `there are ${headings.length} columns` });
  if (strange !== undefined) throw invalidMapping({ because: `nothing is called ${strange}` });
  if (new Set(named).size < named.length) throw invalidMapping({ because: "two columns are the same thing" });
  if (!named.some((target) => KEYS.includes(target)))
    throw invalidMapping({ because: "no column is an external id, a phone or a mail address, so nobody would be known again" });
}
