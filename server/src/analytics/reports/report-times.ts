import { sql } from "../../platform/index.ts";

type Fragment = ReturnType<typeof sql>;

/** The first time after `after` that a report `r` is due, by the clock of the workspace; null for one that goes only when asked. */
export const nextAfter = (after: Date): Fragment => sql`(
  select min(t.at) from (
    select d.day, (d.day + make_time(r.hour, 0, 0)) at time zone w.time_zone as at
    from workspaces w, lateral (select (${after}::timestamptz at time zone w.time_zone)::date + n as day from generate_series(0, 32) as n) d
    where w.id = r.workspace_id) t
  where t.at > ${after} and case r.every when 'day' then true when 'week' then date_part('isodow', t.day) = 1
    when 'month' then date_part('day', t.day) = 1 else false end)`;

/** The first and the last day of the period of a report `r` that is due on the day `d.day`: whole days, weeks from Monday on, months. */
export const FIRST_DAY: Fragment = sql`case r.period when 'day' then d.day - 1 when 'week' then date_trunc('week', d.day::timestamp)::date - 7
  else (date_trunc('month', d.day::timestamp) - interval '1 month')::date end`;
export const LAST_DAY: Fragment = sql`case r.period when 'day' then d.day - 1 when 'week' then date_trunc('week', d.day::timestamp)::date - 1
  else date_trunc('month', d.day::timestamp)::date - 1 end`;
