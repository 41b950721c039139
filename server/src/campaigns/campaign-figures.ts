import { type FigureAsked, type FigureOffer, figure, visibleTo } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";
import { campaignsRead } from "./rights.ts";

const sent = {
  right: campaignsRead,
  at: sql`r.sent_at`,
  dimensions: { campaign: sql`r.campaign_id::text`, text: sql`r.variant` },
  rows: ({ actor, from, until }: FigureAsked) =>
    sql`from campaign_recipients r where r.workspace_id = current_workspace() and r.sent_at >= ${from} and r.sent_at < ${until} and exists (
      select 1 from conversations c where c.workspace_id = r.workspace_id and c.id = r.conversation_id and ${visibleTo(actor)})`,
};

/** What campaigns measure, each from the rows. */
export const campaignFigures: FigureOffer[] = [
  figure({
    ...sent,
    id: "campaigns.sent",
    unit: "count",
    label: { "pt-BR": "Pessoas que receberam campanhas", en: "People who got campaigns", es: "Personas que recibieron campañas" },
    value: sql`count(*)`,
  }),
  figure({
    ...sent,
    id: "campaigns.reply_share",
    unit: "share",
    label: { "pt-BR": "Parte que respondeu a campanhas", en: "Share that answered campaigns", es: "Parte que respondió a campañas" },
    value: sql`avg(case when r.replied_at is not null then 1.0 else 0.0 end)`,
  }),
  figure({
    ...sent,
    id: "campaigns.opt_out_share",
    unit: "share",
    label: { "pt-BR": "Parte que saiu por campanhas", en: "Share that opted out", es: "Parte que se dio de baja" },
    value: sql`avg(case when r.opted_out_at is not null then 1.0 else 0.0 end)`,
  }),
];
