import { sql } from "../../platform/index.ts";
import { visibleTo } from "../conversations/sight.ts";
import { conversationsRead } from "../rights.ts";
import { byAuthor, byChannel, byLabel, byMember, byQueue, contactName } from "./dimensions.ts";
import { type Dimension, type Figure, type FigureAsked, type FigureOffer, figure } from "./figure.ts";

type Fragment = ReturnType<typeof sql>;

const sessionsBy =
  (at: Fragment) =>
  ({ actor, from, until }: FigureAsked) =>
    sql`
  from sessions s join conversations c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
  where s.workspace_id = current_workspace() and ${at} >= ${from} and ${at} < ${until} and s.closed_reason is distinct from 'merged' and ${visibleTo(actor)}`;

const messagesOf = ({ actor, from, until }: FigureAsked) => sql`
  from messages m join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
  where m.workspace_id = current_workspace() and m.occurred_at >= ${from} and m.occurred_at < ${until} and not m.is_note and ${visibleTo(actor)}`;

/** Whether one of these wrote to the contact during the session `s`. */
const wrote = (
  authors: Fragment,
): Fragment => sql`exists (select 1 from messages m where m.workspace_id = s.workspace_id and m.conversation_id = s.conversation_id
  and m.occurred_at >= s.opened_at and m.occurred_at <= s.closed_at and m.direction = 'out' and not m.is_note and m.author_kind in (${authors}))`;
const BY_PERSON = wrote(sql`'member', 'echo', 'api'`);

const ANSWERED_BY: Dimension = {
  label: { "pt-BR": "Quem respondeu", en: "Answered by", es: "Quién respondió" },
  key: sql`case when ${BY_PERSON} then 'person' when ${wrote(sql`'ai'`)} then 'ai' when ${wrote(sql`'flow', 'automation', 'campaign', 'system'`)} then 'flow' else 'nobody' end`,
  words: {
    person: { "pt-BR": "Pessoas", en: "People", es: "Personas" },
    ai: { "pt-BR": "IA, sem pessoa", en: "AI, no person", es: "IA, sin persona" },
    flow: { "pt-BR": "Fluxo, sem pessoa nem IA", en: "Flow, no person or AI", es: "Flujo, sin persona ni IA" },
    nobody: { "pt-BR": "Ninguém", en: "Nobody", es: "Nadie" },
  },
};

const DIMENSIONS = {
  channel: byChannel(sql`c.channel_id::text`),
  queue: byQueue(sql`c.queue_id::text`),
  assignee: byMember(sql`c.assignee_id::text`),
  label: byLabel(sql`c.id`),
};
const ofSessions: Pick<Figure, "right" | "conversation" | "behind" | "dimensions"> = {
  right: conversationsRead,
  conversation: sql`s.conversation_id`,
  behind: { kind: "conversation", id: sql`s.conversation_id`, title: contactName(sql`c.contact_id`) },
  dimensions: DIMENSIONS,
};
const opened = { ...ofSessions, at: sql`s.opened_at`, rows: sessionsBy(sql`s.opened_at`) };
const closed = {
  ...ofSessions,
  dimensions: { ...DIMENSIONS, answered_by: ANSWERED_BY },
  at: sql`s.closed_at`,
  rows: sessionsBy(sql`s.closed_at`),
};
const firstReply = {
  ...opened,
  unit: "seconds",
  better: "less",
  measure: sql`extract(epoch from s.first_reply_at - s.opened_at)`,
  only: sql`s.first_reply_at is not null and s.opened_by = 'contact'`,
} as const;
const resolution = {
  ...closed,
  unit: "seconds",
  better: "less",
  measure: sql`extract(epoch from s.closed_at - s.opened_at)`,
  only: sql`s.closed_reason = 'resolved'`,
} as const;
const FIRST_REPLY = {
  "pt-BR":
    "do início do atendimento até a primeira resposta de uma pessoa, nos que o contato abriu e foram respondidos; conta no dia do início",
  en: "from the opening of a session to the first answer of a person, of those that a contact opened and that were answered; counted on the day of the opening",
  es: "desde el inicio de la atención hasta la primera respuesta de una persona, en las que abrió el contacto y fueron respondidas; cuenta el día del inicio",
};
const RESOLUTION = {
  "pt-BR": "do início ao fim dos atendimentos resolvidos; conta no dia do fim",
  en: "from the opening to the end of sessions that were resolved; counted on the day of the end",
  es: "desde el inicio hasta el fin de las atenciones resueltas; cuenta el día del fin",
};
const mean = (of: typeof RESOLUTION) => ({
  "pt-BR": `Média do tempo ${of["pt-BR"]}.`,
  en: `Mean of the time ${of.en}.`,
  es: `Media del tiempo ${of.es}.`,
});
const median = (of: typeof RESOLUTION) => ({
  "pt-BR": `Mediana do tempo ${of["pt-BR"]}.`,
  en: `Median of the time ${of.en}.`,
  es: `Mediana del tiempo ${of.es}.`,
});
const p90 = (of: typeof RESOLUTION) => ({
  "pt-BR": `Nove em dez ficam abaixo: o tempo ${of["pt-BR"]}.`,
  en: `Nine of ten stay below it: the time ${of.en}.`,
  es: `Nueve de cada diez quedan por debajo: el tiempo ${of.es}.`,
});

