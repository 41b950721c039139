import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { holdSite } from "../records/sites.ts";
import { notReserved, notTaken, orderHasNoSite } from "./errors.ts";
import { type Move, type Moved, moveStock } from "./move-stock.ts";
import { holdPart } from "./parts.ts";

/** What people write down by hand. `return`: what was taken for an order comes back. */
export const WRITTEN_KINDS = ["in", "out", "adjust", "reserve", "unreserve", "return"] as const;

export interface WrittenMovement {
  kind: (typeof WRITTEN_KINDS)[number];
  /** Null: that of the work order. */
  siteId: string | null;
  workOrderId: string | null;
  reason: string;
  lines: WrittenLine[];
}

interface WrittenLine {
  partId: string;
  /** Thousandths; only an adjustment may be below 0. */
  quantity: number;
  /** Of what comes in. Absent: what it cost on average so far. */
  unitCost?: number | undefined;
}

/**
 * Takes parts for an order, brings them back, puts them in or sets them right.
 * @throws {AppError} operations.stock_short, operations.order_has_no_site, operations.not_taken, operations.not_reserved, operations.archived,
 * platform.not_found
 */
export const recordMovement = (ctx: Ctx, written: WrittenMovement): Promise<Moved[]> =>
  ctx.transaction((tx) => recordMovementIn(tx, ctx, written));

/** The same as a part of something larger. */
export async function recordMovementIn(tx: Tx, ctx: Ctx, written: WrittenMovement): Promise<Moved[]> {
  const { kind, workOrderId, reason } = written;
  const siteId = await siteOf(tx, written);
  await holdSite(tx, siteId);
  const moves: Move[] = [];
  for (const line of inOneOrder(written.lines)) {
    const part = await holdPart(tx, line.partId);
    const place = { tx, part, siteId, workOrderId, before: moves };
    moves.push({ kind, partId: line.partId, siteId, reason, workOrderId, ...(await changeOf(place, kind, line)) });
  }
  const moved = await moveStock(tx, ctx, moves);
  await recordAudit(tx, ctx, {
    action: `stock.${kind}`,
    subjectKind: workOrderId === null ? "site" : "work_order",
    subjectId: workOrderId ?? siteId,
    detail: { siteId, reason, lines: written.lines },
  });
  return moved;
}

/** Two who name the same parts lock them in the same order. */
const inOneOrder = (lines: readonly WrittenLine[]): WrittenLine[] => lines.toSorted((a, b) => (a.partId < b.partId ? -1 : 1));

async function siteOf(tx: Tx, { siteId, workOrderId }: WrittenMovement): Promise<string> {
  if (workOrderId === null) {
    if (siteId === null) throw orderHasNoSite();
    return siteId;
  }
  const order = await tx.maybeOne(
    sql<{ siteId: string | null }>`select site_id as "siteId" from work_orders where id = ${workOrderId} for update`,
  );
  if (order === null) throw notFound({ what: "work order" });
  const named = siteId ?? order.siteId;
  if (named === null) throw orderHasNoSite();
  return named;
}

interface Place {
  tx: Tx;
  part: { id: string; name: string };
  siteId: string;
  workOrderId: string | null;
  /** Lines of the same form. */
  before: readonly Move[];
}

/** The change with its sign. What was reserved for the order is taken first. */
async function changeOf(
  place: Place,
  kind: WrittenMovement["kind"],
  line: WrittenLine,
): Promise<Pick<Move, "quantity" | "reserved" | "unitCost">> {
  const { quantity } = line;
  const cost = async () => ({ unitCost: line.unitCost ?? (await averageCost(place)) });
  switch (kind) {
    case "in":
      return { quantity, ...(await cost()) };
    case "adjust":
      return { quantity, ...(quantity > 0 ? await cost() : {}) };
    case "reserve":
      return { quantity: 0, reserved: quantity };
    case "out":
      return { quantity: -quantity, reserved: -Math.min(quantity, await reservedFor(place)) || 0 };
    case "unreserve": {
      const reserved = await reservedFor(place);
      if (reserved < quantity) throw notReserved({ part: place.part.name, reserved });
      return { quantity: 0, reserved: -quantity };
    }
    case "return": {
      const taken = await takenFor(place);
      if (taken.quantity < quantity) throw notTaken({ part: place.part.name, taken: taken.quantity });
      return { quantity, unitCost: taken.unitCost };
    }
  }
}

async function averageCost({ tx, part, siteId }: Place): Promise<number> {
  const { cost } = await tx.one(sql<{ cost: number }>`
    select coalesce(
      (select round(value / quantity) from stock_balances where part_id = ${part.id} and site_id = ${siteId} and quantity > 0),
      (select round(sum(value) / nullif(sum(quantity), 0)) from stock_balances where part_id = ${part.id}), 0)::bigint as cost`);
  return cost;
}

async function reservedFor({ tx, part, siteId, workOrderId, before }: Place): Promise<number> {
  if (workOrderId === null) return 0;
  const row = await tx.maybeOne(sql<{ quantity: number }>`
    select quantity from stock_reservations where work_order_id = ${workOrderId} and part_id = ${part.id} and site_id = ${siteId} for update`);
  const used = before.filter(({ partId }) => partId === part.id).reduce((sum, { reserved = 0 }) => sum + reserved, 0);
  return (row?.quantity ?? 0) + used;
}

/** Of all that was taken for the order and did not come back, wherever it was taken from, and what it cost then. */
async function takenFor({ tx, part, workOrderId, before }: Place): Promise<{ quantity: number; unitCost: number }> {
  const taken = await tx.one(sql<{ quantity: number; unitCost: number }>`
    select coalesce(-sum(quantity), 0)::bigint as quantity, coalesce(round(sum(value) / nullif(sum(quantity), 0)), 0)::bigint as "unitCost"
    from stock_movements where work_order_id = ${workOrderId} and part_id = ${part.id} and kind in ('out', 'return')`);
  const back = before.filter(({ partId }) => partId === part.id).reduce((sum, { quantity }) => sum + quantity, 0);
  return { ...taken, quantity: taken.quantity - back };
}
