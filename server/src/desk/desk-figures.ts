import {
  byChannel,
  byLabel,
  byMember,
  byQueue,
  contactName,
  type Figure,
  type FigureAsked,
  type FigureOffer,
  figure,
  visibleTo,
} from "../inbox/index.ts";
import { sql } from "../platform/index.ts";
import { deskWatch } from "./rights.ts";

type Fragment = ReturnType<typeof sql>;

const ticketsBy =
  (at: Fragment) =>
  ({ actor, from, until }: FigureAsked) =>
    sql`
  from tickets t join conversations c on c.workspace_id = t.workspace_id and c.id = t.conversation_id
  where t.workspace_id = current_workspace() and ${at} >= ${from} and ${at} < ${until} and ${visibleTo(actor)}`;
const OPENED = sql`t.opened_at`;
const ENDED = sql`t.ended_at`;

/** What the contact waited: until somebody took it, or until it was given up. Those who were given up are not left out. */
const WAIT = sql`extract(epoch from coalesce(t.assigned_at, case when t.state = 'abandoned' then t.ended_at end) - t.opened_at)`;
const HANDLING = sql`extract(epoch from t.ended_at - t.assigned_at)`;
const FINISHED = sql`t.state = 'finished' and t.assigned_at is not null`;
const SCORE = sql`(select g.score from ticket_ratings g where g.workspace_id = t.workspace_id and g.ticket_id = t.id)`;

const base: Pick<Figure, "right" | "dimensions" | "conversation" | "behind"> = {
  right: deskWatch,
  conversation: sql`t.conversation_id`,
  behind: { kind: "conversation", id: sql`t.conversation_id`, title: contactName(sql`t.contact_id`) },
  dimensions: {
    queue: byQueue(sql`t.queue_id::text`),
    agent: byMember(sql`t.agent_id::text`),
    channel: byChannel(sql`t.channel_id::text`),
    label: byLabel(sql`t.conversation_id`),
    team: {
      label: { "pt-BR": "Equipe", en: "Team", es: "Equipo" },
      key: sql`unnest(coalesce(nullif(array(select u.team_id::text from team_members u where u.workspace_id = t.workspace_id and u.member_id = t.agent_id), '{}'), '{null}'))`,
      names: sql`select id::text as key, name from teams where workspace_id = current_workspace()`,
    },
  },
};
const opened = { ...base, at: OPENED, rows: ticketsBy(OPENED) };
const ended = { ...base, at: ENDED, rows: ticketsBy(ENDED) };
const wait = { ...opened, unit: "seconds", better: "less", measure: WAIT } as const;
const handling = { ...ended, unit: "seconds", measure: HANDLING, only: FINISHED } as const;
const rated = {
  ...ended,
  better: "more",
  measure: SCORE,
  dimensions: { ...base.dimensions, score: { label: { "pt-BR": "Nota", en: "Score", es: "Nota" }, key: sql`${SCORE}::text` } },
} as const;

/** A promise is decided when it was kept or broken; what is still open counts for neither. */
const kept = (done: Fragment, due: Fragment, breached: Fragment) =>
  ({
    unit: "share",
    better: "more",
    aggregate: "share",
    measure: sql`${breached} is null and ${done} <= ${due}`,
    only: sql`${due} is not null and (${done} is not null or ${breached} is not null)`,
  }) as const;

