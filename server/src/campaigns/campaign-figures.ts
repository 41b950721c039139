import { contactName, type FigureAsked, type FigureOffer, figure, visibleTo } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";
import { campaignsRead } from "./rights.ts";

const sent = {
  right: campaignsRead,
  at: sql`r.sent_at`,
  conversation: sql`r.conversation_id`,
  behind: { kind: "conversation", id: sql`r.conversation_id`, title: contactName(sql`r.contact_id`) },
  dimensions: {
    campaign: {
      label: { "pt-BR": "Campanha", en: "Campaign", es: "Campaña" },
      key: sql`r.campaign_id::text`,
      names: sql`select id::text as key, name from campaigns where workspace_id = current_workspace()`,
    },
    text: { label: { "pt-BR": "Texto", en: "Text", es: "Texto" }, key: sql`r.variant` },
  },
  rows: ({ actor, from, until }: FigureAsked) =>
    sql`from campaign_recipients r where r.workspace_id = current_workspace() and r.sent_at >= ${from} and r.sent_at < ${until} and exists (
      select 1 from conversations c where c.workspace_id = r.workspace_id and c.id = r.conversation_id and ${visibleTo(actor)})`,
} as const;

/** What campaigns measure, each from the rows. */
export const campaignFigures: FigureOffer[] = [
  figure({
    ...sent,
    id: "campaigns.sent",
    unit: "count",
    label: { "pt-BR": "Pessoas que receberam campanhas", en: "People who got campaigns", es: "Personas que recibieron campañas" },
    meaning: {
      "pt-BR": "Pessoas a quem saiu a primeira mensagem de uma campanha, uma vez por campanha.",
      en: "People to whom the first message of a campaign left, once a campaign.",
      es: "Personas a quienes salió el primer mensaje de una campaña, una vez por campaña.",
    },
    aggregate: "count",
  }),
  figure({
    ...sent,
    id: "campaigns.reply_share",
    unit: "share",
    better: "more",
    label: { "pt-BR": "Parte que respondeu a campanhas", en: "Share that answered campaigns", es: "Parte que respondió a campañas" },
    meaning: {
      "pt-BR": "De quem recebeu, a parte que respondeu em até 7 dias.",
      en: "Of those who got one, the share that answered within 7 days.",
      es: "De quienes recibieron, la parte que respondió en 7 días.",
    },
    aggregate: "share",
    measure: sql`r.replied_at is not null`,
  }),
  figure({
    ...sent,
    id: "campaigns.opt_out_share",
    unit: "share",
    better: "less",
    label: { "pt-BR": "Parte que saiu por campanhas", en: "Share that opted out", es: "Parte que se dio de baja" },
    meaning: {
      "pt-BR": "De quem recebeu, a parte que pediu para não receber mais em até 7 dias.",
      en: "Of those who got one, the share that asked for no more within 7 days.",
      es: "De quienes recibieron, la parte que pidió no recibir más en 7 días.",
    },
    aggregate: "share",
    measure: sql`r.opted_out_at is not null`,
  }),
];
