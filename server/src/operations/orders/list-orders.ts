import { type Ctx, cursorOf, readCursor, sql } from "../../platform/index.ts";
import type { OrderState, Origin, Priority } from "../closed-sets.ts";
import type { Fragment } from "../records/record.ts";
import { memberBehind, orderColumns, orderVisibleTo, type WorkOrder } from "./order.ts";

/** `due`: what is late first; `created`: newest first. */
export const ORDER_SORTS = ["due", "created"] as const;

export interface OrderFilter {
  state?: OrderState | undefined;
  /** True: neither done nor cancelled. */
  open?: boolean | undefined;
  late?: boolean | undefined;
  priority?: Priority | undefined;
  origin?: Origin | undefined;
  technicianId?: string | undefined;
  mine?: boolean | undefined;
  assetId?: string | undefined;
  siteId?: string | undefined;
  contractorId?: string | undefined;
  contactId?: string | undefined;
  conversationId?: string | undefined;
  search?: string | undefined;
}

export interface OrdersAsked extends OrderFilter {
  sort: (typeof ORDER_SORTS)[number];
  limit: number;
  cursor?: string | undefined;
}

/** Orders that the asker sees, a page at a time, along an index of the order. */
export async function listOrders(ctx: Ctx, asked: OrdersAsked): Promise<{ items: WorkOrder[]; nextCursor: string | null }> {
  const parts = conditionsOf(ctx, asked);
  const isByDue = asked.sort === "due";
  if (asked.cursor !== undefined) {
    const [time, id] = readCursor(asked.cursor, "time", "id");
    parts.push(
      isByDue
        ? sql`(o.due_at, o.id) > (${time}::timestamptz, ${id}::uuid)`
        : sql`(o.created_at, o.id) < (${time}::timestamptz, ${id}::uuid)`,
    );
  }
  const order = isByDue ? sql`o.due_at, o.id` : sql`o.created_at desc, o.id desc`;
  const rows = await ctx.transaction((tx) =>
    tx.many(sql<WorkOrder>`
      select ${orderColumns(ctx.actor)} from work_orders o where ${sql.join(parts, sql` and `)} order by ${order} limit ${asked.limit + 1}`),
  );
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  const isMore = rows.length > asked.limit && last !== undefined;
  return { items, nextCursor: isMore ? cursorOf([(isByDue ? last.dueAt : last.createdAt).toISOString(), last.id]) : null };
}

/** Of an order `o` that the asker sees. */
export function conditionsOf(ctx: Ctx, filter: OrderFilter): Fragment[] {
  const parts = [sql`o.workspace_id = ${ctx.workspaceId}`, orderVisibleTo(ctx.actor)];
  const { state, open, late, priority, origin, search } = filter;
  if (state !== undefined) parts.push(sql`o.state = ${sql.lit(state)}`);
  if (open !== undefined) parts.push(open ? sql`o.is_open` : sql`not o.is_open`);
  if (late === true) parts.push(sql`o.is_open and o.due_at < ${ctx.now()}`);
  if (late === false) parts.push(sql`not (o.is_open and o.due_at < ${ctx.now()})`);
  if (priority !== undefined) parts.push(sql`o.priority = ${priority}`);
  if (origin !== undefined) parts.push(sql`o.origin = ${origin}`);
  if (filter.mine === true) parts.push(sql`o.technician_id = ${memberBehind(ctx.actor)}`);
  const named = {
    technician_id: filter.technicianId,
    asset_id: filter.assetId,
    site_id: filter.siteId,
    contractor_id: filter.contractorId,
    contact_id: filter.contactId,
    conversation_id: filter.conversationId,
  };
  for (const [column, id] of Object.entries(named)) if (id !== undefined) parts.push(sql`${sql.ref(`o.${column}`)} = ${id}`);
  return [...parts, ...wordsOf(search)];
}

/** A number, with or without its letters; else parts of the words of the order and of what it is about. */
function wordsOf(search = ""): Fragment[] {
  const number = /^\s*(?:[a-z]{1,6}\s*-?\s*)?(\d{1,9})\s*$/i.exec(search)?.[1];
  if (number !== undefined) return [sql`o.number = ${Number(number)}`];
  const words = search
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 8);
  return words.map(
    (word) => sql`position(prosa_fold(${word}) in prosa_fold(concat_ws(' ', o.title, o.description, o.solution,
      (select concat_ws(' ', a.code, a.name) from assets a where a.workspace_id = o.workspace_id and a.id = o.asset_id),
      (select s.name from sites s where s.workspace_id = o.workspace_id and s.id = o.site_id)))) > 0`,
  );
}

/** What stands on the board: everything that is not over, and what was done lately. */
const COLUMNS = ["open", "offered", "accepted", "on_the_way", "in_progress", "paused", "done"] as const satisfies readonly OrderState[];
const A_COLUMN = 40;

export interface BoardColumn {
  state: OrderState;
  count: number;
  items: WorkOrder[];
}

/** A column a state, in each what is most urgent first. */
export function readBoard(ctx: Ctx, filter: Omit<OrderFilter, "state" | "open">): Promise<BoardColumn[]> {
  return ctx.transaction(async (tx) => {
    const where = sql.join(conditionsOf(ctx, filter), sql` and `);
    const counts = await tx.many(sql<{ state: OrderState; count: number }>`
      select o.state, count(*)::int as count from work_orders o where ${where} and o.state in (${sql.join(COLUMNS.map((one) => sql.lit(one)))}) group by o.state`);
    const columns: BoardColumn[] = [];
    for (const state of COLUMNS) {
      const count = counts.find((one) => one.state === state)?.count ?? 0;
      const items =
        count === 0
          ? []
          : await tx.many(sql<WorkOrder>`
              select ${orderColumns(ctx.actor)} from work_orders o where ${where} and o.state = ${sql.lit(state)} order by o.rank, o.due_at, o.id limit ${A_COLUMN}`);
      columns.push({ state, count, items });
    }
    return columns;
  });
}
