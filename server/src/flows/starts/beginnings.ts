import { type Ctx, sql } from "../../platform/index.ts";
import { ensureFlow } from "../documents/versions.ts";

/** What a flow did of its own accord on one day of the workspace's clock. */
export interface Beginnings {
  /** `2026-12-05`. */
  day: string;
  startedBy: "schedule" | "event";
  begun: number;
  /** Where nothing began, by its reason: a code of the error catalogue, or of the gate of consent. */
  skipped: { reason: string; count: number }[];
}

const DAYS = 30;

/** The last 30 days on which it began by the clock or by an event, or did not, the newest first. @throws {AppError} platform.not_found */
export function listBeginnings(ctx: Ctx, flowId: string): Promise<Beginnings[]> {
  return ctx.transaction(async (tx) => {
    await ensureFlow(tx, flowId);
    return tx.many(sql<Beginnings>`
      with zone as (select time_zone from workspaces where id = current_workspace()),
      happened as (
        select started_at as at, started_by, null as reason from flow_runs
        where flow_id = ${flowId} and started_by in ('schedule', 'event') and started_at > ${ctx.now()}::timestamptz - make_interval(days => ${DAYS})
        union all
        select at, started_by, reason from flow_skips where flow_id = ${flowId} and at > ${ctx.now()}::timestamptz - make_interval(days => ${DAYS})),
      counted as (
        select (at at time zone zone.time_zone)::date::text as day, started_by, reason, count(*)::int as count from happened, zone group by 1, 2, 3)
      select day, started_by as "startedBy", coalesce(sum(count) filter (where reason is null), 0)::int as begun,
        coalesce(json_agg(json_build_object('reason', reason, 'count', count) order by count desc, reason) filter (where reason is not null), '[]') as skipped
      from counted group by day, started_by order by day desc, started_by`);
  });
}
