import { tellMembers } from "../../notices/index.ts";
import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { findBuyers } from "../stock/tell-low.ts";
import { type AskOutside, ask } from "./ask-approval.ts";
import { approvalDecided, approvalExpired, approvalOutdated, notApprover, ownPurchase } from "./errors.ts";
import { type Asked, approversFor, lowestApprover } from "./limits.ts";
import { DECIDED } from "./notice-kinds.ts";
import { accessPurchase, memberBehind, type Purchase, readPurchase, step } from "./purchase.ts";

export interface Decision {
  isApproved: boolean;
  reason: string;
  on: "screen" | "phone";
}

/** What an approver was asked, and what became of it. */
interface Approval {
  id: string;
  purchaseId: string;
  level: number;
  approverId: string;
  deputyId: string | null;
  approver: string;
  requesterId: string;
  state: "pending" | "approved" | "rejected" | "expired" | "withdrawn";
  /** Whether the purchase is still what was shown to them. */
  isSame: boolean;
  expiresAt: Date;
}

/** The question that the purchase waits with, or the last one. @throws {AppError} as {@link decideIn} */
export function decidePurchase(ctx: Ctx, askOutside: AskOutside, purchaseId: string, decision: Decision): Promise<Purchase> {
  return ctx.transaction(async (tx) => {
    await accessPurchase(tx, purchaseId);
    const last = await tx.maybeOne(sql<{ id: string }>`
      select id from purchase_approvals where purchase_id = ${purchaseId} order by state = 'pending' desc, asked_at desc limit 1`);
    if (last === null) throw approvalDecided({ state: (await readPurchase(tx, purchaseId)).state });
    return decideIn(tx, ctx, askOutside, last.id, decision);
  });
}

/**
 * Decides one question, once. All is checked before anything is written.
 * @throws {AppError} operations.own_purchase, operations.not_approver, operations.approval_decided, operations.approval_expired,
 * operations.approval_outdated, platform.not_found
 */
export async function decideIn(tx: Tx, ctx: Ctx, askOutside: AskOutside, approvalId: string, decision: Decision): Promise<Purchase> {
  const approval = await lockApproval(tx, approvalId);
  const purchase = await readPurchase(tx, approval.purchaseId);
  const memberId = memberBehind(ctx.actor);
  if (memberId === approval.requesterId) throw ownPurchase();
  if (memberId !== approval.approverId && memberId !== approval.deputyId) throw notApprover({ approver: approval.approver });
  if (approval.state === "withdrawn") throw approvalOutdated();
  if (approval.state === "expired" || (approval.state === "pending" && approval.expiresAt <= ctx.now())) throw approvalExpired();
  if (approval.state !== "pending") throw approvalDecided({ state: approval.state });
  const needed = await neededNow(tx, purchase);
  if (decision.isApproved && (!approval.isSame || !isStillAsked(approval, needed))) throw approvalOutdated();
  await tx.run(sql`
    update purchase_approvals set state = ${decision.isApproved ? "approved" : "rejected"}, decided_at = ${ctx.now()}, decided_by = ${memberId},
      decided_on = ${decision.on}, reason = ${decision.reason} where id = ${approvalId}`);
  const next = decision.isApproved ? needed.find(({ level }) => level > approval.level) : undefined;
  const detail = { level: approval.level, on: decision.on, reason: decision.reason };
  if (next !== undefined) {
    await step(tx, ctx, purchase, "approved", { detail });
    await ask(tx, ctx, askOutside, purchase.id, next);
  } else {
    const to = decision.isApproved ? "approved" : "rejected";
    await step(tx, ctx, purchase, to, { to, detail });
    await tellDecided(tx, ctx, purchase, decision);
  }
  return readPurchase(tx, purchase.id);
}

async function lockApproval(tx: Tx, id: string): Promise<Approval> {
  await tx.run(sql`
    select 1 from purchases p join purchase_approvals a on a.workspace_id = p.workspace_id and a.purchase_id = p.id where a.id = ${id} for update of p`);
  const approval = await tx.maybeOne(sql<Approval>`
    select a.id, a.purchase_id as "purchaseId", a.level, a.approver_id as "approverId", a.deputy_id as "deputyId", m.name as approver,
      a.requester_id as "requesterId", a.state, a.seal = purchase_seal(a.workspace_id, a.purchase_id) as "isSame", a.expires_at as "expiresAt"
    from purchase_approvals a join members m on m.workspace_id = a.workspace_id and m.id = a.approver_id where a.id = ${id} for update of a`);
  if (approval === null) throw notFound({ what: "approval" });
  return approval;
}

async function neededNow(tx: Tx, { totalCents, requester }: Purchase): Promise<Asked[]> {
  const needed = await approversFor(tx, { totalCents: totalCents ?? 0, requesterId: requester.id });
  return needed.length > 0 ? needed : [await lowestApprover(tx, requester.id)];
}

/** The limits may name somebody else by now, or more levels. */
const isStillAsked = ({ level, approverId, deputyId }: Approval, needed: readonly Asked[]): boolean =>
  needed.some((one) => one.level === level && one.approverId === approverId && one.deputyId === deputyId);

/** Who asked for it and who buys. */
async function tellDecided(tx: Tx, ctx: Ctx, { id, requester }: Purchase, { isApproved, reason }: Decision): Promise<void> {
  const to = new Set([requester.id, ...(await findBuyers(tx))]);
  to.delete(memberBehind(ctx.actor) ?? "");
  const facts = { isApproved, by: ctx.actor.name, reason };
  await tellMembers(
    tx,
    { workspaceId: ctx.workspaceId, now: ctx.now() },
    [...to].map((memberId) => DECIDED.of({ memberId, subjectId: id, facts })),
  );
}
