import { type Ctx, sql } from "../../platform/index.ts";
import type { ActParts } from "../actions/act-step.ts";
import { createMacro } from "./macros.ts";

/** What a team of the demonstration would do together, many times a day. */
export async function demoMacros(ctx: Ctx, parts: ActParts): Promise<void> {
  const labels = await ctx.transaction((tx) =>
    tx.many(sql<{ id: string }>`select id from labels where made_for is null order by name limit 1`),
  );
  const label = labels.map(({ id: labelId }) => ({ action: "conversation.label", input: { labelId } }));
  const thanks = "Obrigada, {{contact.first_name | tudo certo}}! Qualquer coisa, é só chamar.";
  await createMacro(ctx, parts, {
    name: "Agradecer e encerrar",
    scope: "everybody",
    steps: [
      { action: "conversation.send_text", input: { text: thanks } },
      { action: "conversation.resolve", input: {} },
    ],
  });
  await createMacro(ctx, parts, {
    name: "Urgente: etiqueta e prioridade",
    scope: "everybody",
    steps: [...label, { action: "conversation.prioritise", input: { priority: "urgent" } }],
  });
}
