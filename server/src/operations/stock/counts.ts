import { type Ctx, cursorOf, emit, newId, notFound, readCursor, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { holdSite } from "../records/sites.ts";
import { countEnded, countOpen } from "./errors.ts";
import { countChanged } from "./events.ts";
import { type Move, moveStock } from "./move-stock.ts";
import { holdPart } from "./parts.ts";

export const COUNT_STATES = ["open", "finished", "cancelled"] as const;

interface CountLine {
  partId: string;
  code: string;
  name: string;
  unit: string;
  /** Null while nobody counted it. */
  counted: number | null;
  /** What the ledger said when it was counted, else what it says now. */
  expected: number;
}

/** Somebody goes through the shelves of a site. */
export interface Count {
  id: string;
  site: { id: string; name: string };
  state: (typeof COUNT_STATES)[number];
  openedAt: Date;
  openedBy: string;
  endedAt: Date | null;
  endedBy: string | null;
  /** Of those counted: how many differ from the ledger. */
  countedLines: number;
  differences: number;
}

const selectCounts = (rest: ReturnType<typeof sql>) => sql<Count>`
  select c.id, c.state, c.opened_at as "openedAt", c.opened_by as "openedBy", c.ended_at as "endedAt", c.ended_by as "endedBy",
    json_build_object('id', s.id, 'name', s.name) as site,
    (select count(*)::int from stock_count_lines l where l.workspace_id = c.workspace_id and l.count_id = c.id) as "countedLines",
    (select count(*)::int from stock_count_lines l where l.workspace_id = c.workspace_id and l.count_id = c.id and l.counted <> l.expected) as differences
  from stock_counts c join sites s on s.workspace_id = c.workspace_id and s.id = c.site_id ${rest}`;

/** @throws {AppError} operations.count_open while the site is being counted; operations.archived, platform.not_found */
export function openCount(ctx: Ctx, siteId: string): Promise<Count> {
  return ctx.transaction(async (tx) => {
    await tx.run(sql`select 1 from sites where id = ${siteId} for update`);
    await holdSite(tx, siteId);
    const open = await tx.maybeOne(sql<{ id: string }>`select id from stock_counts where site_id = ${siteId} and state = 'open'`);
    if (open !== null) throw countOpen({ countId: open.id });
    const id = newId();
    await tx.run(sql`
      insert into stock_counts (workspace_id, id, site_id, opened_at, opened_by) values (${ctx.workspaceId}, ${id}, ${siteId}, ${ctx.now()}, ${ctx.actor.name})`);
    return tell(tx, ctx, id, "opened");
  });
}

/** What lies there of one part; counted again, the last time counts. @throws {AppError} operations.count_ended, platform.not_found */
export function countPart(ctx: Ctx, id: string, { partId, counted }: { partId: string; counted: number }): Promise<Count> {
  return ctx.transaction(async (tx) => {
    const { siteId } = await lockOpen(tx, id);
    await holdPart(tx, partId);
    const held = await tx.maybeOne(sql<{ quantity: number }>`
      select quantity from stock_balances where part_id = ${partId} and site_id = ${siteId} for update`);
    await tx.run(sql`
      insert into stock_count_lines (workspace_id, count_id, part_id, counted, expected, counted_at, counted_by)
      values (${ctx.workspaceId}, ${id}, ${partId}, ${counted}, ${held?.quantity ?? 0}, ${ctx.now()}, ${ctx.actor.name})
      on conflict (workspace_id, count_id, part_id) do update set counted = excluded.counted, expected = excluded.expected,
        counted_at = excluded.counted_at, counted_by = excluded.counted_by`);
    emit(tx, [countChanged({ workspaceId: ctx.workspaceId, subjectId: id })], ctx.now());
    return readCount(tx, id);
  });
}

/** Every difference becomes one movement. @throws {AppError} operations.count_ended, operations.stock_short, platform.not_found */
export function finishCount(ctx: Ctx, id: string): Promise<Count> {
  return ctx.transaction(async (tx) => {
    const { siteId } = await lockOpen(tx, id);
    const differences = await tx.many(sql<{ partId: string; quantity: number; unitCost: number }>`
      select l.part_id as "partId", l.counted - l.expected as quantity,
        coalesce(round(b.value / nullif(b.quantity, 0)), (select round(sum(o.value) / nullif(sum(o.quantity), 0)) from stock_balances o
          where o.workspace_id = l.workspace_id and o.part_id = l.part_id), 0)::bigint as "unitCost"
      from stock_count_lines l left join stock_balances b on b.workspace_id = l.workspace_id and b.part_id = l.part_id and b.site_id = ${siteId}
      where l.count_id = ${id} and l.counted <> l.expected order by l.part_id`);
    const moves = differences.map((one): Move => ({ ...one, kind: "adjust", siteId, reason: "", countId: id }));
    await moveStock(tx, ctx, moves);
    return end(tx, ctx, id, "finished");
  });
}

/** Nothing of it counts. @throws {AppError} operations.count_ended, platform.not_found */
export const cancelCount = (ctx: Ctx, id: string): Promise<Count> =>
  ctx.transaction(async (tx) => {
    await lockOpen(tx, id);
    return end(tx, ctx, id, "cancelled");
  });

async function lockOpen(tx: Tx, id: string): Promise<{ siteId: string }> {
  const count = await tx.maybeOne(
    sql<{ siteId: string; state: Count["state"] }>`select site_id as "siteId", state from stock_counts where id = ${id} for update`,
  );
  if (count === null) throw notFound({ what: "count" });
  if (count.state !== "open") throw countEnded({ state: count.state });
  return count;
}

async function end(tx: Tx, ctx: Ctx, id: string, state: "finished" | "cancelled"): Promise<Count> {
  await tx.run(sql`update stock_counts set state = ${state}, ended_at = ${ctx.now()}, ended_by = ${ctx.actor.name} where id = ${id}`);
  return tell(tx, ctx, id, state);
}

async function tell(tx: Tx, ctx: Ctx, id: string, what: string): Promise<Count> {
  emit(tx, [countChanged({ workspaceId: ctx.workspaceId, subjectId: id })], ctx.now());
  const count = await readCount(tx, id);
  const { site, countedLines, differences } = count;
  await recordAudit(tx, ctx, {
    action: `count.${what}`,
    subjectKind: "count",
    subjectId: id,
    detail: { site: site.name, countedLines, differences },
  });
  return count;
}

/** @throws {AppError} platform.not_found */
export async function readCount(tx: Tx, id: string): Promise<Count> {
  const count = await tx.maybeOne(selectCounts(sql`where c.id = ${id}`));
  if (count === null) throw notFound({ what: "count" });
  return count;
}

/** What is to be counted: every part that lies there or has a minimum there, and what else was counted. */
export function linesOfCount(tx: Tx, { id, site }: Count): Promise<CountLine[]> {
  return tx.many(sql<CountLine>`
    select p.id as "partId", p.code, p.name, p.unit, l.counted, coalesce(l.expected, b.quantity, 0) as expected
    from parts p left join stock_balances b on b.workspace_id = p.workspace_id and b.part_id = p.id and b.site_id = ${site.id}
      left join stock_count_lines l on l.workspace_id = p.workspace_id and l.count_id = ${id} and l.part_id = p.id
    where p.workspace_id = current_workspace() and (l.part_id is not null or b.quantity > 0 or b.minimum is not null)
    order by l.part_id is not null, p.folded_name, p.id limit 2000`);
}

/** The newest first. */
export async function listCounts(
  ctx: Ctx,
  {
    state,
    siteId,
    limit,
    cursor,
  }: { state?: Count["state"] | undefined; siteId?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<{ items: Count[]; nextCursor: string | null }> {
  const parts = [sql`c.workspace_id = ${ctx.workspaceId}`];
  if (state !== undefined) parts.push(sql`c.state = ${state}`);
  if (siteId !== undefined) parts.push(sql`c.site_id = ${siteId}`);
  if (cursor !== undefined) {
    const [at, id] = readCursor(cursor, "time", "id");
    parts.push(sql`(c.opened_at, c.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const rows = await ctx.transaction((tx) =>
    tx.many(selectCounts(sql`where ${sql.join(parts, sql` and `)} order by c.opened_at desc, c.id desc limit ${limit + 1}`)),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.openedAt.toISOString(), last.id]) : null };
}
