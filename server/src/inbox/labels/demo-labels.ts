import { type Ctx, sql } from "../../platform/index.ts";
import { addLabelIn } from "./label-conversation.ts";
import { createLabel, type LabelColor } from "./labels.ts";

/** Labels of the demonstration, and on every which conversation of which queue they stand. */
const STORY: { name: string; color: LabelColor; queue: string; every: number }[] = [
  { name: "Orçamento", color: "amber", queue: "Comercial", every: 2 },
  { name: "Garantia", color: "violet", queue: "Suporte técnico", every: 3 },
  { name: "Urgência", color: "red", queue: "Suporte técnico", every: 4 },
  { name: "Preventiva", color: "teal", queue: "Agendamentos", every: 2 },
  { name: "Segunda via", color: "blue", queue: "Financeiro", every: 1 },
];

/** Gives the conversations of the demonstration what a team that works with labels would have put on. */
export async function demoLabels(ctx: Ctx): Promise<void> {
  for (const { name, color, queue, every } of STORY) {
    const label = await createLabel(ctx, { name, color });
    await ctx.transaction(async (tx) => {
      const found = await tx.many(sql<{ id: string }>`
        select c.id from conversations c join queues q on q.workspace_id = c.workspace_id and q.id = c.queue_id where q.name = ${queue} order by c.created_at, c.id`);
      for (const { id } of found.filter((_, index) => index % every === 0)) await addLabelIn(tx, ctx, id, label.id);
    });
  }
}
