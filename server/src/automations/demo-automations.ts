import { type Ctx, sql } from "../platform/index.ts";
import { writeObject } from "./objects/objects.ts";
import type { RuleParts } from "./rules/rule.ts";
import { createRule, switchRule } from "./rules/rules.ts";
import { createFromTemplate } from "./rules/templates.ts";

/** Two rules at work, one that waits to be switched on, and proposals and payments that they watch. */
export async function demoAutomations(ctx: Ctx, parts: RuleParts): Promise<void> {
  const silent = await createFromTemplate(ctx, parts, "followup_48h");
  await switchRule(ctx, parts, silent.id, true);
  const proposal = await createFromTemplate(ctx, parts, "followup_proposta");
  await switchRule(ctx, parts, proposal.id, true);
  await createFromTemplate(ctx, parts, "followup_pagamento");
  await createRule(ctx, parts, {
    name: "Conversa reaberta sobe a prioridade",
    trigger: { kind: "event", event: "conversation_reopened", afterMinutes: 0 },
    condition: null,
    steps: [{ kind: "act", action: "conversation.prioritise", input: { priority: "high" } }],
  });
  const people = await ctx.transaction((tx) =>
    tx.many(sql<{ id: string }>`
      select p.id from contacts p where p.merged_into is null and exists (select 1 from conversations c where c.contact_id = p.id) order by p.created_at, p.id limit 6`),
  );
  for (const [index, { id }] of people.entries()) {
    const hours = 3 + index * 7;
    const stateSince = new Date(ctx.now().getTime() - hours * 3_600_000).toISOString();
    await writeObject(ctx, index % 2 === 0 ? "proposta" : "pagamento", `demo-${index + 1}`, {
      title: index % 2 === 0 ? `Proposta ${index + 101}: manutenção anual` : `Fatura ${index + 501}`,
      contact: { id },
      state: index % 2 === 0 ? (index === 4 ? "aceita" : "enviada") : index === 5 ? "pago" : "pendente",
      stateSince,
      data: { valor: 45_000 + index * 12_500 },
    });
  }
}
