import { addJobs, type Clock, type Database, type Logger, sql } from "../../platform/index.ts";
import { dueDeliveries } from "../across-workspaces.ts";
import { deliverJob } from "../job-kinds.ts";

const LOOK_EVERY_MS = 2_000;
const AT_ONCE = 200;

interface Ground {
  db: Database;
  clock: Clock;
  log: Logger;
}

/** Looks every two seconds for what is to be tried again; any number of workers may do so. @returns how to stop */
export function watchDeliveries(ground: Ground): () => void {
  const look = () => wakeDeliveries(ground).catch((error) => ground.log.warn({ err: error }, "webhooks could not be looked at"));
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** One look at all workspaces: each delivery that is due gets a job, once, whoever looks. @returns how many */
export async function wakeDeliveries({ db, clock }: Pick<Ground, "db" | "clock">): Promise<number> {
  const now = clock.now();
  let woken = 0;
  for (;;) {
    const due = await dueDeliveries(db, now, AT_ONCE);
    for (const [workspaceId, own] of Map.groupBy(due, (one) => one.workspaceId))
      woken += await db.inWorkspace(workspaceId, async (tx) => {
        const taken = await tx.many(sql<{ deliveryId: string; endpointId: string }>`
          update webhook_deliveries set next_at = null where id in (
            select id from webhook_deliveries where id = any(${own.map(({ deliveryId }) => deliveryId)}) and next_at <= ${now} for update skip locked)
          returning id as "deliveryId", endpoint_id as "endpointId"`);
        addJobs(
          tx,
          taken.map(({ deliveryId, endpointId }) => deliverJob({ workspaceId, payload: { deliveryId }, key: `webhook ${endpointId}` })),
          now,
        );
        return taken.length;
      });
    if (due.length < AT_ONCE) return woken;
  }
}