const messages = {
  right: conversationsRead,
  conversation: sql`m.conversation_id`,
  behind: { kind: "conversation", id: sql`m.conversation_id`, title: contactName(sql`c.contact_id`) },
  dimensions: { channel: DIMENSIONS.channel, queue: DIMENSIONS.queue, label: DIMENSIONS.label },
  at: sql`m.occurred_at`,
  rows: messagesOf,
} as const;
const sent = {
  ...messages,
  dimensions: {
    ...messages.dimensions,
    author: byAuthor(sql`m.author_kind`),
    member: byMember(sql`case when m.author_kind = 'member' then m.author_id::text end`),
  },
} as const;

/** What the inbox measures. */
export const ownFigures: FigureOffer[] = [
  figure({
    ...opened,
    id: "sessions.opened",
    unit: "count",
    label: { "pt-BR": "Atendimentos iniciados", en: "Sessions opened", es: "Atenciones iniciadas" },
    meaning: {
      "pt-BR": "Atendimentos que começaram. Uma conversa começa outro quando alguém escreve depois do fim do anterior.",
      en: "Sessions that began. A conversation begins another when somebody writes after the end of the one before.",
      es: "Atenciones que empezaron. Una conversación empieza otra cuando alguien escribe después del fin de la anterior.",
    },
    aggregate: "count",
  }),
  figure({
    ...firstReply,
    id: "sessions.first_reply_median",
    label: { "pt-BR": "Primeira resposta (mediana)", en: "First reply (median)", es: "Primera respuesta (mediana)" },
    meaning: median(FIRST_REPLY),
    aggregate: "median",
  }),
  figure({
    ...firstReply,
    id: "sessions.first_reply_mean",
    label: { "pt-BR": "Primeira resposta (média)", en: "First reply (mean)", es: "Primera respuesta (media)" },
    meaning: mean(FIRST_REPLY),
    aggregate: "mean",
  }),
  figure({
    ...firstReply,
    id: "sessions.first_reply_p90",
    label: { "pt-BR": "Primeira resposta (90 %)", en: "First reply (90 %)", es: "Primera respuesta (90 %)" },
    meaning: p90(FIRST_REPLY),
    aggregate: "p90",
  }),
  figure({
    ...opened,
    id: "sessions.conversations",
    unit: "count",
    label: { "pt-BR": "Conversas com atendimento", en: "Conversations with a session", es: "Conversaciones con atención" },
    meaning: {
      "pt-BR": "Conversas diferentes em que um atendimento começou; cada uma conta uma vez no período.",
      en: "Different conversations in which a session began; each counts once in the period.",
      es: "Conversaciones distintas en que empezó una atención; cada una cuenta una vez en el período.",
    },
    aggregate: "distinct",
    measure: sql`s.conversation_id`,
  }),
  figure({
    ...opened,
    id: "sessions.contacts",
    unit: "count",
    label: { "pt-BR": "Pessoas atendidas", en: "People with a session", es: "Personas con atención" },
    meaning: {
      "pt-BR": "Contatos diferentes com quem um atendimento começou; quem usa dois canais conta uma vez.",
      en: "Different contacts with whom a session began; who uses two channels counts once.",
      es: "Contactos distintos con quienes empezó una atención; quien usa dos canales cuenta una vez.",
    },
    aggregate: "distinct",
    measure: sql`c.contact_id`,
  }),
  figure({
    ...closed,
    id: "sessions.closed",
    unit: "count",
    label: { "pt-BR": "Atendimentos encerrados", en: "Sessions ended", es: "Atenciones terminadas" },
    meaning: {
      "pt-BR": "Atendimentos que terminaram, resolvidos ou pelo silêncio; os que uma união de contatos juntou não contam.",
      en: "Sessions that ended, resolved or by silence; those that a merge of contacts joined are left out.",
      es: "Atenciones que terminaron, resueltas o por silencio; las que unió una fusión de contactos no cuentan.",
    },
    aggregate: "count",
  }),
  figure({
    ...closed,
    id: "sessions.without_person",
    unit: "share",
    better: "more",
    label: { "pt-BR": "Encerrados sem pessoa", en: "Ended without a person", es: "Terminadas sin persona" },
    meaning: {
      "pt-BR":
        "Dos atendimentos encerrados que tiveram resposta, a parte em que nenhuma pessoa escreveu: nem aqui, nem por outro aparelho, nem pela API.",
      en: "Of the sessions that ended and were answered, the share in which no person wrote: not here, not on another device, not by the API.",
      es: "De las atenciones terminadas que tuvieron respuesta, la parte en que no escribió ninguna persona: ni aquí, ni en otro dispositivo, ni por la API.",
    },
    aggregate: "share",
    measure: sql`not ${BY_PERSON}`,
    only: wrote(sql`'member', 'echo', 'api', 'ai', 'flow', 'automation', 'campaign', 'system'`),
  }),
  figure({
    ...closed,
    id: "sessions.reopened",
    unit: "share",
    better: "less",
    label: { "pt-BR": "Voltaram em 72 h", en: "Came back within 72 h", es: "Volvieron en 72 h" },
    meaning: {
      "pt-BR": "Dos atendimentos resolvidos, a parte cuja conversa começou outro em 72 horas.",
      en: "Of the sessions that were resolved, the share whose conversation began another one within 72 hours.",
      es: "De las atenciones resueltas, la parte cuya conversación empezó otra en 72 horas.",
    },
    aggregate: "share",
    measure: sql`exists (select 1 from sessions again where again.workspace_id = s.workspace_id and again.conversation_id = s.conversation_id
      and again.opened_at > s.closed_at and again.opened_at < s.closed_at + interval '72 hours')`,
    only: sql`s.closed_reason = 'resolved'`,
  }),
  figure({
    ...resolution,
    id: "sessions.resolution_median",
    label: { "pt-BR": "Resolução (mediana)", en: "Resolution (median)", es: "Resolución (mediana)" },
    meaning: median(RESOLUTION),
    aggregate: "median",
  }),
  figure({
    ...resolution,
    id: "sessions.resolution_mean",
    label: { "pt-BR": "Resolução (média)", en: "Resolution (mean)", es: "Resolución (media)" },
    meaning: mean(RESOLUTION),
    aggregate: "mean",
  }),
  figure({
    ...resolution,
    id: "sessions.resolution_p90",
    label: { "pt-BR": "Resolução (90 %)", en: "Resolution (90 %)", es: "Resolución (90 %)" },
    meaning: p90(RESOLUTION),
    aggregate: "p90",
  }),
  figure({
    ...messages,
    id: "messages.received",
    unit: "count",
    label: { "pt-BR": "Mensagens recebidas", en: "Messages received", es: "Mensajes recibidos" },
    meaning: {
      "pt-BR": "Mensagens que contatos escreveram, pela hora em que foram escritas.",
      en: "Messages that contacts wrote, by the time when they were written.",
      es: "Mensajes que escribieron los contactos, por la hora en que se escribieron.",
    },
    aggregate: "count",
    only: sql`m.direction = 'in'`,
  }),
  figure({
    ...sent,
    id: "messages.sent",
    unit: "count",
    label: { "pt-BR": "Mensagens enviadas", en: "Messages sent", es: "Mensajes enviados" },
    meaning: {
      "pt-BR": "Mensagens para contatos, de qualquer autor, sem notas; também as que falharam.",
      en: "Messages to contacts, whoever the author, without notes; those that failed too.",
      es: "Mensajes a contactos, de cualquier autor, sin notas; también los que fallaron.",
    },
    aggregate: "count",
    only: sql`m.direction = 'out'`,
  }),
  figure({
    ...sent,
    id: "messages.failed",
    unit: "share",
    better: "less",
    label: { "pt-BR": "Envios que falharam", en: "Messages that failed", es: "Envíos que fallaron" },
    meaning: {
      "pt-BR": "Das mensagens enviadas cujo resultado se conhece, a parte que o canal recusou.",
      en: "Of the sent messages whose outcome is known, the share that the channel refused.",
      es: "De los mensajes enviados cuyo resultado se conoce, la parte que el canal rechazó.",
    },
    aggregate: "share",
    measure: sql`m.status = 'failed'`,
    only: sql`m.direction = 'out' and m.status in ('sent', 'delivered', 'read', 'failed')`,
  }),
];
