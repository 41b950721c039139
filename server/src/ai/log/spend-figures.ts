import { byChannel, type FigureAsked, type FigureOffer, figure, type SpendKindOffer, spendKind, visibleTo } from "../../inbox/index.ts";
import { sql } from "../../platform/index.ts";
import { aiRead } from "../rights.ts";
import { readAiSettings } from "./settings.ts";

const calls = {
  right: aiRead,
  at: sql`l.asked_at`,
  conversation: sql`l.conversation_id`,
  behind: { kind: "ai_run", id: sql`l.run_id`, title: sql`l.model` },
  dimensions: {
    model: { label: { "pt-BR": "Modelo", en: "Model", es: "Modelo" }, key: sql`l.model` },
    purpose: {
      label: { "pt-BR": "Para quê", en: "Purpose", es: "Para qué" },
      key: sql`l.purpose`,
      words: {
        answer: { "pt-BR": "Resposta", en: "Answer", es: "Respuesta" },
        reply: { "pt-BR": "Sugestão", en: "Suggestion", es: "Sugerencia" },
        rewrite: { "pt-BR": "Outra forma", en: "Rewriting", es: "Otra forma" },
        translate: { "pt-BR": "Tradução", en: "Translation", es: "Traducción" },
        summary: { "pt-BR": "Resumo", en: "Summary", es: "Resumen" },
        check: { "pt-BR": "Verificação", en: "Check", es: "Verificación" },
        evaluation: { "pt-BR": "Teste", en: "Test", es: "Prueba" },
        proposal: { "pt-BR": "Proposta de instruções", en: "Proposed instructions", es: "Propuesta de instrucciones" },
      },
    },
    agent: {
      label: { "pt-BR": "Agente de IA", en: "AI agent", es: "Agente de IA" },
      key: sql`l.agent_id::text`,
      names: sql`select id::text as key, name from ai_agents where workspace_id = current_workspace()`,
    },
    channel: byChannel(sql`c.channel_id::text`),
  },
  rows: ({ actor, from, until }: FigureAsked) => sql`
    from ai_calls l left join conversations c on c.workspace_id = l.workspace_id and c.id = l.conversation_id
    where l.workspace_id = current_workspace() and l.asked_at >= ${from} and l.asked_at < ${until} and l.input_tokens + l.output_tokens > 0
      and (l.conversation_id is null or ${visibleTo(actor)})`,
} as const;

/** What models cost, a request at a time: the month's sum is what the budget is held against. */
export const aiSpendFigures: FigureOffer[] = [
  figure({
    ...calls,
    id: "ai.spend",
    unit: "micros",
    better: "less",
    label: { "pt-BR": "Gasto com IA", en: "Spend on AI", es: "Gasto en IA" },
    meaning: {
      "pt-BR":
        "Soma do custo de cada pedido a um modelo, pelo preço e pelo câmbio que valiam quando foi feito. Modelos sem preço ficam fora da soma.",
      en: "Sum of the cost of each request to a model, by the price and the exchange rate that were in force then. Models without a price are in no sum.",
      es: "Suma del costo de cada pedido a un modelo, al precio y al tipo de cambio vigentes entonces. Los modelos sin precio quedan fuera de la suma.",
    },
    aggregate: "sum",
    measure: sql`l.cost`,
  }),
  figure({
    ...calls,
    id: "ai.unpriced",
    unit: "count",
    label: { "pt-BR": "Pedidos à IA sem preço", en: "Requests to AI without a price", es: "Pedidos a la IA sin precio" },
    meaning: {
      "pt-BR": "Pedidos a modelos para os quais não havia preço: não estão em nenhuma soma de gastos.",
      en: "Requests to models that had no price: they are in no sum of spend.",
      es: "Pedidos a modelos que no tenían precio: no están en ninguna suma de gastos.",
    },
    aggregate: "count",
    only: sql`l.cost is null`,
  }),
];

export const aiSpendKinds: SpendKindOffer[] = [
  spendKind({
    id: "ai",
    label: { "pt-BR": "IA", en: "AI", es: "IA" },
    spent: { figureId: "ai.spend" },
    unpriced: { figureId: "ai.unpriced" },
    ownBudget: { path: "/settings/ai", readCents: async (tx) => (await readAiSettings(tx)).monthLimit },
  }),
  spendKind({
    id: "transcription",
    label: { "pt-BR": "Transcrição", en: "Transcription", es: "Transcripción" },
    spent: { figureId: "transcription.spend" },
  }),
];
