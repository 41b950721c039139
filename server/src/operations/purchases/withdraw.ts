import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { type Purchase, step } from "./purchase.ts";

/** What was asked or approved holds no longer: it goes back to its quotes. Nothing where nobody was asked. */
export async function withdrawApprovals(tx: Tx, ctx: Ctx, purchase: Purchase, because: string): Promise<void> {
  if (purchase.state !== "awaiting_approval" && purchase.state !== "approved") return;
  await tx.run(sql`update purchase_approvals set state = 'withdrawn', decided_by = null, decided_at = null, decided_on = null
    where purchase_id = ${purchase.id} and state in ('pending', 'approved')`);
  await step(tx, ctx, purchase, "withdrawn", { to: "quoting", detail: { because } });
}
