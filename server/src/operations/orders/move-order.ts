import { type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { may, recordAudit } from "../../team/index.ts";
import type { OrderState } from "../closed-sets.ts";
import {
  moveNotAllowed,
  notYourOrder,
  photoMissing,
  reasonMissing,
  signatureMissing,
  solutionMissing,
  technicianMissing,
} from "../errors.ts";
import { orderMoved } from "../events.ts";
import { operationsDispatch } from "../rights.ts";
import { MOVE_RULES, type Move } from "./moves.ts";
import { accessOrder, memberBehind, showOrder, type WorkOrder } from "./order.ts";
import { readSettings } from "./settings.ts";
import { keepStep, tellOrder } from "./tell-order.ts";
import { tellPeople } from "./tell-people.ts";

export interface WantedMove {
  move: Move;
  /** To whom it is assigned; null takes it from whoever has it. */
  technicianId?: string | null | undefined;
  reason?: string | null | undefined;
  /** What was done; of checking out. */
  solution?: string | null | undefined;
  /** It happened long ago: nobody is told. */
  isHistory?: boolean;
}

/** @throws {AppError} operations.move_not_allowed, operations.not_your_order, operations.photo_missing and others of {@link moveOrderIn} */
export const moveOrder = (ctx: Ctx, id: string, wanted: WantedMove): Promise<WorkOrder> =>
  ctx.transaction((tx) => moveOrderIn(tx, ctx, id, wanted));

/** One move of an order, under its lock: of two who press at once the second is told what it is now. */
export async function moveOrderIn(tx: Tx, ctx: Ctx, id: string, wanted: WantedMove): Promise<WorkOrder> {
  const before = await accessOrder(tx, ctx, id);
  const { move } = wanted;
  ensureWho(ctx, before, move);
  if (!MOVE_RULES[move].from.includes(before.state)) throw moveNotAllowed({ code: before.code, state: before.state, move });
  const reason = wanted.reason?.trim() || null;
  const { state, sets, technicianId } = await outcomeOf(tx, ctx, before, { ...wanted, reason });
  await keepTimes(tx, ctx, before, move, reason);
  await tx.run(sql`
    update work_orders set state = ${state}, technician_id = ${technicianId}, changed_at = ${ctx.now()},
      state_since = case when state = ${state} then state_since else ${ctx.now()} end, pause_reason = ${state === "paused" ? reason : null}
      ${sql.join(
        Object.entries(sets).map(([name, value]) => sql`, ${sql.ref(name)} = ${value}`),
        sql``,
      )}
    where id = ${id}`);
  await keepStep(tx, ctx, id, { kind: MOVE_RULES[move].step, reason, detail: { from: before.state, to: state, technicianId } });
  await recordAudit(tx, ctx, {
    action: `work_order.${MOVE_RULES[move].step}`,
    subjectKind: "work_order",
    subjectId: id,
    detail: { code: before.code, from: before.state, to: state, ...(reason === null ? {} : { reason }) },
  });
  const after = await showOrder(tx, ctx, id);
  if (wanted.isHistory === true) return after;
  tellOrder(tx, ctx, orderMoved, after);
  await tellPeople(tx, ctx, { before, after, move });
  return after;
}

/** Whose order it is acts on it, and who dispatches; an open one may be taken by whoever works on orders. */
function ensureWho(ctx: Ctx, { code, state, technician }: WorkOrder, move: Move): void {
  if (may(ctx.actor, operationsDispatch) || ctx.actor.kind === "system") return;
  const memberId = memberBehind(ctx.actor);
  const isOwn = memberId !== null && technician?.id === memberId;
  const isFree = move === "accept" && state === "open" && memberId !== null;
  if (MOVE_RULES[move].by === "dispatch" || !(isOwn || isFree)) throw notYourOrder({ code });
}

interface Outcome {
  state: OrderState;
  technicianId: string | null;
  /** What else is written. */
  sets: Record<string, unknown>;
}

async function outcomeOf(tx: Tx, ctx: Ctx, order: WorkOrder, wanted: WantedMove): Promise<Outcome> {
  const technicianId = order.technician?.id ?? null;
  const same = { technicianId, sets: {} };
  switch (wanted.move) {
    case "assign":
      return assigned(tx, wanted.technicianId);
    case "accept": {
      const taker = technicianId ?? memberBehind(ctx.actor);
      if (taker === null) throw technicianMissing();
      return { state: "accepted", technicianId: taker, sets: {} };
    }
    case "decline":
      return { state: "open", technicianId: null, sets: {} };
    case "depart":
      return { ...same, state: "on_the_way" };
    case "check-in":
      return { ...same, state: "in_progress", sets: order.arrivedAt === null ? { arrived_at: ctx.now() } : {} };
    case "pause":
      if (wanted.reason == null) throw reasonMissing();
      return { ...same, state: "paused" };
    case "resume":
      return { ...same, state: "in_progress" };
    case "check-out":
      return { ...same, state: "done", sets: await ending(tx, ctx, order, wanted.solution) };
    case "close":
      await ensureSigned(tx, order);
      return { ...same, state: "closed", sets: { closed_at: ctx.now() } };
    case "reopen":
      if (wanted.reason == null) throw reasonMissing();
      return {
        ...same,
        state: technicianId === null || order.state === "cancelled" ? "open" : "accepted",
        sets: { done_at: null, closed_at: null },
      };
    case "cancel":
      if (wanted.reason == null) throw reasonMissing();
      return { ...same, state: "cancelled" };
  }
}

async function assigned(tx: Tx, technicianId: string | null | undefined): Promise<Outcome> {
  if (technicianId === undefined) throw technicianMissing();
  if (technicianId === null) return { state: "open", technicianId, sets: {} };
  const there = await tx.maybeOne(sql`select 1 from members where id = ${technicianId} and removed_at is null`);
  if (there === null) throw notFound({ what: "member" });
  return { state: "offered", technicianId, sets: {} };
}

async function ensureSigned(tx: Tx, { id, code, needsSignature }: WorkOrder): Promise<void> {
  if (!needsSignature) return;
  const signed = await tx.maybeOne(sql`
    select 1 from work_order_files where workspace_id = current_workspace() and order_id = ${id} and kind = 'signature' limit 1`);
  if (signed === null) throw signatureMissing({ code });
}

/** What it cost is reckoned when it ends, by what an hour costs then. */
async function ending(tx: Tx, ctx: Ctx, order: WorkOrder, written: string | null | undefined): Promise<Record<string, unknown>> {
  const solution = written?.trim() || order.solution;
  if (solution === "") throw solutionMissing();
  if (order.needsPhoto && order.photoCount === 0) throw photoMissing({ code: order.code });
  const { labourCents } = await readSettings(tx, ctx.workspaceId);
  const { ms } = await tx.one(sql<{ ms: number }>`
    select coalesce(sum(extract(epoch from coalesce(ended_at, ${ctx.now()}) - started_at) * 1000), 0)::bigint as ms
    from work_order_times where workspace_id = current_workspace() and order_id = ${order.id}`);
  return { done_at: ctx.now(), solution, labour_cents: Math.round((ms / 3_600_000) * labourCents) };
}

/** Stretches of work begin with arriving and going on, and end with a pause, the end, or a cancelling. */
async function keepTimes(tx: Tx, ctx: Ctx, { id, technician }: WorkOrder, move: Move, reason: string | null): Promise<void> {
  if (move === "check-in" || move === "resume")
    await tx.run(sql`
      insert into work_order_times (workspace_id, id, order_id, technician_id, started_at)
      values (${ctx.workspaceId}, ${newId()}, ${id}, ${technician?.id ?? null}, ${ctx.now()})`);
  const ended = move === "pause" ? "pause" : move === "check-out" ? "check_out" : move === "cancel" ? "cancel" : null;
  if (ended !== null)
    await tx.run(sql`
      update work_order_times set ended_at = greatest(started_at, ${ctx.now()}::timestamptz), ended_by = ${ended}, reason = ${reason}
      where workspace_id = current_workspace() and order_id = ${id} and ended_at is null`);
}
