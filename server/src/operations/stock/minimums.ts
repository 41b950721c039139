import { type Ctx, sql } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { holdSite } from "../records/sites.ts";
import { holdPart } from "./parts.ts";
import { type LockedBalance, tellLow } from "./tell-low.ts";

/** Sets of how much at least lies at a site; null: nobody watches it. @throws {AppError} platform.not_found, operations.archived */
export function setMinimum(
  ctx: Ctx,
  { partId, siteId, minimum }: { partId: string; siteId: string; minimum: number | null },
): Promise<void> {
  return ctx.transaction(async (tx) => {
    await holdPart(tx, partId);
    await holdSite(tx, siteId);
    await tx.run(
      sql`insert into stock_balances (workspace_id, part_id, site_id) values (${ctx.workspaceId}, ${partId}, ${siteId}) on conflict do nothing`,
    );
    const before = await tx.many(sql<LockedBalance>`
      select part_id as "partId", site_id as "siteId", quantity, reserved, low_since as "lowSince" from stock_balances
      where part_id = ${partId} and site_id = ${siteId} for update`);
    await tx.run(
      sql`update stock_balances set minimum = ${minimum}, minimum_at = ${ctx.now()} where part_id = ${partId} and site_id = ${siteId}`,
    );
    await recordAudit(tx, ctx, { action: "part.minimum_set", subjectKind: "part", subjectId: partId, detail: { siteId, minimum } });
    await tellLow(tx, ctx, before);
  });
}
