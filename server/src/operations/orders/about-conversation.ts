import { contactsRead } from "../../inbox/index.ts";
import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import type { OrderState } from "../closed-sets.ts";
import { accessOrder, orderVisibleTo, type WorkOrder } from "./order.ts";

/** A flow, a rule or an agent was let into the conversation: it sees the orders about it. People see what they see anyway. */
export function seeing(ctx: Ctx): Ctx {
  const { actor } = ctx;
  if (actor.kind === "member" || actor.kind === "api_key") return ctx;
  return { ...ctx, actor: { ...actor, capabilities: new Set([...actor.capabilities, contactsRead.name]), sight: { kind: "all" } } };
}

/** The newest that is under way about a conversation, locked. @throws {AppError} platform.not_found */
export async function openOrderOf(tx: Tx, ctx: Ctx, conversationId: string): Promise<WorkOrder> {
  const order = await tx.maybeOne(sql<{ id: string }>`
    select id from work_orders where workspace_id = current_workspace() and conversation_id = ${conversationId} and is_open order by created_at desc, id desc limit 1`);
  if (order === null) throw notFound({ what: "open work order" });
  return accessOrder(tx, seeing(ctx), order.id);
}

/** An order in a few words, as machines read it. Times are ISO 8601 in UTC. */
interface OrderInWords {
  code: string;
  title: string;
  state: OrderState;
  priority: string;
  dueAt: string;
  doneAt: string | null;
  solution: string;
  technician: string | null;
}

/** The newest first. */
export const ordersAbout = (tx: Tx, ctx: Ctx, conversationId: string, isOpen: boolean): Promise<OrderInWords[]> =>
  tx.many(sql<OrderInWords>`
    select o.code, o.title, o.state, o.priority, to_char(o.due_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "dueAt",
      to_char(o.done_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "doneAt", o.solution,
      (select m.name from members m where m.workspace_id = o.workspace_id and m.id = o.technician_id) as technician
    from work_orders o where o.workspace_id = current_workspace() and o.conversation_id = ${conversationId} and (o.is_open or not ${isOpen})
      and ${orderVisibleTo(seeing(ctx).actor)} order by o.created_at desc, o.id desc limit 20`);
