import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import type { BoughtFor, BoughtStep } from "../orders/order-matter.ts";
import { lettersIn } from "./letters/letter.ts";

/** Steps of a purchase that are told by their letter. */
const TOLD_BY_LETTERS = sql`('quote_asked', 'answered', 'order_sent')`;

/** What was bought for an order: steps of its purchases, and letters to and from suppliers. */
export const boughtForOrder: BoughtFor = async (tx: Tx, ctx: Ctx, orderId: string) => ({
  steps: await tx.many(sql<BoughtStep>`
    select s.id, s.kind, s.at, s.by_name as by, json_build_object('id', p.id, 'number', p.number) as purchase
    from purchases p join purchase_steps s on s.workspace_id = p.workspace_id and s.purchase_id = p.id
    where p.workspace_id = current_workspace() and p.work_order_id = ${orderId} and s.kind not in ${TOLD_BY_LETTERS} order by s.at, s.id limit 200`),
  letters: await lettersIn(tx, ctx, sql`p.work_order_id = ${orderId}`),
});
