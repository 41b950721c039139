import { sql } from "../../platform/index.ts";
import type { OrderPart, PartsOf } from "../orders/order-detail.ts";

/** What was taken for an order and did not come back, at what it cost then. */
export const partsOfOrder: PartsOf = (tx, orderId) =>
  tx.many(sql<OrderPart>`
    select p.name, p.unit, -sum(m.quantity)::float8 / 1000 as quantity, round(-sum(m.value) / 100000)::bigint as "costCents"
    from stock_movements m join parts p on p.workspace_id = m.workspace_id and p.id = m.part_id
    where m.work_order_id = ${orderId} and m.kind in ('out', 'return') group by p.id, p.name, p.unit having sum(m.quantity) <> 0 order by p.name`);
