import { type Ctx, type EventKind, emit, newId, sql, type Tx } from "../../platform/index.ts";
import type { OrderFacts } from "../events.ts";
import { memberBehind, type WorkOrder } from "./order.ts";

/** One line of an order's history. */
export interface Step {
  kind: string;
  reason?: string | null;
  detail?: Record<string, unknown>;
}

/** Writes down what happened, by whom and why. */
export async function keepStep(tx: Tx, ctx: Ctx, orderId: string, { kind, reason = null, detail = {} }: Step): Promise<void> {
  const { actor } = ctx;
  await tx.run(sql`
    insert into work_order_steps (workspace_id, id, order_id, at, kind, by_kind, by_id, by_name, reason, detail)
    values (${ctx.workspaceId}, ${newId()}, ${orderId}, ${ctx.now()}, ${kind}, ${actor.kind}, ${memberBehind(actor) ?? actor.id}, ${actor.name}, ${reason},
      ${JSON.stringify(detail)})`);
}

/** Says what happened to an order. Sockets of who sees its conversation hear of it; of one without, everybody learns an id and nothing else. */
export function tellOrder(tx: Tx, { workspaceId, now }: Ctx, kind: EventKind<OrderFacts>, order: WorkOrder): void {
  const { number, state, priority, technician, conversationId } = order;
  const detail = { number, state, priority, technicianId: technician?.id ?? null };
  emit(tx, [kind({ workspaceId, conversationId, subjectId: order.id, detail })], now());
}
