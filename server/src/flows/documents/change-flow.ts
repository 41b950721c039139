import { type Ctx, emit, sql, type Tx } from "../../platform/index.ts";
import { recordAudit, requireRight } from "../../team/index.ts";
import { notPublished } from "../errors.ts";
import { flowChanged } from "../events.ts";
import { flowsPublish } from "../rights.ts";
import { keepSchedules } from "../starts/schedules.ts";
import { type Flow, type LockedFlow, lockFlow, readFlow } from "./flow.ts";

export interface FlowChange {
  name?: string | undefined;
  isActive?: boolean | undefined;
  /** Counted from 0; what is beyond the end is the end. */
  position?: number | undefined;
}

/**
 * Renames, switches or moves a flow. Switched off, it begins nothing more; runs that had begun go on to their end.
 * @throws {AppError} platform.not_found, flows.not_published, team.not_allowed for switching and moving
 */
export function changeFlow(ctx: Ctx, flowId: string, change: FlowChange): Promise<Flow> {
  if (change.isActive !== undefined || change.position !== undefined) requireRight(ctx.actor, flowsPublish);
  return ctx.transaction(async (tx) => {
    if (change.position !== undefined) await move(tx, ctx, flowId, change.position);
    const flow = await lockFlow(tx, flowId);
    if (change.isActive === true && flow.publishedVersion === null) throw notPublished();
    await tx.run(sql`
      update flows set name = ${change.name ?? flow.name}, is_active = ${change.isActive ?? flow.isActive} where id = ${flowId}`);
    if (change.isActive !== undefined) await keepSchedules(tx, ctx, flowId);
    await note(tx, ctx, flow, whatOf(change), { ...change });
    return readFlow(tx, ctx, flowId);
  });
}

/** Everybody's place is counted anew, under the lock of all. */
async function move(tx: Tx, ctx: Ctx, flowId: string, place: number): Promise<void> {
  const rows = await tx.many(sql<{ id: string }>`select id from flows where removed_at is null order by position, id for update`);
  const ids = rows.map(({ id }) => id);
  const order = ids.filter((id) => id !== flowId);
  if (order.length === ids.length) return;
  order.splice(Math.min(place, order.length), 0, flowId);
  await tx.run(sql`
    update flows f set position = t.position - 1 from unnest(${order}::uuid[]) with ordinality as t(id, position)
    where f.workspace_id = ${ctx.workspaceId} and f.id = t.id and f.position <> t.position - 1`);
}

const whatOf = ({ isActive, position }: FlowChange) =>
  isActive === undefined ? (position === undefined ? "renamed" : "moved") : isActive ? "activated" : "deactivated";

async function note(tx: Tx, ctx: Ctx, { id, name }: LockedFlow, what: string, detail: Record<string, unknown>): Promise<void> {
  await recordAudit(tx, ctx, { action: `flow.${what}`, subjectKind: "flow", subjectId: id, detail: { name, ...detail } });
  emit(tx, [flowChanged({ workspaceId: ctx.workspaceId, conversationId: null, subjectId: id, detail: { what } })], ctx.now());
}

/** Gone from lists, and begins nothing more; runs that had begun go on to their end, for their version stays. @throws {AppError} platform.not_found */
export const removeFlow = (ctx: Ctx, flowId: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const flow = await lockFlow(tx, flowId);
    await tx.run(sql`update flows set removed_at = ${ctx.now()}, is_active = false where id = ${flowId}`);
    await keepSchedules(tx, ctx, flowId);
    await note(tx, ctx, flow, "removed", {});
  });
