import { type Ctx, sql } from "../../platform/index.ts";
import type { Variables } from "../variables/variable.ts";
import { createCannedReply } from "./canned-replies.ts";

const STORY: { name: string; text: string; queue?: string }[] = [
  {
    name: "ola",
    text: "Olá, {{contact.first_name | tudo bem}}! Aqui é {{agent.first_name | a equipe}}, da {{workspace.name}}. Como posso ajudar?",
  },
  { name: "aguarde", text: "Só um momento, {{contact.first_name | por favor}}: já vou verificar." },
  { name: "obrigado", text: "Obrigada pelo contato! Qualquer coisa, é só chamar." },
  { name: "orcamento", text: "Para o orçamento preciso do endereço, da marca do aparelho e de uma foto da etiqueta.", queue: "Comercial" },
  { name: "garantia", text: "Para a garantia, envie por favor uma foto da nota fiscal e o número de série.", queue: "Suporte técnico" },
];

/** Replies that a team of the demonstration would have written, for everybody and for queues. */
export async function demoCanned(ctx: Ctx, variables: Pick<Variables, "factsOf">): Promise<void> {
  const queues = await ctx.transaction((tx) => tx.many(sql<{ id: string; name: string }>`select id, name from queues`));
  for (const { name, text, queue } of STORY) {
    const queueId = queues.find((one) => one.name === queue)?.id ?? null;
    await createCannedReply(ctx, variables, { name, text, queueId, scope: queueId === null ? "everybody" : "queue", language: null });
  }
}
