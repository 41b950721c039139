import type { Field } from "../../../../rules/fields.ts";
import { sql, type Tx } from "../../platform/index.ts";
import { valuesColumn } from "../contact-fields/contact-values.ts";
import { type ContactSubject, contactFields, ownContactFields } from "./contact-fields.ts";
import { offerFields } from "./field.ts";

/** A conversation with its session and contact, as conditions ask about it. */
interface ConversationSubject extends ContactSubject {
  channelId: string;
  channelKind: string;
  /** The contact's first words in the present session; null for a picture, say. */
  firstText: string | null;
  /** The contact never had a session before, on any channel. */
  isFirstSession: boolean;
  state: string;
  assigneeId: string | null;
  queueId: string | null;
  priority: string;
  /** Ids of the labels that it has. */
  labels: string[];
  isUnread: boolean;
  lastMessageAt: Date;
  createdAt: Date;
  /** Who wrote last. */
  lastDirection: string | null;
  /** What kind of thing led here: `ad`, `post`, `deep_link` …, in the provider's word. */
  referralKind: string | null;
}

const FIRST_TEXT = sql`(select m.text from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.direction = 'in'
  and m.occurred_at >= s.opened_at order by m.occurred_at, m.arrival limit 1)`;
const IS_FIRST = sql`(s.id is not null and not exists (select 1 from conversations other join sessions earlier
  on earlier.workspace_id = other.workspace_id and earlier.conversation_id = other.id
  where other.workspace_id = c.workspace_id and other.contact_id = c.contact_id and earlier.id <> s.id and (earlier.opened_at, earlier.id) < (s.opened_at, s.id)))`;
const LAST_DIRECTION = sql`(select m.direction from messages m where m.workspace_id = c.workspace_id and m.id = c.last_message_id)`;
const LABELS = sql`array(select u.label_id::text from conversation_labels u where u.workspace_id = c.workspace_id and u.conversation_id = c.id)`;
const CONTACT_NAME = sql`coalesce(p.name, p.profile_name)`;
const COMPANY = sql`(select k.name from companies k where k.workspace_id = p.workspace_id and k.id = p.company_id)`;
const REFERRAL_KIND = sql`(c.referral->>'source')`;

type Asked = ReturnType<typeof sql<boolean>>;
const ofContact = (asked: Asked) =>
  sql<boolean>`exists (select 1 from contacts p where p.workspace_id = c.workspace_id and p.id = c.contact_id and ${asked})`;
const ofChannel = (asked: Asked) =>
  sql<boolean>`exists (select 1 from channels h where h.workspace_id = c.workspace_id and h.id = c.channel_id and ${asked})`;
const ofSession = (asked: Asked) =>
  sql<boolean>`exists (select 1 from sessions s where s.workspace_id = c.workspace_id and s.id = c.session_id and ${asked})`;
const ofLastMessage = (asked: Asked) =>
  sql<boolean>`exists (select 1 from messages m where m.workspace_id = c.workspace_id and m.id = c.last_message_id and ${asked})`;

