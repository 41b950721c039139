import { byChannel, byMember, byQueue, contactName, type FigureAsked, type FigureOffer, figure, visibleTo } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";
import { dealVisibleTo } from "./pipeline/deal.ts";
import { leadsRead } from "./rights.ts";

const CLASSES = {
  hot: { "pt-BR": "Quente", en: "Hot", es: "Caliente" },
  warm: { "pt-BR": "Morno", en: "Warm", es: "Tibio" },
  cold: { "pt-BR": "Frio", en: "Cold", es: "Frío" },
  very_cold: { "pt-BR": "Muito frio", en: "Very cold", es: "Muy frío" },
};
const qualified = {
  right: leadsRead,
  at: sql`q.at`,
  conversation: sql`q.conversation_id`,
  behind: { kind: "conversation", id: sql`q.conversation_id`, title: contactName(sql`q.contact_id`) },
  dimensions: {
    class: { label: { "pt-BR": "Temperatura", en: "Temperature", es: "Temperatura" }, key: sql`q.class`, words: CLASSES },
    queue: byQueue(sql`q.queue_id::text`),
    channel: byChannel(
      sql`(select c.channel_id::text from conversations c where c.workspace_id = q.workspace_id and c.id = q.conversation_id)`,
    ),
    by: {
      label: { "pt-BR": "Quem qualificou", en: "Qualified by", es: "Quién calificó" },
      key: sql`q.by_kind`,
      words: {
        member: { "pt-BR": "Pessoa", en: "Person", es: "Persona" },
        ai: { "pt-BR": "IA", en: "AI", es: "IA" },
        flow: { "pt-BR": "Fluxo", en: "Flow", es: "Flujo" },
        automation: { "pt-BR": "Automação", en: "Automation", es: "Automatización" },
        api_key: { "pt-BR": "API", en: "API", es: "API" },
        system: { "pt-BR": "Sistema", en: "System", es: "Sistema" },
      },
    },
  },
  rows: ({ actor, from, until }: FigureAsked) =>
    sql`from lead_qualifications q where q.workspace_id = current_workspace() and q.at >= ${from} and q.at < ${until} and exists (
      select 1 from conversations c where c.workspace_id = q.workspace_id and c.id = q.conversation_id and ${visibleTo(actor)})`,
} as const;
const closed = {
  right: leadsRead,
  at: sql`d.closed_at`,
  conversation: sql`d.conversation_id`,
  behind: { kind: "deal", id: sql`d.id`, title: sql`d.title` },
  dimensions: {
    owner: byMember(sql`d.owner_id::text`),
    pipeline: {
      label: { "pt-BR": "Funil", en: "Pipeline", es: "Embudo" },
      key: sql`d.pipeline_id::text`,
      names: sql`select id::text as key, name from pipelines where workspace_id = current_workspace()`,
    },
    reason: { label: { "pt-BR": "Motivo da perda", en: "Why it was lost", es: "Motivo de la pérdida" }, key: sql`d.lost_reason` },
  },
  rows: ({ actor, from, until }: FigureAsked) =>
    sql`from deals d where d.workspace_id = current_workspace() and d.closed_at >= ${from} and d.closed_at < ${until} and ${dealVisibleTo(actor)}`,
} as const;

/** What leads measure, each from the rows. */
export const leadFigures: FigureOffer[] = [
  figure({
    ...qualified,
    id: "leads.qualified",
    unit: "count",
    better: "more",
    label: { "pt-BR": "Leads qualificados", en: "Leads qualified", es: "Leads calificados" },
    meaning: {
      "pt-BR": "Qualificações concluídas, uma por atendimento.",
      en: "Qualifications that were made, one a session.",
      es: "Calificaciones concluidas, una por atención.",
    },
    aggregate: "count",
  }),
  figure({
    ...qualified,
    id: "leads.hot_share",
    unit: "share",
    better: "more",
    label: { "pt-BR": "Parte de quentes", en: "Share of hot ones", es: "Parte de calientes" },
    meaning: {
      "pt-BR": "Das qualificações, a parte que resultou quente.",
      en: "Of the qualifications, the share that came out hot.",
      es: "De las calificaciones, la parte que resultó caliente.",
    },
    aggregate: "share",
    measure: sql`q.class = 'hot'`,
  }),
  figure({
    ...qualified,
    id: "leads.points_mean",
    unit: "score",
    better: "more",
    label: { "pt-BR": "Pontos da qualificação (média)", en: "Points of a qualification (mean)", es: "Puntos de la calificación (media)" },
    meaning: {
      "pt-BR": "Média dos pontos, de 0 a 130, das qualificações.",
      en: "Mean of the points, 0 to 130, of qualifications.",
      es: "Media de los puntos, de 0 a 130, de las calificaciones.",
    },
    aggregate: "mean",
    measure: sql`q.sdr_points`,
  }),
  figure({
    ...closed,
    id: "deals.won",
    unit: "count",
    better: "more",
    label: { "pt-BR": "Negócios ganhos", en: "Deals won", es: "Negocios ganados" },
    meaning: { "pt-BR": "Negócios fechados como ganhos.", en: "Deals that were closed as won.", es: "Negocios cerrados como ganados." },
    aggregate: "count",
    only: sql`d.state = 'won'`,
  }),
  figure({
    ...closed,
    id: "deals.lost",
    unit: "count",
    better: "less",
    label: { "pt-BR": "Negócios perdidos", en: "Deals lost", es: "Negocios perdidos" },
    meaning: { "pt-BR": "Negócios fechados como perdidos.", en: "Deals that were closed as lost.", es: "Negocios cerrados como perdidos." },
    aggregate: "count",
    only: sql`d.state = 'lost'`,
  }),
  figure({
    ...closed,
    id: "deals.won_cents",
    unit: "cents",
    better: "more",
    label: { "pt-BR": "Valor ganho", en: "Value won", es: "Valor ganado" },
    meaning: {
      "pt-BR": "Soma dos negócios ganhos que estão na moeda da empresa.",
      en: "Sum of the deals won that are in the workspace's currency.",
      es: "Suma de los negocios ganados que están en la moneda de la empresa.",
    },
    aggregate: "sum",
    measure: sql`d.value_cents`,
    only: sql`d.state = 'won' and d.currency = (select currency from workspaces where id = d.workspace_id)`,
  }),
  figure({
    ...closed,
    id: "deals.win_rate",
    unit: "share",
    better: "more",
    label: { "pt-BR": "Conversão de negócios", en: "Share of deals won", es: "Conversión de negocios" },
    meaning: {
      "pt-BR": "Dos negócios fechados, a parte ganha.",
      en: "Of the deals that were closed, the share that was won.",
      es: "De los negocios cerrados, la parte ganada.",
    },
    aggregate: "share",
    measure: sql`d.state = 'won'`,
  }),
];
