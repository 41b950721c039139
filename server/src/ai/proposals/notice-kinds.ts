import { memberNotice, noticeSubject } from "../../notices/index.ts";
import { sql } from "../../platform/index.ts";
import { aiWrite } from "../rights.ts";

/** Better instructions wait for a yes or no. */
export const PROPOSED = memberNotice<object>({
  kind: "ai.proposed",
  subject: "ai_agent",
  isUrgent: false,
  group: "mine",
  media: { app: true, desktop: false, sound: false, push: false, email: false },
  labels: {
    "pt-BR": "Proposta de instruções para um agente",
    en: "Proposed instructions for an agent",
    es: "Propuesta de instrucciones para un agente",
  },
  words: {
    "pt-BR": ({ name }) => ({ title: `Proposta para ${name}`, text: "Novas instruções, a partir do que deu errado na semana" }),
    en: ({ name }) => ({ title: `A proposal for ${name}`, text: "New instructions, out of what went wrong this week" }),
    es: ({ name }) => ({ title: `Propuesta para ${name}`, text: "Nuevas instrucciones, a partir de lo que salió mal en la semana" }),
  },
});

/** Agents as notices name them, to whoever may change them. */
export const agentNoticeSubject = noticeSubject({
  subject: "ai_agent",
  async read(tx, told, ids) {
    if (!told.capabilities.has(aiWrite.name)) return new Map();
    const rows = await tx.many(sql<{ id: string; name: string }>`select id, name from ai_agents where id = any(${[...ids]})`);
    return new Map(rows.map(({ id, name }) => [id, { name, path: `/ai/agents/${id}` }]));
  },
});
