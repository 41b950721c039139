import { briefingLine } from "../../notices/index.ts";
import { sql } from "../../platform/index.ts";

const WORDS = {
  "pt-BR": (count: number) => `Conversas à espera de resposta: ${count}`,
  en: (count: number) => `Conversations waiting for an answer: ${count}`,
  es: (count: number) => `Conversaciones que esperan respuesta: ${count}`,
};

/** Open conversations in which the contact spoke last. */
export const waitingConversations = briefingLine({
  position: 40,
  async say(tx, { language }) {
    const { count } = await tx.one(sql<{ count: number }>`
      select count(*)::int as count from conversations where workspace_id = current_workspace() and state = 'open' and last_inbound_at >= last_message_at`);
    return WORDS[language](count);
  },
});
