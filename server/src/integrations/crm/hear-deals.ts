import { dealChanged, dealMade, dealMoved } from "../../leads/index.ts";
import { consumer, type FeedEvent, lockingFirst, on, sql, type Tx } from "../../platform/index.ts";
import { holdQueue, queueExchanges } from "./exchanges.ts";

/** What happens to a deal here is to be said there, except what came from there; while the CRM rests it waits. Heard twice it does no harm. */
export const hearDeals = lockingFirst(
  async (tx, [first]) => {
    if (first !== undefined) await holdQueue(tx, first.workspaceId);
  },
  consumer("integrations.crm", on(dealMade, hear), on(dealChanged, hear), on(dealMoved, hear)),
);

async function hear(tx: Tx, events: FeedEvent[], now: Date): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const ids = events.flatMap(({ subjectId }) => subjectId ?? []);
  const outOfStep = await tx.many(sql<{ id: string }>`
    select d.id from deals d join crm_connections c on c.workspace_id = d.workspace_id
      left join crm_deals l on l.workspace_id = d.workspace_id and l.deal_id = d.id
    where d.id = any(${ids}::uuid[]) and l.revision is distinct from d.revision
      and (l.deal_id is not null or exists (select 1 from crm_stages s where s.workspace_id = d.workspace_id and s.stage_id = d.stage_id))`);
  if (outOfStep.length > 0)
    await queueExchanges(
      tx,
      first.workspaceId,
      outOfStep.map(({ id }) => id),
      now,
    );
}
