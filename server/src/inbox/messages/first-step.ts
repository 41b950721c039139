import { sql } from "../../platform/index.ts";
import { firstStep } from "../../team/index.ts";
import { conversationsReply } from "../rights.ts";

export const answerStep = firstStep({
  id: "answer",
  place: 20,
  title: { "pt-BR": "Responder a primeira conversa", en: "Answer the first conversation", es: "Responder la primera conversación" },
  text: {
    "pt-BR": "Mande uma mensagem do seu próprio celular e responda daqui.",
    en: "Write from your own phone, and answer from here.",
    es: "Escriba desde su propio teléfono y responda desde aquí.",
  },
  act: { "pt-BR": "Abrir a caixa", en: "Open the inbox", es: "Abrir la bandeja" },
  address: "/inbox",
  right: conversationsReply,
  async isDone(tx) {
    return (await tx.maybeOne(sql`select 1 from sessions where first_reply_at is not null limit 1`)) !== null;
  },
});
