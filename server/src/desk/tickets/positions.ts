import { sql, type Tx } from "../../platform/index.ts";
import type { Ticket } from "./ticket.ts";

/** How many wait before it in its queue, and one: 1 is next. */
export async function positionOf(tx: Tx, { queueId, priority, openedAt, id }: Ticket): Promise<number> {
  const { before } = await tx.one(sql<{ before: number }>`
    select count(*)::int as before from tickets t
    where t.workspace_id = current_workspace() and t.queue_id is not distinct from ${queueId}::uuid and t.state = 'waiting'
      and (t.priority > ${priority} or (t.priority = ${priority} and (t.opened_at, t.id) < (${openedAt}::timestamptz, ${id}::uuid)))`);
  return before + 1;
}