const WAITING = {
  "pt-BR": "que o contato esperou até alguém assumir ou até desistir; conta no dia da chegada",
  en: "that the contact waited until somebody took the ticket or it was given up; counted on the day of the arrival",
  es: "que el contacto esperó hasta que alguien lo tomó o hasta desistir; cuenta el día de la llegada",
};
const HANDLED = {
  "pt-BR": "desde que alguém assumiu até concluir; conta no dia do fim",
  en: "from when somebody took it until it was finished; counted on the day of the end",
  es: "desde que alguien lo tomó hasta concluir; cuenta el día del fin",
};
const mean = (of: typeof WAITING) => ({
  "pt-BR": `Média do tempo ${of["pt-BR"]}.`,
  en: `Mean of the time ${of.en}.`,
  es: `Media del tiempo ${of.es}.`,
});
const median = (of: typeof WAITING) => ({
  "pt-BR": `Mediana do tempo ${of["pt-BR"]}.`,
  en: `Median of the time ${of.en}.`,
  es: `Mediana del tiempo ${of.es}.`,
});
const p90 = (of: typeof WAITING) => ({
  "pt-BR": `Nove em dez ficam abaixo: o tempo ${of["pt-BR"]}.`,
  en: `Nine of ten stay below it: the time ${of.en}.`,
  es: `Nueve de cada diez quedan por debajo: el tiempo ${of.es}.`,
});

