import { type Ctx, emit, newId, sql, type Tx } from "../../platform/index.ts";
import { type Elsewhere, stockShort } from "./errors.ts";
import { stockMoved } from "./events.ts";
import { type LockedBalance, tellLow } from "./tell-low.ts";

export const MOVEMENT_KINDS = ["in", "out", "transfer_out", "transfer_in", "adjust", "reserve", "unreserve", "return"] as const;

/** One change of what lies at a site. Quantities with their sign, in thousandths of the part's unit. */
export interface Move {
  kind: (typeof MOVEMENT_KINDS)[number];
  partId: string;
  siteId: string;
  quantity: number;
  reserved?: number;
  /** Ten-thousandths of the currency, of what comes in; what goes out takes the average with it. */
  unitCost?: number;
  /** Where it is known exactly, as of a transfer: ten-millionths of the currency. */
  value?: string;
  reason: string;
  workOrderId?: string | null;
  purchaseId?: string | null;
  transferId?: string | null;
  countId?: string | null;
}

/** What the ledger wrote. */
export interface Moved {
  id: string;
  partId: string;
  siteId: string;
  unitCost: number;
  /** Ten-millionths of the currency, with its sign. */
  value: string;
}

/**
 * The one way in which stock changes: all of it or nothing, in the order given, under the locks of what it touches. Several lines of one
 * part count together.
 * @throws {AppError} operations.stock_short
 */
export async function moveStock(tx: Tx, ctx: Ctx, moves: readonly Move[]): Promise<Moved[]> {
  const before = await lockBalances(tx, moves);
  await ensureEnough(tx, moves, before);
  const moved: Moved[] = [];
  for (const move of moves) moved.push(await write(tx, ctx, move));
  emit(
    tx,
    moves.map(({ partId, siteId, kind, quantity }) =>
      stockMoved({ workspaceId: ctx.workspaceId, subjectId: partId, detail: { siteId, kind, quantity } }),
    ),
    ctx.now(),
  );
  await tellLow(tx, ctx, before);
  return moved;
}

/** Always in one order, so that two who move the same parts wait for each other and do not block. */
async function lockBalances(tx: Tx, moves: readonly Move[]): Promise<LockedBalance[]> {
  const partIds = moves.map(({ partId }) => partId);
  const siteIds = moves.map(({ siteId }) => siteId);
  await tx.run(sql`
    insert into stock_balances (workspace_id, part_id, site_id) select distinct current_workspace(), part_id, site_id from unnest(${partIds}::uuid[], ${siteIds}::uuid[]) as asked(part_id, site_id)
    order by part_id, site_id on conflict do nothing`);
  return tx.many(sql<LockedBalance>`
    select b.part_id as "partId", b.site_id as "siteId", b.quantity, b.reserved, b.low_since as "lowSince" from stock_balances b
    where (b.part_id, b.site_id) in (select part_id, site_id from unnest(${partIds}::uuid[], ${siteIds}::uuid[]) as asked(part_id, site_id)) order by b.part_id, b.site_id for update`);
}

/** In the order in which they are written: what came in before may go out again. */
async function ensureEnough(tx: Tx, moves: readonly Move[], balances: LockedBalance[]): Promise<void> {
  const free = new Map(balances.map((one) => [keyOf(one), one.quantity - one.reserved]));
  for (const move of moves) {
    const now = free.get(keyOf(move)) ?? 0;
    const change = move.quantity - (move.reserved ?? 0);
    if (now + change < 0) throw await short(tx, move, -change, now);
    free.set(keyOf(move), now + change);
  }
}

const keyOf = ({ partId, siteId }: Pick<Move, "partId" | "siteId">): string => `${partId} ${siteId}`;

async function short(tx: Tx, { partId, siteId }: Move, wanted: number, free: number): Promise<Error> {
  const names = await tx.one(sql<{ part: string; site: string }>`
    select (select name from parts where id = ${partId}) as part, (select name from sites where id = ${siteId}) as site`);
  const elsewhere = await tx.many(sql<Elsewhere>`
    select b.site_id as "siteId", s.name as site, b.quantity - b.reserved as free
    from stock_balances b join sites s on s.workspace_id = b.workspace_id and s.id = b.site_id
    where b.part_id = ${partId} and b.site_id <> ${siteId} and b.quantity > b.reserved order by 3 desc, 2 limit 5`);
  const isEnough = (elsewhere[0]?.free ?? 0) >= wanted - free;
  return stockShort({ ...names, wanted, free, elsewhere, suggestion: isEnough ? "transfer" : "purchase" });
}

const write = (tx: Tx, ctx: Ctx, move: Move): Promise<Moved> =>
  tx.one(sql<Moved>`
    insert into stock_movements (workspace_id, part_id, site_id, id, kind, quantity, reserved, unit_cost, value, at, by_kind, by_id, by_name, reason,
      work_order_id, purchase_id, transfer_id, count_id)
    values (${ctx.workspaceId}, ${move.partId}, ${move.siteId}, ${newId()}, ${move.kind}, ${move.quantity}, ${move.reserved ?? 0}, ${move.unitCost ?? 0},
      ${move.value ?? null}::numeric, ${ctx.now()}, ${ctx.actor.kind}, ${ctx.actor.id}, ${ctx.actor.name}, ${move.reason},
      ${move.workOrderId ?? null}, ${move.purchaseId ?? null}, ${move.transferId ?? null}, ${move.countId ?? null})
    returning id, part_id as "partId", site_id as "siteId", unit_cost as "unitCost", value::text`);
