import { tellMembers } from "../../notices/index.ts";
import { type Clock, createCtx, type Database, type Job, type Logger, Postpone, sql } from "../../platform/index.ts";
import { findBuyers } from "../stock/tell-low.ts";
import { EXPIRED, REMINDED } from "./notice-kinds.ts";
import { readPurchase, step } from "./purchase.ts";

export interface PurchaseGround {
  db: Database;
  clock: Clock;
  log: Logger;
}

interface Waiting {
  id: string;
  purchaseId: string;
  approverId: string;
  deputyId: string | null;
  remindAt: Date | null;
  expiresAt: Date;
}

/** Reminds once, with the deputy; then gives up, and the purchase goes back to its quotes. @throws {Postpone} until then */
export async function approvalDue(ground: PurchaseGround, { workspaceId, payload, id }: Job<{ approvalId: string }>): Promise<void> {
  const actor = { kind: "system" as const, id: null, name: "Prosa", capabilities: new Set<string>(), sight: { kind: "all" as const } };
  const ctx = createCtx({ ...ground, workspaceId, actor, correlationId: `approval ${id}` });
  const now = ctx.now();
  const waitUntil = await ctx.transaction(async (tx) => {
    await tx.run(sql`
      select 1 from purchases p join purchase_approvals a on a.workspace_id = p.workspace_id and a.purchase_id = p.id
      where a.id = ${payload.approvalId} for update of p`);
    const waiting = await tx.maybeOne(sql<Waiting>`
      select id, purchase_id as "purchaseId", approver_id as "approverId", deputy_id as "deputyId", remind_at as "remindAt", expires_at as "expiresAt"
      from purchase_approvals where id = ${payload.approvalId} and state = 'pending' for update`);
    if (waiting === null) return null;
    const purchase = await readPurchase(tx, waiting.purchaseId);
    const facts = { totalCents: purchase.totalCents ?? 0, supplier: purchase.supplier?.name ?? "" };
    if (waiting.expiresAt <= now) {
      await tx.run(sql`update purchase_approvals set state = 'expired' where id = ${waiting.id}`);
      await step(tx, ctx, purchase, "expired", { to: "quoting" });
      const told = new Set([purchase.requester.id, ...(await findBuyers(tx))]);
      const notices = [...told].map((memberId) => EXPIRED.of({ memberId, subjectId: purchase.id, facts }));
      await tellMembers(tx, { workspaceId, now }, notices);
      return null;
    }
    if (waiting.remindAt === null || waiting.remindAt > now) return waiting.remindAt ?? waiting.expiresAt;
    await tx.run(sql`update purchase_approvals set remind_at = null where id = ${waiting.id}`);
    await step(tx, ctx, purchase, "reminded");
    const notices = [waiting.approverId, waiting.deputyId].flatMap((memberId) =>
      memberId === null ? [] : [REMINDED.of({ memberId, subjectId: purchase.id, facts })],
    );
    await tellMembers(tx, { workspaceId, now }, notices);
    return waiting.expiresAt;
  });
  if (waitUntil !== null) throw new Postpone(Math.max(waitUntil.getTime() - now.getTime(), 1_000));
}
