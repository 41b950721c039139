import type { AskableField, Field } from "../../../../rules/fields.ts";
import { sql, type Tx } from "../../platform/index.ts";
import { CONSENTS, LEAD_CLASSES, LIFECYCLES } from "../closed-sets.ts";
import { conditionFields, type WithValues } from "../contact-fields/catalogue.ts";
import { segmentField } from "../segments/segment-field.ts";

/** A contact as conditions ask about it. */
export interface ContactSubject extends WithValues {
  persona: string;
  contactName: string | null;
  /** The company's name. */
  company: string | null;
  contactSince: Date;
  lifecycle: string;
  marketingConsent: string;
  isBlocked: boolean;
  /** 0 to 100; null: nobody scored them. */
  score: number | null;
  leadClass: string | null;
}

const LIFECYCLE_WORDS = {
  lead: { "pt-BR": "lead", en: "lead", es: "lead" },
  qualified: { "pt-BR": "qualificado", en: "qualified", es: "calificado" },
  customer: { "pt-BR": "cliente", en: "customer", es: "cliente" },
  inactive: { "pt-BR": "inativo", en: "inactive", es: "inactivo" },
} as const;
const CLASS_WORDS = {
  hot: { "pt-BR": "quente", en: "hot", es: "caliente" },
  warm: { "pt-BR": "morno", en: "warm", es: "templado" },
  cold: { "pt-BR": "frio", en: "cold", es: "frío" },
  very_cold: { "pt-BR": "muito frio", en: "very cold", es: "muy frío" },
} as const;
const CONSENT_WORDS = {
  unknown: { "pt-BR": "não se sabe", en: "not known", es: "no se sabe" },
  given: { "pt-BR": "aceitou", en: "given", es: "aceptó" },
  withdrawn: { "pt-BR": "recusou", en: "withdrawn", es: "rechazó" },
} as const;

/** Asked in a query over `contacts p`: the list of contacts asks them so, filters of conversations ask the contact of each. */
export const contactFields: readonly Field<ContactSubject>[] = [
  {
    id: "contact.persona",
    type: "choice",
    label: { "pt-BR": "Quem é o contato", en: "Who the contact is", es: "Quién es el contacto" },
    read: ({ persona }) => persona,
    sql: () => sql`p.persona`,
  },
  {
    id: "contact.name",
    type: "text",
    label: { "pt-BR": "Nome do contato", en: "Name of the contact", es: "Nombre del contacto" },
    read: ({ contactName }) => contactName,
    sql: () => sql`coalesce(p.name, p.profile_name)`,
  },
  {
    id: "contact.company",
    type: "text",
    label: { "pt-BR": "Empresa do contato", en: "Company of the contact", es: "Empresa del contacto" },
    read: ({ company }) => company,
    sql: () => sql`k.name`,
    within: (asked) =>
      sql<boolean>`exists (select 1 from companies k where k.workspace_id = p.workspace_id and k.id = p.company_id and ${asked})`,
  },
  {
    id: "contact.created_at",
    type: "date_time",
    label: { "pt-BR": "Contato desde", en: "Contact since", es: "Contacto desde" },
    read: ({ contactSince }) => contactSince,
    sql: () => sql`p.created_at`,
  },
  {
    id: "contact.lifecycle",
    type: "choice",
    label: { "pt-BR": "Fase do contato", en: "Stage of the contact", es: "Fase del contacto" },
    options: LIFECYCLES.map((id) => ({ id, label: LIFECYCLE_WORDS[id] })),
    read: ({ lifecycle }) => lifecycle,
    sql: () => sql`p.lifecycle`,
  },
  {
    id: "contact.marketing_consent",
    type: "choice",
    label: { "pt-BR": "Aceite de marketing", en: "Consent to marketing", es: "Consentimiento de marketing" },
    options: CONSENTS.map((id) => ({ id, label: CONSENT_WORDS[id] })),
    read: ({ marketingConsent }) => marketingConsent,
    sql: () => sql`p.marketing_consent`,
  },
  {
    id: "contact.is_blocked",
    type: "yes_no",
    label: { "pt-BR": "Contato bloqueado", en: "Contact is blocked", es: "Contacto bloqueado" },
    read: ({ isBlocked }) => isBlocked,
    sql: () => sql`(p.blocked_at is not null)`,
  },
  {
    id: "contact.score",
    type: "number",
    label: { "pt-BR": "Pontuação do lead", en: "Score of the lead", es: "Puntuación del lead" },
    read: ({ score }) => score,
    sql: () => sql`p.score`,
  },
  {
    id: "contact.class",
    type: "choice",
    label: { "pt-BR": "Temperatura do lead", en: "Temperature of the lead", es: "Temperatura del lead" },
    options: LEAD_CLASSES.map((id) => ({ id, label: CLASS_WORDS[id] })),
    read: ({ leadClass }) => leadClass,
    sql: () => sql`p.class`,
  },
];

/** What conditions on contacts may ask in the transaction's workspace: these, its own, and its segments. */
export const contactFieldsOf = {
  of: async (tx: Tx): Promise<{ askable: readonly AskableField[] }> => ({ askable: [...contactFields, ...(await ownContactFields(tx))] }),
  /** Without segments: what their own conditions may ask. */
  withoutSegments: async (tx: Tx): Promise<{ askable: readonly AskableField[] }> => ({
    askable: [...contactFields, ...(await conditionFields(tx))],
  }),
};

/** What a workspace adds: fields of its own, and its segments. */
export async function ownContactFields(tx: Tx): Promise<Field<ContactSubject>[]> {
  const own = await conditionFields(tx);
  return [...own, await segmentField(tx, [...contactFields, ...own])];
}
