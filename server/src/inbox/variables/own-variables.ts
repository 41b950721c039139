import type { Variable } from "../../../../rules/variables.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { fieldVariables, type WithValues } from "../contact-fields/catalogue.ts";
import { valuesColumn } from "../contact-fields/contact-values.ts";
import { offerVariables } from "./variable.ts";

/** What the inbox's variables read of one conversation. */
interface ConversationWords extends WithValues {
  contactName: string | null;
  contactSince: Date;
  company: string | null;
  phone: string | null;
  email: string | null;
  subject: string | null;
  createdAt: Date;
  lastMessageAt: Date;
  channelName: string;
  /** Of the person who writes, else of who looks after the conversation. */
  agentName: string | null;
  workspaceName: string;
  now: Date;
}

const firstWord = (name: string | null): string | null => name?.trim().split(/\s+/)[0] ?? null;

const inboxVariables: readonly Variable<ConversationWords>[] = [
  {
    id: "contact.first_name",
    type: "text",
    label: { "pt-BR": "Primeiro nome do contato", en: "First name of the contact", es: "Primer nombre del contacto" },
    example: "Ana",
    read: ({ contactName }) => firstWord(contactName),
  },
  {
    id: "contact.name",
    type: "text",
    label: { "pt-BR": "Nome do contato", en: "Name of the contact", es: "Nombre del contacto" },
    example: "Ana Souza",
    read: ({ contactName }) => contactName,
  },
  {
    id: "contact.company",
    type: "text",
    label: { "pt-BR": "Empresa do contato", en: "Company of the contact", es: "Empresa del contacto" },
    example: "Clínica Sol",
    read: ({ company }) => company,
  },
  {
    id: "contact.phone",
    type: "text",
    label: { "pt-BR": "Telefone do contato", en: "Phone of the contact", es: "Teléfono del contacto" },
    example: "+5511987654321",
    read: ({ phone }) => phone,
  },
  {
    id: "contact.email",
    type: "text",
    label: { "pt-BR": "E-mail do contato", en: "E-mail of the contact", es: "Correo del contacto" },
    example: "ana@example.com",
    read: ({ email }) => email,
  },
  {
    id: "contact.created_at",
    type: "date_time",
    label: { "pt-BR": "Contato desde", en: "Contact since", es: "Contacto desde" },
    example: "2026-03-02T13:00:00Z",
    isAlwaysSet: true,
    read: ({ contactSince }) => contactSince,
  },
  {
    id: "conversation.subject",
    type: "text",
    label: { "pt-BR": "Assunto da conversa", en: "Subject of the conversation", es: "Asunto de la conversación" },
    example: "Orçamento",
    read: ({ subject }) => subject,
  },
  {
    id: "conversation.created_at",
    type: "date_time",
    label: { "pt-BR": "Início da conversa", en: "Beginning of the conversation", es: "Inicio de la conversación" },
    example: "2026-03-02T13:00:00Z",
    isAlwaysSet: true,
    read: ({ createdAt }) => createdAt,
  },
  {
    id: "conversation.last_message_at",
    type: "date_time",
    label: { "pt-BR": "Última mensagem", en: "Last message", es: "Último mensaje" },
    example: "2026-03-02T13:00:00Z",
    isAlwaysSet: true,
    read: ({ lastMessageAt }) => lastMessageAt,
  },
  {
    id: "channel.name",
    type: "text",
    label: { "pt-BR": "Nome do canal", en: "Name of the channel", es: "Nombre del canal" },
    example: "WhatsApp",
    isAlwaysSet: true,
    read: ({ channelName }) => channelName,
  },
  {
    id: "agent.name",
    type: "text",
    label: { "pt-BR": "Nome de quem atende", en: "Name of who answers", es: "Nombre de quien atiende" },
    example: "Bia Lima",
    read: ({ agentName }) => agentName,
  },
  {
    id: "agent.first_name",
    type: "text",
    label: { "pt-BR": "Primeiro nome de quem atende", en: "First name of who answers", es: "Primer nombre de quien atiende" },
    example: "Bia",
    read: ({ agentName }) => firstWord(agentName),
  },
  {
    id: "workspace.name",
    type: "text",
    label: { "pt-BR": "Nome da empresa", en: "Name of the company", es: "Nombre de la empresa" },
    example: "Clínica Sol",
    isAlwaysSet: true,
    read: ({ workspaceName }) => workspaceName,
  },
  {
    id: "workspace.now",
    type: "date_time",
    label: { "pt-BR": "Data e hora do envio", en: "Date and time of sending", es: "Fecha y hora del envío" },
    example: "2026-03-02T13:00:00Z",
    isAlwaysSet: true,
    read: ({ now }) => now,
  },
];

/** The address by which the contact was seen last. Phones are kept with their plus sign. */
const addressOf = (kind: "phone" | "email") => sql`(select i.value from contact_identities i
  where i.workspace_id = c.workspace_id and i.contact_id = c.contact_id and i.kind = ${kind} order by i.last_seen_at desc limit 1)`;

async function readWords(tx: Tx, ctx: Ctx, conversationId: string): Promise<ConversationWords> {
  const writer = ctx.actor.kind === "member" ? ctx.actor.name : null;
  const row = await tx.one(sql<Omit<ConversationWords, "now">>`
    select coalesce(p.name, p.profile_name) as "contactName", p.created_at as "contactSince", ${addressOf("phone")} as phone, ${addressOf("email")} as email,
      (select k.name from companies k where k.workspace_id = p.workspace_id and k.id = p.company_id) as company, c.subject, c.created_at as "createdAt", c.last_message_at as "lastMessageAt", h.name as "channelName",
      coalesce(${writer}::text, a.name) as "agentName", w.name as "workspaceName", ${valuesColumn} as "values"
    from conversations c join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
      join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
      join workspaces w on w.id = c.workspace_id
      left join members a on a.workspace_id = c.workspace_id and a.id = c.assignee_id
    where c.id = ${conversationId}`);
  return { ...row, now: ctx.now() };
}

export const ownVariables = offerVariables(inboxVariables, readWords, fieldVariables);
