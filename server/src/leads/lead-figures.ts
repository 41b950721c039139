import { type FigureAsked, type FigureOffer, figure, visibleTo } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";
import { dealVisibleTo } from "./pipeline/deal.ts";
import { leadsRead } from "./rights.ts";

const qualified = {
  right: leadsRead,
  at: sql`q.at`,
  dimensions: { class: sql`q.class`, queue: sql`q.queue_id::text` },
  rows: ({ actor, from, until }: FigureAsked) =>
    sql`from lead_qualifications q where q.workspace_id = current_workspace() and q.at >= ${from} and q.at < ${until} and exists (
      select 1 from conversations c where c.workspace_id = q.workspace_id and c.id = q.conversation_id and ${visibleTo(actor)})`,
};
const closed = {
  right: leadsRead,
  at: sql`d.closed_at`,
  dimensions: { owner: sql`d.owner_id::text`, pipeline: sql`d.pipeline_id::text`, reason: sql`d.lost_reason` },
  rows: ({ actor, from, until }: FigureAsked) =>
    sql`from deals d where d.workspace_id = current_workspace() and d.closed_at >= ${from} and d.closed_at < ${until} and ${dealVisibleTo(actor)}`,
};

/** What leads measure, each from the rows. */
export const leadFigures: FigureOffer[] = [
  figure({
    ...qualified,
    id: "leads.qualified",
    unit: "count",
    label: { "pt-BR": "Leads qualificados", en: "Leads qualified", es: "Leads calificados" },
    value: sql`count(*)`,
  }),
  figure({
    ...qualified,
    id: "leads.hot_share",
    unit: "share",
    label: { "pt-BR": "Parte de quentes", en: "Share of hot ones", es: "Parte de calientes" },
    value: sql`avg(case when q.class = 'hot' then 1.0 else 0.0 end)`,
  }),
  figure({
    ...closed,
    id: "deals.won",
    unit: "count",
    label: { "pt-BR": "Negócios ganhos", en: "Deals won", es: "Negocios ganados" },
    value: sql`count(*) filter (where d.state = 'won')`,
  }),
  figure({
    ...closed,
    id: "deals.win_rate",
    unit: "share",
    label: { "pt-BR": "Conversão de negócios", en: "Share of deals won", es: "Conversión de negocios" },
    value: sql`avg(case when d.state = 'won' then 1.0 else 0.0 end)`,
  }),
];
