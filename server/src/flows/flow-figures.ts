import { byChannel, contactName, type FigureAsked, type FigureOffer, figure, visibleTo } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";
import { flowsRead } from "./rights.ts";

const runs = {
  right: flowsRead,
  at: sql`r.started_at`,
  conversation: sql`r.conversation_id`,
  behind: { kind: "conversation", id: sql`r.conversation_id`, title: contactName(sql`c.contact_id`) },
  dimensions: {
    flow: {
      label: { "pt-BR": "Fluxo", en: "Flow", es: "Flujo" },
      key: sql`r.flow_id::text`,
      names: sql`select id::text as key, name from flows where workspace_id = current_workspace()`,
    },
    channel: byChannel(sql`c.channel_id::text`),
    ending: {
      label: { "pt-BR": "Como terminou", en: "How it ended", es: "Cómo terminó" },
      key: sql`r.ending`,
      words: {
        done: { "pt-BR": "Concluído", en: "Done", es: "Concluido" },
        handed_over: { "pt-BR": "Passado a pessoas ou IA", en: "Handed over", es: "Pasado a personas o IA" },
        cancelled: { "pt-BR": "Interrompido", en: "Cancelled", es: "Interrumpido" },
        too_many_steps: { "pt-BR": "Passos demais", en: "Too many steps", es: "Demasiados pasos" },
        failed: { "pt-BR": "Falhou", en: "Failed", es: "Falló" },
        replaced: { "pt-BR": "Substituído por outro", en: "Replaced by another", es: "Reemplazado por otro" },
      },
    },
  },
  rows: ({ actor, from, until }: FigureAsked) => sql`
    from flow_runs r join conversations c on c.workspace_id = r.workspace_id and c.id = r.conversation_id
    where r.workspace_id = current_workspace() and r.started_at >= ${from} and r.started_at < ${until} and ${visibleTo(actor)}`,
} as const;

/** What flows measure, each from the rows; what happened at each block stands in `figures.ts`. Runs are kept for a time only. */
export const flowFigures: FigureOffer[] = [
  figure({
    ...runs,
    id: "flows.started",
    unit: "count",
    label: { "pt-BR": "Fluxos iniciados", en: "Flows begun", es: "Flujos iniciados" },
    meaning: {
      "pt-BR": "Vezes em que um fluxo começou com um contato.",
      en: "Times a flow began with a contact.",
      es: "Veces en que un flujo empezó con un contacto.",
    },
    aggregate: "count",
  }),
  figure({
    ...runs,
    id: "flows.completed",
    unit: "share",
    better: "more",
    label: { "pt-BR": "Fluxos concluídos", en: "Flows completed", es: "Flujos concluidos" },
    meaning: {
      "pt-BR": "Dos fluxos que terminaram, a parte que chegou ao fim ou passou adiante como desenhado.",
      en: "Of the flows that ended, the share that came to an end or handed over as drawn.",
      es: "De los flujos que terminaron, la parte que llegó al final o pasó la conversación como se dibujó.",
    },
    aggregate: "share",
    measure: sql`r.ending in ('done', 'handed_over')`,
    only: sql`r.status = 'ended'`,
  }),
];
