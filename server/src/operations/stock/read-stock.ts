import { type Ctx, cursorOf, readCursor, sql } from "../../platform/index.ts";
import type { MOVEMENT_KINDS } from "./move-stock.ts";

/** What lies of a part at a site, now or at a time. */
export interface Balance {
  part: { id: string; code: string; name: string; unit: string };
  site: { id: string; name: string };
  quantity: number;
  reserved: number;
  /** Ten-thousandths of the currency a unit. */
  averageCost: number;
  valueCents: number;
  minimum: number | null;
  isLow: boolean;
}

interface BalancesAsked {
  siteId?: string | undefined;
  partId?: string | undefined;
  isLow?: boolean | undefined;
  /** As it was then, by the ledger. */
  at?: Date | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** By part and site, a page at a time. Of a past time, minimum and what is low are left out: they are of today. */
export async function listBalances(ctx: Ctx, asked: BalancesAsked): Promise<{ items: Balance[]; nextCursor: string | null }> {
  const { siteId, partId, isLow, at, limit, cursor } = asked;
  const parts = [sql`b.workspace_id = ${ctx.workspaceId}`];
  if (siteId !== undefined) parts.push(sql`b.site_id = ${siteId}`);
  if (partId !== undefined) parts.push(sql`b.part_id = ${partId}`);
  if (isLow === true) parts.push(sql`b.low_since is not null`);
  if (cursor !== undefined) {
    const [part, site] = readCursor(cursor, "id", "id");
    parts.push(sql`(b.part_id, b.site_id) > (${part}::uuid, ${site}::uuid)`);
  }
  const then =
    at === undefined
      ? sql`select b.quantity, b.reserved, b.value, b.minimum, b.low_since is not null as low`
      : sql`select coalesce(m.quantity_after, 0) as quantity, coalesce(m.reserved_after, 0) as reserved, coalesce(m.value_after, 0) as value, null::bigint as minimum, false as low
          from (select 1) one left join lateral (select * from stock_movements g where g.workspace_id = b.workspace_id and g.part_id = b.part_id
            and g.site_id = b.site_id and g.at <= ${at} order by g.at desc, g.place desc limit 1) m on true`;
  const rows = await ctx.transaction((tx) =>
    tx.many(sql<Balance>`
      select json_build_object('id', p.id, 'code', p.code, 'name', p.name, 'unit', p.unit) as part, json_build_object('id', s.id, 'name', s.name) as site,
        h.quantity, h.reserved, coalesce(round(h.value / nullif(h.quantity, 0)), 0)::bigint as "averageCost", round(h.value / 100000)::bigint as "valueCents",
        h.minimum, h.low as "isLow"
      from stock_balances b join parts p on p.workspace_id = b.workspace_id and p.id = b.part_id
        join sites s on s.workspace_id = b.workspace_id and s.id = b.site_id cross join lateral (${then}) h
      where ${sql.join(parts, sql` and `)} order by b.part_id, b.site_id limit ${limit + 1}`),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.part.id, last.site.id]) : null };
}

/** One row of the ledger. */
export interface Movement {
  id: string;
  kind: (typeof MOVEMENT_KINDS)[number];
  part: { id: string; name: string; unit: string };
  site: { id: string; name: string };
  quantity: number;
  reserved: number;
  unitCost: number;
  valueCents: number;
  quantityAfter: number;
  reservedAfter: number;
  at: Date;
  by: { kind: string; id: string | null; name: string };
  reason: string;
  workOrder: { id: string; code: string } | null;
  purchase: { id: string; number: number } | null;
  transferId: string | null;
  countId: string | null;
}

interface MovementsAsked {
  partId?: string | undefined;
  siteId?: string | undefined;
  workOrderId?: string | undefined;
  kind?: Movement["kind"] | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** The newest first. */
export async function listMovements(ctx: Ctx, asked: MovementsAsked): Promise<{ items: Movement[]; nextCursor: string | null }> {
  const { partId, siteId, workOrderId, kind, limit, cursor } = asked;
  const parts = [sql`m.workspace_id = ${ctx.workspaceId}`];
  if (partId !== undefined) parts.push(sql`m.part_id = ${partId}`);
  if (siteId !== undefined) parts.push(sql`m.site_id = ${siteId}`);
  if (workOrderId !== undefined) parts.push(sql`m.work_order_id = ${workOrderId}`);
  if (kind !== undefined) parts.push(sql`m.kind = ${kind}`);
  if (cursor !== undefined) {
    const [at, id] = readCursor(cursor, "time", "id");
    parts.push(sql`(m.at, m.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const rows = await ctx.transaction((tx) =>
    tx.many(sql<Movement>`
      select m.id, m.kind, m.quantity, m.reserved, m.unit_cost as "unitCost", round(m.value / 100000)::bigint as "valueCents",
        m.quantity_after as "quantityAfter", m.reserved_after as "reservedAfter", m.at, m.reason, m.transfer_id as "transferId", m.count_id as "countId",
        json_build_object('kind', m.by_kind, 'id', m.by_id, 'name', m.by_name) as by,
        json_build_object('id', p.id, 'name', p.name, 'unit', p.unit) as part, json_build_object('id', s.id, 'name', s.name) as site,
        (select json_build_object('id', o.id, 'code', o.code) from work_orders o where o.workspace_id = m.workspace_id and o.id = m.work_order_id) as "workOrder",
        (select json_build_object('id', u.id, 'number', u.number) from purchases u where u.workspace_id = m.workspace_id and u.id = m.purchase_id) as purchase
      from stock_movements m join parts p on p.workspace_id = m.workspace_id and p.id = m.part_id
        join sites s on s.workspace_id = m.workspace_id and s.id = m.site_id
      where ${sql.join(parts, sql` and `)} order by m.at desc, m.id desc limit ${limit + 1}`),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.at.toISOString(), last.id]) : null };
}
