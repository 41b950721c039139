import { sql } from "../../platform/index.ts";
import { visibleTo } from "../conversations/sight.ts";
import { byAuthor, byChannel, byQueue, contactName } from "../figures/dimensions.ts";
import { type Dimension, type Figure, type FigureAsked, type FigureOffer, figure } from "../figures/figure.ts";
import { type SpendKindOffer, spendKind } from "../figures/spend-kind.ts";
import { conversationsRead } from "../rights.ts";
import { SMS_PARTS } from "./sms-parts.ts";

const IS_SMS = sql`h.kind in ('twilio', 'sns')`;
/** Null where nobody knows the price. What the provider says it does not bill costs nothing. */
const COST = sql`case when m.price ->> 'billable' = 'false' then 0 else p.price * case when ${IS_SMS} then (${SMS_PARTS}) else 1 end end`;

/** Messages that a provider takes money for: SMS and mails once they left, on WhatsApp those that arrived. Not what was written on the phone itself. */
const billedMessages = ({ actor, from, until }: FigureAsked) => sql`
  from messages m join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
    join channels h on h.workspace_id = m.workspace_id and h.id = m.channel_id join workspaces w on w.id = m.workspace_id
    left join lateral (select l.price from message_prices l where l.workspace_id = m.workspace_id and l.channel_kind = h.kind
      and l.category in ('any', coalesce(m.price ->> 'category', 'any')) and l.from_day <= (m.occurred_at at time zone w.time_zone)::date
      order by l.category = 'any', l.from_day desc limit 1) p on true
  where m.workspace_id = current_workspace() and m.occurred_at >= ${from} and m.occurred_at < ${until} and m.direction = 'out' and not m.is_note
    and m.author_kind <> 'echo' and (m.status in ('delivered', 'read') or m.status = 'sent' and h.kind <> 'whatsapp_cloud') and ${visibleTo(actor)}`;

const SPENT_ON: Dimension = {
  label: { "pt-BR": "Serviço", en: "Service", es: "Servicio" },
  key: sql`case when ${IS_SMS} then 'sms' when h.kind in ('email', 'sendgrid') then 'email' else 'channels' end`,
  words: {
    channels: { "pt-BR": "Canais", en: "Channels", es: "Canales" },
    sms: { "pt-BR": "SMS", en: "SMS", es: "SMS" },
    email: { "pt-BR": "E-mail", en: "E-mail", es: "Correo" },
  },
};
const CATEGORY: Dimension = {
  label: { "pt-BR": "Categoria", en: "Category", es: "Categoría" },
  key: sql`m.price ->> 'category'`,
  words: {
    marketing: { "pt-BR": "Marketing", en: "Marketing", es: "Marketing" },
    utility: { "pt-BR": "Utilidade", en: "Utility", es: "Utilidad" },
    authentication: { "pt-BR": "Autenticação", en: "Authentication", es: "Autenticación" },
    service: { "pt-BR": "Atendimento", en: "Service", es: "Servicio" },
  },
};
const billed = {
  right: conversationsRead,
  better: "less",
  conversation: sql`m.conversation_id`,
  behind: { kind: "conversation", id: sql`m.conversation_id`, title: contactName(sql`c.contact_id`) },
  dimensions: {
    spent_on: SPENT_ON,
    channel: byChannel(sql`c.channel_id::text`),
    category: CATEGORY,
    author: byAuthor(sql`m.author_kind`),
    queue: byQueue(sql`c.queue_id::text`),
  },
  at: sql`m.occurred_at`,
  rows: billedMessages,
} as const satisfies Partial<Figure>;

/** What messages cost, by the prices of their days. */
export const spendFigures: FigureOffer[] = [
  figure({
    ...billed,
    id: "messages.spend",
    unit: "micros",
    label: { "pt-BR": "Gasto com mensagens", en: "Spend on messages", es: "Gasto en mensajes" },
    meaning: {
      "pt-BR":
        "Soma do preço de cada mensagem enviada, pela tabela que valia no dia em que foi escrita: no WhatsApp as que chegaram, nos outros as que saíram; o SMS por parte. O que o provedor diz que não cobra custa zero; o que não tem preço fica fora da soma.",
      en: "Sum of the price of each message sent, by the table in force on the day it was written: on WhatsApp those that arrived, elsewhere those that left; an SMS by its parts. What the provider says it does not bill costs nothing; what has no price is in no sum.",
      es: "Suma del precio de cada mensaje enviado, según la tabla vigente el día en que se escribió: en WhatsApp los que llegaron, en los demás los que salieron; el SMS por parte. Lo que el proveedor dice que no cobra cuesta cero; lo que no tiene precio queda fuera de la suma.",
    },
    aggregate: "sum",
    measure: COST,
  }),
  figure({
    ...billed,
    id: "messages.unpriced",
    unit: "count",
    label: { "pt-BR": "Mensagens sem preço", en: "Messages without a price", es: "Mensajes sin precio" },
    meaning: {
      "pt-BR":
        "Mensagens enviadas por WhatsApp oficial, SMS ou SendGrid para as quais a tabela não tinha preço: não estão em nenhuma soma de gastos.",
      en: "Messages sent by official WhatsApp, SMS or SendGrid that the table had no price for: they are in no sum of spend.",
      es: "Mensajes enviados por WhatsApp oficial, SMS o SendGrid para los que la tabla no tenía precio: no están en ninguna suma de gastos.",
    },
    aggregate: "count",
    only: sql`h.kind in ('whatsapp_cloud', 'twilio', 'sns', 'sendgrid') and (${COST}) is null`,
  }),
];

const spentOn = (key: "channels" | "sms" | "email"): SpendKindOffer =>
  spendKind({
    id: key,
    label: SPENT_ON.words?.[key] ?? { "pt-BR": key, en: key, es: key },
    spent: { figureId: "messages.spend", of: { by: "spent_on", key } },
    unpriced: { figureId: "messages.unpriced", of: { by: "spent_on", key } },
  });

export const messageSpendKinds: SpendKindOffer[] = [spentOn("channels"), spentOn("sms"), spentOn("email")];
