import { type HandOverParts, sayAsProsa } from "../../inbox/index.ts";
import { completeJobs, createCtx, type Job, sql } from "../../platform/index.ts";
import { readPartWords } from "../part-requests/words.ts";
import { findBuyers } from "../stock/tell-low.ts";
import type { PurchaseGround } from "./approval-due.ts";
import { readPurchase } from "./purchase.ts";

/** Buyers whose phone is known read there what is asked for: "5× Rolamento 608ZZ, urgente". The others have the notice. Once. */
export async function tellBuyers(
  { parts, ...ground }: PurchaseGround & { parts: HandOverParts },
  job: Job<{ purchaseId: string }>,
): Promise<void> {
  const { workspaceId, payload, id } = job;
  const actor = { kind: "system" as const, id: null, name: "Prosa", capabilities: new Set<string>(), sight: { kind: "all" as const } };
  const ctx = createCtx({ ...ground, workspaceId, actor, correlationId: `purchase ${id}` });
  await ctx.transaction(async (tx) => {
    const purchase = await readPurchase(tx, payload.purchaseId);
    const buyers = (await findBuyers(tx)).filter((memberId) => memberId !== purchase.requester.id);
    const phones = await tx.many(sql<{ conversationId: string }>`
      select c.id as "conversationId" from technicians t cross join lateral (
        select c.id from conversations c where c.workspace_id = t.workspace_id and c.contact_id = t.contact_id order by c.last_message_at desc limit 1) c
      where t.workspace_id = current_workspace() and t.member_id = any(${buyers}) order by c.id`);
    const words = await readPartWords(tx);
    const place = [purchase.workOrder?.code, purchase.site?.name].flatMap((part) => (part === undefined ? [] : [` · ${part}`])).join("");
    const text = words.forBuyer(purchase.title, purchase.isUrgent, purchase.requester.name, place);
    for (const { conversationId } of phones) await sayAsProsa(tx, ctx, parts, conversationId, { kind: "text", text });
    await completeJobs(tx, [job]);
  });
}
