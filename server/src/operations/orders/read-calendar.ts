import { type Ctx, sql } from "../../platform/index.ts";
import { conditionsOf, type OrderFilter } from "./list-orders.ts";
import { orderColumns, type WorkOrder } from "./order.ts";

/** The longest time that is read at once: a month in whole weeks. */
export const MOST_DAYS = 42;

interface CalendarAsked extends Omit<OrderFilter, "state" | "open"> {
  /** A day of the workspace's clock, `2026-12-01`. */
  from: string;
  days: number;
  /** How many orders of each day are told; the others are counted. */
  each: number;
}

interface CalendarDay {
  /** `2026-12-01`. */
  day: string;
  count: number;
  lateCount: number;
  /** What is to be done first, the most urgent first. */
  items: WorkOrder[];
}

/** Orders by the day of the workspace's clock on which they are due, those cancelled left out; a day without any is left out too. */
export async function readCalendar(ctx: Ctx, { from, days, each, ...filter }: CalendarAsked): Promise<CalendarDay[]> {
  const where = sql.join(conditionsOf(ctx, filter), sql` and `);
  const rows = await ctx.transaction((tx) =>
    tx.many(sql<WorkOrder & Omit<CalendarDay, "items">>`
      with clock as (
        select time_zone as zone, ${from}::date::timestamp at time zone time_zone as first, (${from}::date + ${days}::int)::timestamp at time zone time_zone as over
        from workspaces where id = current_workspace()),
      placed as (
        select found.*, row_number() over (partition by day order by is_open desc, rank, due_at, id) as place, count(*) over (partition by day)::int as count,
          (count(*) filter (where is_open and due_at < ${ctx.now()}) over (partition by day))::int as late
        from (
          select o.id, o.is_open, o.rank, o.due_at, (o.due_at at time zone (select zone from clock))::date as day
          from work_orders o where ${where} and o.state <> 'cancelled' and o.due_at >= (select first from clock) and o.due_at < (select over from clock)) found)
      select p.day::text as day, p.count, p.late as "lateCount", ${orderColumns(ctx.actor)}
      from placed p join work_orders o on o.workspace_id = current_workspace() and o.id = p.id
      where p.place <= ${each} order by p.day, p.place`),
  );
  const found: CalendarDay[] = [];
  for (const { day, count, lateCount, ...order } of rows) {
    if (found.at(-1)?.day !== day) found.push({ day, count, lateCount, items: [] });
    found.at(-1)?.items.push(order);
  }
  return found;
}
