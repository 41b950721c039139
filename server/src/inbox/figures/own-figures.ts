import { sql } from "../../platform/index.ts";
import { visibleTo } from "../conversations/sight.ts";
import { conversationsRead } from "../rights.ts";
import { type FigureAsked, type FigureOffer, figure } from "./figure.ts";

const sessionsOf = ({ actor, from, until }: FigureAsked) => sql`
  from sessions s join conversations c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
  where s.opened_at >= ${from} and s.opened_at < ${until} and ${visibleTo(actor)}`;

const DIMENSIONS = { channel: sql`c.channel_id::text`, queue: sql`c.queue_id::text`, assignee: sql`c.assignee_id::text` };

/** What the inbox measures. */
export const ownFigures: FigureOffer[] = [
  figure({
    id: "sessions.opened",
    unit: "count",
    label: { "pt-BR": "Atendimentos iniciados", en: "Sessions opened", es: "Atenciones iniciadas" },
    right: conversationsRead,
    dimensions: DIMENSIONS,
    value: sql`count(*)`,
    at: sql`s.opened_at`,
    rows: sessionsOf,
  }),
  figure({
    id: "sessions.first_reply_median",
    unit: "seconds",
    label: { "pt-BR": "Primeira resposta (mediana)", en: "First reply (median)", es: "Primera respuesta (mediana)" },
    right: conversationsRead,
    dimensions: DIMENSIONS,
    value: sql`percentile_cont(0.5) within group (order by extract(epoch from s.first_reply_at - s.opened_at)) filter (where s.first_reply_at is not null and s.opened_by = 'contact')`,
    at: sql`s.opened_at`,
    rows: sessionsOf,
  }),
];
