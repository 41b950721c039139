import { type FigureAsked, type FigureOffer, figure, visibleTo } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";
import { deskWatch } from "./rights.ts";

type Fragment = ReturnType<typeof sql>;

const ticketsBy =
  (at: Fragment) =>
  ({ actor, from, until }: FigureAsked) =>
    sql`
  from tickets t join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
  where t.workspace_id = current_workspace() and ${at} >= ${from} and ${at} < ${until} and ${visibleTo(actor)}`;
const DIMENSIONS = { queue: sql`t.queue_id::text`, agent: sql`t.agent_id::text`, channel: sql`t.channel_id::text` };
const OPENED = sql`t.opened_at`;
const ENDED = sql`t.ended_at`;

/** What the contact waited: until somebody took it, or until it was given up. Those who were given up are not left out. */
const WAIT = sql`extract(epoch from coalesce(t.assigned_at, case when t.state = 'abandoned' then t.ended_at end) - t.opened_at)`;
const HANDLING = sql`extract(epoch from t.ended_at - t.assigned_at)`;
const FINISHED = sql`t.state = 'finished' and t.assigned_at is not null`;

const base = { right: deskWatch, dimensions: DIMENSIONS };
const opened = { ...base, at: OPENED, rows: ticketsBy(OPENED) };
const ended = { ...base, at: ENDED, rows: ticketsBy(ENDED) };

/** A promise is decided when it was kept or broken; what is still open counts for neither. */
const keptShare = (done: Fragment, due: Fragment, breached: Fragment) => sql`
  avg(case when ${breached} is null and ${done} <= ${due} then 1.0 else 0.0 end) filter (where ${due} is not null and (${done} is not null or ${breached} is not null))`;

/** What the desk measures, each from the rows. */
export const deskFigures: FigureOffer[] = [
  figure({
    ...opened,
    id: "tickets.opened",
    unit: "count",
    label: { "pt-BR": "Atendimentos na fila", en: "Tickets opened", es: "Atenciones en cola" },
    value: sql`count(*)`,
  }),
  figure({
    ...ended,
    id: "tickets.finished",
    unit: "count",
    label: { "pt-BR": "Atendimentos concluídos", en: "Tickets finished", es: "Atenciones concluidas" },
    value: sql`count(*) filter (where t.state = 'finished')`,
  }),
  figure({
    ...opened,
    id: "tickets.wait_mean",
    unit: "seconds",
    label: { "pt-BR": "Espera (média)", en: "Wait (mean)", es: "Espera (media)" },
    value: sql`avg(${WAIT})`,
  }),
  figure({
    ...opened,
    id: "tickets.wait_median",
    unit: "seconds",
    label: { "pt-BR": "Espera (mediana)", en: "Wait (median)", es: "Espera (mediana)" },
    value: sql`percentile_cont(0.5) within group (order by ${WAIT})`,
  }),
  figure({
    ...opened,
    id: "tickets.wait_p90",
    unit: "seconds",
    label: { "pt-BR": "Espera (90 %)", en: "Wait (90 %)", es: "Espera (90 %)" },
    value: sql`percentile_cont(0.9) within group (order by ${WAIT})`,
  }),
  figure({
    ...ended,
    id: "tickets.handling_mean",
    unit: "seconds",
    label: { "pt-BR": "Atendimento (média)", en: "Handling (mean)", es: "Atención (media)" },
    value: sql`avg(${HANDLING}) filter (where ${FINISHED})`,
  }),
  figure({
    ...ended,
    id: "tickets.handling_median",
    unit: "seconds",
    label: { "pt-BR": "Atendimento (mediana)", en: "Handling (median)", es: "Atención (mediana)" },
    value: sql`percentile_cont(0.5) within group (order by ${HANDLING}) filter (where ${FINISHED})`,
  }),
  figure({
    ...ended,
    id: "tickets.handling_p90",
    unit: "seconds",
    label: { "pt-BR": "Atendimento (90 %)", en: "Handling (90 %)", es: "Atención (90 %)" },
    value: sql`percentile_cont(0.9) within group (order by ${HANDLING}) filter (where ${FINISHED})`,
  }),
  figure({
    ...opened,
    id: "tickets.first_response_kept",
    unit: "share",
    label: { "pt-BR": "1ª resposta no prazo", en: "First response in time", es: "1ª respuesta a tiempo" },
    value: keptShare(sql`t.first_reply_at`, sql`t.first_response_due_at`, sql`t.first_response_breached_at`),
  }),
  figure({
    ...opened,
    id: "tickets.resolution_kept",
    unit: "share",
    label: { "pt-BR": "Resolução no prazo", en: "Resolution in time", es: "Resolución a tiempo" },
    value: keptShare(sql`t.ended_at`, sql`t.resolution_due_at`, sql`t.resolution_breached_at`),
  }),
  figure({
    ...ended,
    id: "tickets.abandoned_share",
    unit: "share",
    label: { "pt-BR": "Abandonados", en: "Abandoned", es: "Abandonados" },
    value: sql`avg(case when t.state = 'abandoned' then 1.0 else 0.0 end) filter (where t.state in ('finished', 'abandoned'))`,
  }),
  figure({
    ...ended,
    id: "tickets.first_contact_resolution",
    unit: "share",
    label: { "pt-BR": "Resolvidos no primeiro contato", en: "Resolved at first contact", es: "Resueltos en el primer contacto" },
    // Resolved, and the contact did not come back within 72 hours.
    value: sql`avg(case when not exists (select 1 from tickets again where again.workspace_id = t.workspace_id and again.contact_id = t.contact_id
      and again.session_id <> t.session_id and again.opened_at > t.ended_at and again.opened_at < t.ended_at + interval '72 hours') then 1.0 else 0.0 end) filter (where t.ended_because = 'resolved')`,
  }),
  figure({
    ...ended,
    id: "tickets.score_mean",
    unit: "count",
    label: { "pt-BR": "Avaliação (média)", en: "Rating (mean)", es: "Calificación (media)" },
    value: sql`avg((select g.score from ticket_ratings g where g.workspace_id = t.workspace_id and g.ticket_id = t.id))`,
  }),
];
