import { Type } from "typebox";
import { block } from "../../inbox/index.ts";
import { readWords } from "../chat/words.ts";
import { ordersAbout } from "./about-conversation.ts";

/** In a flow: the newest open order about the conversation in words, "OS-0012 · em andamento · Esteira parada". */
export const findOrderBlock = block({
  id: "operations.find_order",
  group: "does",
  label: { "pt-BR": "Consultar a ordem", en: "Look up the order", es: "Consultar la orden" },
  description: {
    "pt-BR": "Guarda a ordem aberta desta conversa numa variável: número, situação, título e técnico.",
    en: "Keeps the open order of this conversation in a variable: number, state, title and technician.",
    es: "Guarda la orden abierta de esta conversación en una variable: número, estado, título y técnico.",
  },
  icon: "Wrench",
  settings: Type.Object({ variable: Type.String({ minLength: 1, maxLength: 60, title: "variable that keeps it" }) }),
  defaults: { variable: "ordem" },
  exits: [
    { exit: "next", label: { "pt-BR": "Há uma ordem", en: "There is one", es: "Hay una orden" } },
    { exit: "none", label: { "pt-BR": "Não há ordem", en: "There is none", es: "No hay orden" } },
  ],
  async run(tx, { ctx, conversationId, settings }) {
    const [order] = await ordersAbout(tx, ctx, conversationId, true);
    if (order === undefined) return { ok: false, reason: "no_order", exit: "none" };
    const { states } = await readWords(tx);
    const { code, state, title, technician } = order;
    const said = [code, states[state], title, technician].filter((part) => part !== null).join(" · ");
    return { ok: true, exit: "next", variables: { [String(settings["variable"])]: said } };
  },
});
