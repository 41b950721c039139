import { type NoticeTopic, noticeKind } from "../../notices/index.ts";

const spending: NoticeTopic = {
  roles: ["owner", "administrator"],
  path: "/settings/ai",
  titles: {
    "pt-BR": { begun: () => "Gasto com modelos de IA", over: "O gasto com modelos de IA está dentro do limite" },
    en: { begun: () => "Spending on AI models", over: "Spending on AI models is within its limit" },
    es: { begun: () => "Gasto en modelos de IA", over: "El gasto en modelos de IA está dentro del límite" },
  },
};

/** More than administrators wanted to hear of. */
export const spendHigh = noticeKind({
  kind: "ai_spend_high",
  topic: spending,
  facts: async () => ({}),
  words: {
    "pt-BR": {
      begun: () => "O gasto do mês com modelos passou do valor de alerta",
      over: () => "O gasto do mês está abaixo do valor de alerta",
    },
    en: { begun: () => "This month's spending on models is over the alert", over: () => "This month's spending is below the alert" },
    es: {
      begun: () => "El gasto del mes en modelos superó el valor de alerta",
      over: () => "El gasto del mes está por debajo del valor de alerta",
    },
  },
});

/** Nothing is asked any more this month. */
export const spendStopped = noticeKind({
  kind: "ai_spend_stopped",
  topic: spending,
  facts: async () => ({}),
  words: {
    "pt-BR": {
      begun: () => "O orçamento do mês para modelos acabou: agentes respondem só pela busca nos textos",
      over: () => "Há orçamento para modelos de novo",
    },
    en: {
      begun: () => "This month's budget for models is spent: agents answer by searching the texts only",
      over: () => "There is a budget for models again",
    },
    es: {
      begun: () => "El presupuesto del mes para modelos se agotó: los agentes responden solo buscando en los textos",
      over: () => "Hay presupuesto para modelos de nuevo",
    },
  },
});
