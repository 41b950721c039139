import { sql } from "../../platform/index.ts";
import { Unanswered } from "./answers.ts";
import type { CrmGround } from "./connection.ts";
import { openConnection, restConnection } from "./connection.ts";
import type { TheirDeal } from "./deal-facts.ts";
import { holdQueue, queueExchanges } from "./exchanges.ts";
import { type Agreed, isEcho } from "./merge.ts";

/** Clocks differ, and their lists are late: so much is read twice. What was read is known by what was agreed upon. */
const OVERLAP_MS = 5 * 60_000;

/**
 * Looks for what changed there since it was last looked for, however long that was; deals that are ours and differ are brought in step. A failure
 * is left to the next look, which begins where this one did.
 */
export async function readBack(ground: CrmGround, workspaceId: string): Promise<void> {
  const { db, clock, log } = ground;
  const began = clock.now();
  const connection = await db.inWorkspace(workspaceId, (tx) => openConnection(tx, ground, workspaceId));
  if (connection === null) return;
  try {
    const since = new Date(connection.readThrough.getTime() - OVERLAP_MS);
    for await (const deals of connection.crm.changedDeals(since)) await queueChanged(deals);
    await db.inWorkspace(workspaceId, (tx) =>
      tx.run(sql`update crm_connections set read_through = ${began} where workspace_id = ${workspaceId}`),
    );
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    log.warn({ err: error, workspaceId }, "changes in the CRM could not be read");
    const { isTokenRefused, retryS } = error;
    await db.inWorkspace(workspaceId, async (tx) => {
      if (isTokenRefused) await restConnection(tx, workspaceId);
      const until = new Date(clock.now().getTime() + (retryS ?? 0) * 1_000);
      await tx.run(sql`update crm_connections set next_read_at = greatest(next_read_at, ${until}) where workspace_id = ${workspaceId}`);
    });
  }

  function queueChanged(deals: TheirDeal[]): Promise<void> {
    return db.inWorkspace(workspaceId, async (tx) => {
      await holdQueue(tx, workspaceId);
      const known = await tx.many(sql<{ dealId: string; externalId: string; agreed: Agreed }>`
        select deal_id as "dealId", external_id as "externalId", agreed from crm_deals
        where external_id = any(${deals.map(({ id }) => id)}::text[])`);
      const theirs = new Map(deals.map((deal) => [deal.id, deal]));
      const changed = known.filter(({ externalId, agreed }) => {
        const deal = theirs.get(externalId);
        return deal !== undefined && !isEcho(deal, agreed);
      });
      const ids = changed.map(({ dealId }) => dealId);
      if (ids.length > 0) await queueExchanges(tx, workspaceId, ids, clock.now());
    });
  }
}