/** What the inbox declares to whoever writes conditions. */
const inboxFields: readonly Field<ConversationSubject>[] = [
  {
    id: "conversation.channel",
    type: "reference",
    label: { "pt-BR": "Canal", en: "Channel", es: "Canal" },
    read: ({ channelId }) => channelId,
    sql: () => sql`c.channel_id`,
  },
  {
    id: "conversation.channel_kind",
    type: "choice",
    label: { "pt-BR": "Tipo de canal", en: "Kind of channel", es: "Tipo de canal" },
    read: ({ channelKind }) => channelKind,
    sql: () => sql`h.kind`,
    within: ofChannel,
  },
  {
    id: "session.first_text",
    type: "text",
    label: { "pt-BR": "Primeira mensagem", en: "First message", es: "Primer mensaje" },
    read: ({ firstText }) => firstText,
    sql: () => FIRST_TEXT,
    within: ofSession,
  },
  {
    id: "session.is_first",
    type: "yes_no",
    label: { "pt-BR": "Primeiro atendimento do contato", en: "First session of the contact", es: "Primera atención del contacto" },
    read: ({ isFirstSession }) => isFirstSession,
    sql: () => sql`exists (select 1 from sessions s where s.workspace_id = c.workspace_id and s.id = c.session_id and ${IS_FIRST})`,
  },
  {
    id: "conversation.referral_kind",
    type: "text",
    label: { "pt-BR": "Origem da conversa", en: "What led here", es: "Origen de la conversación" },
    read: ({ referralKind }) => referralKind,
    sql: () => REFERRAL_KIND,
  },
  {
    id: "conversation.state",
    type: "choice",
    label: { "pt-BR": "Situação", en: "State", es: "Estado" },
    options: [
      { id: "open", label: { "pt-BR": "aberta", en: "open", es: "abierta" } },
      { id: "waiting", label: { "pt-BR": "aguardando", en: "waiting", es: "en espera" } },
      { id: "snoozed", label: { "pt-BR": "adiada", en: "snoozed", es: "pospuesta" } },
      { id: "resolved", label: { "pt-BR": "resolvida", en: "resolved", es: "resuelta" } },
    ],
    read: ({ state }) => state,
    sql: () => sql`c.state`,
  },
  {
    id: "conversation.assignee",
    type: "member",
    label: { "pt-BR": "Responsável", en: "Assignee", es: "Responsable" },
    read: ({ assigneeId }) => assigneeId,
    sql: () => sql`c.assignee_id`,
  },
  {
    id: "conversation.queue",
    type: "reference",
    label: { "pt-BR": "Fila", en: "Queue", es: "Cola" },
    read: ({ queueId }) => queueId,
    sql: () => sql`c.queue_id`,
  },
  {
    id: "conversation.priority",
    type: "choice",
    label: { "pt-BR": "Prioridade", en: "Priority", es: "Prioridad" },
    options: [
      { id: "low", label: { "pt-BR": "baixa", en: "low", es: "baja" } },
      { id: "normal", label: { "pt-BR": "normal", en: "normal", es: "normal" } },
      { id: "high", label: { "pt-BR": "alta", en: "high", es: "alta" } },
      { id: "urgent", label: { "pt-BR": "urgente", en: "urgent", es: "urgente" } },
    ],
    read: ({ priority }) => priority,
    sql: () => sql`c.priority`,
  },
  {
    id: "conversation.label",
    type: "choices",
    label: { "pt-BR": "Etiqueta", en: "Label", es: "Etiqueta" },
    read: ({ labels }) => labels,
    sql: () => LABELS,
    anyOf: (ids) =>
      sql`(c.id in (select u.conversation_id from conversation_labels u where u.workspace_id = current_workspace()
        and u.label_id in (select l.id from labels l where l.id::text = any(${ids}))))`,
  },
  {
    id: "conversation.is_unread",
    type: "yes_no",
    label: { "pt-BR": "Não lida", en: "Unread", es: "No leída" },
    read: ({ isUnread }) => isUnread,
    sql: () => sql`(c.unread_count > 0)`,
  },
  {
    id: "conversation.last_message_at",
    type: "date_time",
    label: { "pt-BR": "Última mensagem", en: "Last message", es: "Último mensaje" },
    read: ({ lastMessageAt }) => lastMessageAt,
    sql: () => sql`c.last_message_at`,
  },
  {
    id: "conversation.created_at",
    type: "date_time",
    label: { "pt-BR": "Início da conversa", en: "Beginning of the conversation", es: "Inicio de la conversación" },
    read: ({ createdAt }) => createdAt,
    sql: () => sql`c.created_at`,
  },
  {
    id: "conversation.last_direction",
    type: "choice",
    label: { "pt-BR": "Quem escreveu por último", en: "Who wrote last", es: "Quién escribió por último" },
    options: [
      { id: "in", label: { "pt-BR": "o contato", en: "the contact", es: "el contacto" } },
      { id: "out", label: { "pt-BR": "a equipe", en: "the team", es: "el equipo" } },
    ],
    read: ({ lastDirection }) => lastDirection,
    sql: () => sql`m.direction`,
    within: ofLastMessage,
  },
  ...contactFields.map(withinContact),
];

/** Everything that the fields read of one conversation; null when it is not there. */
async function readSubject(tx: Tx, conversationId: string): Promise<ConversationSubject | null> {
  return tx.maybeOne(sql<ConversationSubject>`
    select c.channel_id as "channelId", h.kind as "channelKind", p.persona, ${FIRST_TEXT} as "firstText", ${IS_FIRST} as "isFirstSession", ${REFERRAL_KIND} as "referralKind",
      c.state, c.assignee_id as "assigneeId", c.queue_id as "queueId", c.priority, ${LABELS} as labels, c.unread_count > 0 as "isUnread", c.last_message_at as "lastMessageAt", c.created_at as "createdAt",
      ${LAST_DIRECTION} as "lastDirection", ${CONTACT_NAME} as "contactName", ${COMPANY} as company, p.created_at as "contactSince",
      p.lifecycle, p.marketing_consent as "marketingConsent", p.blocked_at is not null as "isBlocked", p.score, p.class as "leadClass", ${valuesColumn} as "values"
    from conversations c join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
      join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
      left join sessions s on s.workspace_id = c.workspace_id and s.id = c.session_id
    where c.id = ${conversationId}`);
}

/** The workspace's own fields of the contact. */
const fieldsOfContact = async (tx: Tx): Promise<Field<ConversationSubject>[]> =>
  (await ownContactFields(tx)).map((field) => withinContact(field));

/** Asked of the contact, as a condition on the conversation; what is asked in another row than the contact's is so inside of it. */
function withinContact(field: Field<ContactSubject>): Field<ConversationSubject> {
  const { anyOf, within } = field;
  if (anyOf !== undefined)
    return {
      ...field,
      sql: () => sql`(select ${field.sql()} from contacts p where p.workspace_id = c.workspace_id and p.id = c.contact_id)`,
      anyOf: (ids) => ofContact(anyOf(ids) as Asked),
    } as Field<ConversationSubject>; // spread loses the pair of type and value
  return { ...field, within: (asked: Asked) => ofContact((within?.(asked) ?? asked) as Asked) } as Field<ConversationSubject>; // the same
}

export const ownFields = offerFields(inboxFields, readSubject, fieldsOfContact);