/** What the desk measures, each from the rows. */
export const deskFigures: FigureOffer[] = [
  figure({
    ...opened,
    id: "tickets.opened",
    unit: "count",
    label: { "pt-BR": "Atendimentos na fila", en: "Tickets opened", es: "Atenciones en cola" },
    meaning: {
      "pt-BR": "Atendimentos que chegaram a uma fila ou a uma pessoa; uma transferência abre outro.",
      en: "Tickets that came to a queue or a person; a transfer opens another one.",
      es: "Atenciones que llegaron a una cola o a una persona; una transferencia abre otra.",
    },
    aggregate: "count",
  }),
  figure({
    ...ended,
    id: "tickets.finished",
    unit: "count",
    label: { "pt-BR": "Atendimentos concluídos", en: "Tickets finished", es: "Atenciones concluidas" },
    meaning: {
      "pt-BR": "Atendimentos concluídos: não abandonados, nem transferidos.",
      en: "Tickets that were finished: not abandoned, not transferred.",
      es: "Atenciones concluidas: ni abandonadas ni transferidas.",
    },
    aggregate: "count",
    only: sql`t.state = 'finished'`,
  }),
  figure({
    ...wait,
    id: "tickets.wait_mean",
    label: { "pt-BR": "Espera (média)", en: "Wait (mean)", es: "Espera (media)" },
    meaning: mean(WAITING),
    aggregate: "mean",
  }),
  figure({
    ...wait,
    id: "tickets.wait_median",
    label: { "pt-BR": "Espera (mediana)", en: "Wait (median)", es: "Espera (mediana)" },
    meaning: median(WAITING),
    aggregate: "median",
  }),
  figure({
    ...wait,
    id: "tickets.wait_p90",
    label: { "pt-BR": "Espera (90 %)", en: "Wait (90 %)", es: "Espera (90 %)" },
    meaning: p90(WAITING),
    aggregate: "p90",
  }),
  figure({
    ...handling,
    id: "tickets.handling_mean",
    label: { "pt-BR": "Atendimento (média)", en: "Handling (mean)", es: "Atención (media)" },
    meaning: mean(HANDLED),
    aggregate: "mean",
  }),
  figure({
    ...handling,
    id: "tickets.handling_median",
    label: { "pt-BR": "Atendimento (mediana)", en: "Handling (median)", es: "Atención (mediana)" },
    meaning: median(HANDLED),
    aggregate: "median",
  }),
  figure({
    ...handling,
    id: "tickets.handling_p90",
    label: { "pt-BR": "Atendimento (90 %)", en: "Handling (90 %)", es: "Atención (90 %)" },
    meaning: p90(HANDLED),
    aggregate: "p90",
  }),
  figure({
    ...opened,
    ...kept(sql`t.first_reply_at`, sql`t.first_response_due_at`, sql`t.first_response_breached_at`),
    id: "tickets.first_response_kept",
    label: { "pt-BR": "1ª resposta no prazo", en: "First response in time", es: "1ª respuesta a tiempo" },
    meaning: {
      "pt-BR": "Dos atendimentos com prazo para a primeira resposta já decidido, a parte respondida a tempo.",
      en: "Of the tickets whose promise of a first response is decided, the share that was answered in time.",
      es: "De las atenciones con plazo de primera respuesta ya decidido, la parte respondida a tiempo.",
    },
  }),
  figure({
    ...opened,
    ...kept(sql`t.ended_at`, sql`t.resolution_due_at`, sql`t.resolution_breached_at`),
    id: "tickets.resolution_kept",
    label: { "pt-BR": "Resolução no prazo", en: "Resolution in time", es: "Resolución a tiempo" },
    meaning: {
      "pt-BR": "Dos atendimentos com prazo de resolução já decidido, a parte encerrada a tempo.",
      en: "Of the tickets whose promise of a resolution is decided, the share that ended in time.",
      es: "De las atenciones con plazo de resolución ya decidido, la parte terminada a tiempo.",
    },
  }),
  figure({
    ...ended,
    id: "tickets.abandoned_share",
    unit: "share",
    better: "less",
    label: { "pt-BR": "Abandonados", en: "Abandoned", es: "Abandonados" },
    meaning: {
      "pt-BR": "Dos atendimentos concluídos ou abandonados, a parte abandonada.",
      en: "Of the tickets that were finished or abandoned, the share that was abandoned.",
      es: "De las atenciones concluidas o abandonadas, la parte abandonada.",
    },
    aggregate: "share",
    measure: sql`t.state = 'abandoned'`,
    only: sql`t.state in ('finished', 'abandoned')`,
  }),
  figure({
    ...ended,
    id: "tickets.first_contact_resolution",
    unit: "share",
    better: "more",
    label: { "pt-BR": "Resolvidos no primeiro contato", en: "Resolved at first contact", es: "Resueltos en el primer contacto" },
    meaning: {
      "pt-BR": "Dos atendimentos resolvidos, a parte cujo contato não voltou em 72 horas.",
      en: "Of the tickets that were resolved, the share whose contact did not come back within 72 hours.",
      es: "De las atenciones resueltas, la parte cuyo contacto no volvió en 72 horas.",
    },
    aggregate: "share",
    measure: sql`not exists (select 1 from tickets again where again.workspace_id = t.workspace_id and again.contact_id = t.contact_id
      and again.session_id <> t.session_id and again.opened_at > t.ended_at and again.opened_at < t.ended_at + interval '72 hours')`,
    only: sql`t.ended_because = 'resolved'`,
  }),
  figure({
    ...rated,
    id: "tickets.score_mean",
    unit: "score",
    label: { "pt-BR": "Avaliação (média)", en: "Rating (mean)", es: "Calificación (media)" },
    meaning: {
      "pt-BR": "Média das notas de 1 a 5 que os contatos deram, no dia do fim do atendimento.",
      en: "Mean of the scores from 1 to 5 that contacts gave, on the day when the ticket ended.",
      es: "Media de las notas de 1 a 5 que dieron los contactos, el día del fin de la atención.",
    },
    aggregate: "mean",
  }),
  figure({
    ...rated,
    id: "tickets.rated",
    unit: "count",
    label: { "pt-BR": "Avaliações", en: "Ratings", es: "Calificaciones" },
    meaning: {
      "pt-BR": "Atendimentos encerrados a que o contato deu uma nota.",
      en: "Tickets that ended and that the contact gave a score.",
      es: "Atenciones terminadas a las que el contacto dio una nota.",
    },
    aggregate: "count",
  }),
  figure({
    ...rated,
    id: "tickets.satisfied",
    unit: "share",
    label: { "pt-BR": "Satisfeitos (CSAT)", en: "Satisfied (CSAT)", es: "Satisfechos (CSAT)" },
    meaning: {
      "pt-BR": "Das notas dadas, a parte de 4 e 5.",
      en: "Of the scores that were given, the share of 4 and 5.",
      es: "De las notas dadas, la parte de 4 y 5.",
    },
    aggregate: "share",
    measure: sql`${SCORE} >= 4`,
  }),
];
