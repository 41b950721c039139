import { sql, type Tx } from "../../platform/index.ts";
import { siteHasStock } from "./errors.ts";

/** @throws {AppError} operations.site_has_stock while parts lie there or are on their way there */
export async function ensureNothingLies(tx: Tx, siteId: string): Promise<void> {
  const left = await tx.maybeOne(sql`
    select 1 from stock_balances where site_id = ${siteId} and quantity > 0
    union all select 1 from stock_transfers where to_site_id = ${siteId} and state = 'in_transit' limit 1`);
  if (left !== null) throw siteHasStock();
}
