import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { may } from "../../team/index.ts";
import { operationsDispatch, operationsWork } from "../rights.ts";
import { MOVE_RULES, type Move, movesOf } from "./moves.ts";
import { memberBehind, orderVisibleTo, readOrder, type WorkOrder } from "./order.ts";
import { filesOf, type OrderFile } from "./order-files.ts";

/** A part that an order used, or waits for. */
export interface OrderPart {
  name: string;
  quantity: number;
  unit: string;
  costCents: number;
}

/** The plug by which the stock says what an order used. */
export type PartsOf = (tx: Tx, orderId: string) => Promise<OrderPart[]>;

/** One order with all that belongs to it. */
export interface OrderDetail extends WorkOrder {
  steps: {
    id: string;
    at: Date;
    kind: string;
    by: string;
    reason: string | null;
    detail: Record<string, unknown>;
  }[];
  times: { startedAt: Date; endedAt: Date | null; endedBy: string | null; reason: string | null }[];
  files: OrderFile[];
  /** Messages that belong to it, that the asker may look at in their conversation. */
  messages: { id: string; conversationId: string; at: Date; author: string | null; text: string | null; kind: string }[];
  parts: OrderPart[];
  /** Work until now, without pauses. */
  workedMinutes: number;
  costs: { labourCents: number; partsCents: number; totalCents: number };
  /** What the asker may do with it now. */
  moves: Move[];
}

/** @throws {AppError} platform.not_found */
export async function readDetail(tx: Tx, ctx: Ctx, id: string, partsOf: PartsOf): Promise<OrderDetail> {
  const order = await readOrder(tx, ctx, id);
  const times = await tx.many(sql<OrderDetail["times"][number]>`
    select started_at as "startedAt", ended_at as "endedAt", ended_by as "endedBy", reason
    from work_order_times where workspace_id = current_workspace() and order_id = ${id} order by started_at`);
  const parts = await partsOf(tx, id);
  const partsCents = parts.reduce((sum, { costCents }) => sum + costCents, 0);
  const worked = times.reduce((sum, { startedAt, endedAt }) => sum + ((endedAt ?? ctx.now()).getTime() - startedAt.getTime()), 0);
  return {
    ...order,
    steps: await stepsOf(tx, id),
    times,
    files: await filesOf(tx, id),
    messages: await messagesOf(tx, id),
    parts,
    workedMinutes: Math.round(Math.max(0, worked) / 60_000),
    costs: { labourCents: order.labourCents, partsCents, totalCents: order.labourCents + partsCents },
    moves: mayMove(ctx, order),
  };
}

const stepsOf = (tx: Tx, id: string): Promise<OrderDetail["steps"]> =>
  tx.many(sql<OrderDetail["steps"][number]>`
    select id, at, kind, by_name as by, reason, detail from work_order_steps
    where workspace_id = current_workspace() and order_id = ${id} order by at, id limit 500`);

/** What was written to an order that the asker sees; none of others. */
export async function messagesOfSeen(tx: Tx, { actor }: Pick<Ctx, "actor">, orderId: string): Promise<OrderDetail["messages"]> {
  const seen = await tx.maybeOne(
    sql`select 1 from work_orders o where o.workspace_id = current_workspace() and o.id = ${orderId} and ${orderVisibleTo(actor)}`,
  );
  return seen === null ? [] : messagesOf(tx, orderId);
}

/** Who sees the order reads what was written to it: it is a part of the order. */
const messagesOf = (tx: Tx, orderId: string): Promise<OrderDetail["messages"]> =>
  tx.many(sql<OrderDetail["messages"][number]>`
    select m.id, m.conversation_id as "conversationId", m.occurred_at as at,
      coalesce(m.author_name, (select coalesce(p.name, p.profile_name) from contacts p where p.workspace_id = m.workspace_id and p.id = m.author_id)) as author,
      m.text, m.kind
    from work_order_messages w join messages m on m.workspace_id = w.workspace_id and m.id = w.message_id
    where w.workspace_id = current_workspace() and w.order_id = ${orderId} and m.deleted_at is null order by m.occurred_at, m.id limit 500`);

function mayMove(ctx: Ctx, { state, technician }: WorkOrder): Move[] {
  if (may(ctx.actor, operationsDispatch)) return movesOf(state);
  const memberId = memberBehind(ctx.actor);
  const isOwn = memberId !== null && (technician?.id === memberId || (technician === null && state === "open"));
  if (!isOwn || !may(ctx.actor, operationsWork)) return [];
  return movesOf(state).filter((move) => MOVE_RULES[move].by === "technician");
}
