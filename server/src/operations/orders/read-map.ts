import { type Ctx, sql } from "../../platform/index.ts";
import type { Priority } from "../closed-sets.ts";
import { conditionsOf, type OrderFilter } from "./list-orders.ts";

/** More are counted, and not told. */
export const MOST_SITES = 1_000;

interface MapSite {
  id: string;
  name: string;
  address: string;
  /** Degrees; null: nobody said where. */
  place: { latitude: number; longitude: number } | null;
  openCount: number;
  lateCount: number;
  /** Of its most urgent order. */
  worstPriority: Priority;
}

interface OrderMap {
  /** The most urgent first. */
  sites: MapSite[];
  siteCount: number;
  /** Orders of no site. */
  elsewhereCount: number;
}

/** Where there is something to be done, of the orders that the asker sees. */
export async function readMap(ctx: Ctx, filter: Omit<OrderFilter, "state" | "open">): Promise<OrderMap> {
  const where = sql.join(conditionsOf(ctx, { ...filter, open: true }), sql` and `);
  return ctx.transaction(async (tx) => {
    const rows = await tx.many(sql<MapSite & { siteCount: number }>`
      with counted as (
        select o.site_id, count(*)::int as open_count, (count(*) filter (where o.due_at < ${ctx.now()}))::int as late_count, min(o.rank) as worst
        from work_orders o where ${where} and o.site_id is not null group by o.site_id)
      select s.id, s.name, s.address, c.open_count as "openCount", c.late_count as "lateCount",
        (array['urgent', 'high', 'normal', 'low'])[c.worst + 1] as "worstPriority", (count(*) over ())::int as "siteCount",
        case when s.latitude is not null then json_build_object('latitude', s.latitude, 'longitude', s.longitude) end as place
      from counted c join sites s on s.workspace_id = current_workspace() and s.id = c.site_id
      order by c.worst, c.late_count desc, c.open_count desc, s.folded_name, s.id limit ${MOST_SITES}`);
    const { elsewhereCount } = await tx.one(
      sql<{ elsewhereCount: number }>`select count(*)::int as "elsewhereCount" from work_orders o where ${where} and o.site_id is null`,
    );
    return { sites: rows.map(({ siteCount: _, ...site }) => site), siteCount: rows[0]?.siteCount ?? 0, elsewhereCount };
  });
}
