import { sql, type Tx } from "../../platform/index.ts";

const DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * How many sessions each entry rule began in the last 30 days, by `ruleId`, and the end of the list by `otherwise`. What began none is
 * not named. It is read from the events of the floor along events_entry_rules; those are kept 35 days.
 */
export async function countCaught(tx: Tx, now: Date): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.many(sql<{ rule: string; count: number }>`
    select detail->>'entryRule' as rule, count(*)::int as count from events
    where workspace_id = current_workspace() and kind = 'floor.changed' and detail->>'entryRule' is not null
      and occurred_at > ${new Date(now.getTime() - DAYS * DAY_MS)} and occurred_at <= ${now}
    group by 1`);
  return new Map(rows.map(({ rule, count }) => [rule, count]));
}
