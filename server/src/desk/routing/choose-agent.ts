import { sql, type Tx } from "../../platform/index.ts";
import type { Mode } from "../closed-sets.ts";
import type { Queue } from "../queues/queue.ts";

type Fragment = ReturnType<typeof sql>;

/** Agents `a` of a queue that can take one more ticket of it. `s` is what is set for the queue, left joined. */
export const isFree = (personalCeiling: number, queueId: Fragment): Fragment => sql`
  a.state = 'online' and a.load < coalesce(a.ceiling, ${personalCeiling})
  and (coalesce(s.mode, 'least_busy') <> 'skill' or a.skills @> s.skills)
  and (select count(*) from tickets own where own.workspace_id = a.workspace_id and own.agent_id = a.member_id and own.queue_id = ${queueId}
    and own.state = 'in_service') < coalesce(s.capacity, 5)`;

/** Who is next: fair over time, or by what they have to do now; the last served come last among equals. */
const ORDER: Readonly<Record<Mode, Fragment>> = {
  round_robin: sql`a.last_assigned_at nulls first, a.load, a.member_id`,
  least_busy: sql`a.load, a.last_assigned_at nulls first, a.member_id`,
  skill: sql`a.load, a.last_assigned_at nulls first, a.member_id`,
  pull: sql`a.member_id`,
};

/**
 * The agent who gets the next ticket of a queue, with their row locked: nobody else changes what they have to do until the end. Null when
 * nobody is free.
 */
export async function chooseAgent(tx: Tx, queue: Pick<Queue, "id" | "mode">, personalCeiling: number): Promise<string | null> {
  const row = await tx.maybeOne(sql<{ memberId: string }>`
    select a.member_id as "memberId" from agents a
      join queue_members q on q.workspace_id = a.workspace_id and q.member_id = a.member_id and q.queue_id = ${queue.id}
      join members m on m.workspace_id = a.workspace_id and m.id = a.member_id and m.removed_at is null
      left join queue_settings s on s.workspace_id = q.workspace_id and s.queue_id = q.queue_id
    where ${isFree(personalCeiling, sql`q.queue_id`)}
    order by ${ORDER[queue.mode]} limit 1 for update of a skip locked`);
  return row?.memberId ?? null;
}
