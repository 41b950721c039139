import type { Field } from "../../../rules/fields.ts";
import { sql, type Tx } from "../platform/index.ts";

/** A conversation with its session and contact, as conditions ask about it. */
export interface ConversationSubject {
  channelId: string;
  channelKind: string;
  persona: string;
  /** The contact's first words in the present session; null for a picture, say. */
  firstText: string | null;
  /** The contact never had a session before, on any channel. */
  isFirstSession: boolean;
  /** What kind of thing led here: `ad`, `post`, `deep_link` …, in the provider's word. */
  referralKind: string | null;
}

const FIRST_TEXT = sql`(select m.text from messages m where m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.direction = 'in'
  and m.occurred_at >= s.opened_at order by m.occurred_at, m.arrival limit 1)`;
const IS_FIRST = sql`(s.id is not null and not exists (select 1 from conversations other join sessions earlier
  on earlier.workspace_id = other.workspace_id and earlier.conversation_id = other.id
  where other.workspace_id = c.workspace_id and other.contact_id = c.contact_id and earlier.id <> s.id and (earlier.opened_at, earlier.id) < (s.opened_at, s.id)))`;
const REFERRAL_KIND = sql`(c.referral->>'source')`;

/**
 * What the inbox declares to whoever writes conditions. Their SQL stands in a query over `conversations c`, `contacts p`, `channels h` and,
 * left joined, the present session `s`.
 */
export const inboxFields: readonly Field<ConversationSubject>[] = [
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
  },
  {
    id: "contact.persona",
    type: "choice",
    label: { "pt-BR": "Quem é o contato", en: "Who the contact is", es: "Quién es el contacto" },
    read: ({ persona }) => persona,
    sql: () => sql`p.persona`,
  },
  {
    id: "session.first_text",
    type: "text",
    label: { "pt-BR": "Primeira mensagem", en: "First message", es: "Primer mensaje" },
    read: ({ firstText }) => firstText,
    sql: () => FIRST_TEXT,
  },
  {
    id: "session.is_first",
    type: "yes_no",
    label: { "pt-BR": "Primeiro atendimento do contato", en: "First session of the contact", es: "Primera atención del contacto" },
    read: ({ isFirstSession }) => isFirstSession,
    sql: () => IS_FIRST,
  },
  {
    id: "conversation.referral_kind",
    type: "text",
    label: { "pt-BR": "Origem da conversa", en: "What led here", es: "Origen de la conversación" },
    read: ({ referralKind }) => referralKind,
    sql: () => REFERRAL_KIND,
  },
];

/** Everything that the fields read of one conversation; null when it is not there. */
export async function readSubject(tx: Tx, conversationId: string): Promise<ConversationSubject | null> {
  return tx.maybeOne(sql<ConversationSubject>`
    select c.channel_id as "channelId", h.kind as "channelKind", p.persona, ${FIRST_TEXT} as "firstText", ${IS_FIRST} as "isFirstSession", ${REFERRAL_KIND} as "referralKind"
    from conversations c join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
      join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id
      left join sessions s on s.workspace_id = c.workspace_id and s.id = c.session_id
    where c.id = ${conversationId}`);
}
