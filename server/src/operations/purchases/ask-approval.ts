import { tellMembers } from "../../notices/index.ts";
import { addJobs, type Ctx, newId, sql, type Tx } from "../../platform/index.ts";
import { noPrice } from "./errors.ts";
import { approvalDueJob } from "./job-kinds.ts";
import { type Asked, approversFor, lowestApprover } from "./limits.ts";
import { ASKED } from "./notice-kinds.ts";
import { accessPurchase, linesOf, memberBehind, type Purchase, readPurchase, step } from "./purchase.ts";
import { ensureValid, quotesOf } from "./quotes.ts";

const HOUR_MS = 3_600_000;
/** Then the approver is reminded, and the deputy hears of it. */
const REMIND_HOURS = 8;
/** Then the question holds no longer. */
const EXPIRE_HOURS = 48;

/** How an approver hears of it besides the notice; the phone, where it is known. */
export type AskOutside = (tx: Tx, ctx: Ctx, approvalId: string) => Promise<void>;

/**
 * Asks whoever has to approve it as it stands. Below the limits a buyer who did not ask for it approves by asking.
 * @throws {AppError} operations.purchase_state, operations.purchase_without_price, operations.quote_expired, operations.no_approver
 */
export function askApproval(ctx: Ctx, askOutside: AskOutside, purchaseId: string): Promise<Purchase> {
  return ctx.transaction(async (tx) => {
    const purchase = await accessPurchase(tx, purchaseId, ["quoting"]);
    const { totalCents, requester } = purchase;
    const lines = await linesOf(tx, purchaseId);
    if (totalCents === null || purchase.supplier === null || lines.some(({ unitPrice }) => unitPrice === null)) throw noPrice();
    for (const quote of await quotesOf(tx, purchaseId)) if (quote.id === purchase.quoteId) ensureValid(ctx, quote);
    const asked = await approversFor(tx, { totalCents, requesterId: requester.id });
    const actorId = memberBehind(ctx.actor);
    if (asked.length === 0 && actorId !== null && actorId !== requester.id) return approveSmall(tx, ctx, purchase, actorId);
    const [first] = asked.length === 0 ? [await lowestApprover(tx, requester.id)] : asked;
    await tx.run(sql`update purchases set levels = ${Math.max(asked.length, 1)} where id = ${purchaseId}`);
    await step(tx, ctx, purchase, "asked", { to: "awaiting_approval", detail: { totalCents, approverId: first?.approverId } });
    if (first !== undefined) await ask(tx, ctx, askOutside, purchaseId, first);
    return readPurchase(tx, purchaseId);
  });
}

/** Below the lowest limit: the buyer's own word, which stands in the history like every other. */
async function approveSmall(tx: Tx, ctx: Ctx, purchase: Purchase, approverId: string): Promise<Purchase> {
  const { id } = purchase;
  await tx.run(sql`update purchases set levels = 1 where id = ${id}`);
  await step(tx, ctx, purchase, "asked", { to: "awaiting_approval", detail: { totalCents: purchase.totalCents } });
  const approvalId = await insertApproval(tx, ctx, id, { level: 1, approverId, deputyId: null });
  await tx.run(sql`
    update purchase_approvals set state = 'approved', decided_by = ${approverId}, decided_at = ${ctx.now()}, decided_on = 'screen' where id = ${approvalId}`);
  await step(tx, ctx, { id, state: "awaiting_approval" }, "approved", { to: "approved", detail: { isBelowLimit: true } });
  return readPurchase(tx, id);
}

/** Puts the question to one approver and their deputy. */
export async function ask(tx: Tx, ctx: Ctx, askOutside: AskOutside, purchaseId: string, asked: Asked): Promise<void> {
  const { workspaceId } = ctx;
  const approvalId = await insertApproval(tx, ctx, purchaseId, asked);
  const runAt = new Date(ctx.now().getTime() + REMIND_HOURS * HOUR_MS);
  addJobs(tx, [approvalDueJob({ workspaceId, payload: { approvalId }, runAt })], ctx.now());
  const purchase = await readPurchase(tx, purchaseId);
  const facts = { totalCents: purchase.totalCents ?? 0, supplier: purchase.supplier?.name ?? "" };
  await tellMembers(tx, { workspaceId, now: ctx.now() }, [ASKED.of({ memberId: asked.approverId, subjectId: purchaseId, facts })]);
  await askOutside(tx, ctx, approvalId);
}

/** Requester, seal and total are filled in by the database, from the purchase as it stands. */
async function insertApproval(tx: Tx, ctx: Ctx, purchaseId: string, { level, approverId, deputyId }: Asked): Promise<string> {
  const id = newId();
  const at = (hours: number) => new Date(ctx.now().getTime() + hours * HOUR_MS);
  await tx.run(sql`
    insert into purchase_approvals (workspace_id, id, purchase_id, level, requester_id, approver_id, deputy_id, seal, total_cents, asked_at, remind_at, expires_at)
    select workspace_id, ${id}, id, ${level}, requester_id, ${approverId}, ${deputyId}, '', 0, ${ctx.now()}, ${at(REMIND_HOURS)}, ${at(EXPIRE_HOURS)}
    from purchases where id = ${purchaseId}`);
  return id;
}
