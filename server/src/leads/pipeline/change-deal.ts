import { moveLifecycle } from "../../inbox/index.ts";
import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { dealChangedMeanwhile, lostReasonMissing } from "../errors.ts";
import { dealChanged, dealMoved } from "../events.ts";
import { accessDeal, type Deal, keepActivity, showDeal, tellDeal } from "./deal.ts";
import { ensureMember } from "./make-deal.ts";
import type { StageKind } from "./pipelines.ts";

export interface DealChange {
  /** As it was read: of two who change it at once the second is told. Absent: whatever it is. */
  revision?: number | undefined;
  title?: string | undefined;
  valueCents?: number | undefined;
  currency?: string | undefined;
  probability?: number | null | undefined;
  ownerId?: string | null | undefined;
  nextStep?: string | undefined;
  nextStepOn?: string | null | undefined;
}

/** @throws {AppError} platform.not_found; leads.deal_changed */
export const changeDeal = (ctx: Ctx, id: string, change: DealChange): Promise<Deal> =>
  ctx.transaction((tx) => changeDealIn(tx, ctx, id, change));

/** The same as a part of something larger. */
export async function changeDealIn(tx: Tx, ctx: Ctx, id: string, { revision, ...change }: DealChange): Promise<Deal> {
  const before = await accessUnchanged(tx, ctx, id, revision);
  if (change.ownerId !== undefined && change.ownerId !== before.owner?.id) await ensureMember(tx, change.ownerId);
  await tx.run(sql`
    update deals set title = coalesce(${change.title?.trim() ?? null}, title), value_cents = coalesce(${change.valueCents ?? null}, value_cents),
      currency = coalesce(${change.currency ?? null}, currency), next_step = coalesce(${change.nextStep ?? null}, next_step),
      probability = case when ${change.probability !== undefined} then ${change.probability ?? null}::smallint else probability end,
      owner_id = case when ${change.ownerId !== undefined} then ${change.ownerId ?? null}::uuid else owner_id end,
      next_step_on = case when ${change.nextStepOn !== undefined} then ${change.nextStepOn ?? null}::date else next_step_on end,
      revision = revision + 1, changed_at = ${ctx.now()}
    where id = ${id}`);
  const after = await showDeal(tx, ctx, id);
  await keepActivity(tx, ctx, id, { kind: "changed", detail: { ...change } });
  await recordAudit(tx, ctx, { action: "deal.changed", subjectKind: "deal", subjectId: id, detail: { ...change } });
  tellDeal(tx, ctx, dealChanged, after);
  return after;
}

export interface DealMove {
  stageId: string;
  /** Needed for the stage that is lost. */
  lostReason?: string | undefined;
  revision?: number | undefined;
}

/** Moves a deal to another stage of its pipeline. Won makes the person a customer. @throws {AppError} platform.not_found; leads.deal_changed, leads.lost_reason_missing */
export const moveDeal = (ctx: Ctx, id: string, move: DealMove): Promise<Deal> => ctx.transaction((tx) => moveDealIn(tx, ctx, id, move));

/** The same as a part of something larger. */
export async function moveDealIn(tx: Tx, ctx: Ctx, id: string, { stageId, lostReason, revision }: DealMove): Promise<Deal> {
  const before = await accessUnchanged(tx, ctx, id, revision);
  const stage = await tx.maybeOne(sql<{ name: string; kind: StageKind }>`
    select name, kind from pipeline_stages where id = ${stageId} and pipeline_id = ${before.pipelineId} for share`);
  if (stage === null) throw notFound({ what: "stage" });
  if (before.stage.id === stageId) return before;
  const reason = lostReason?.trim() ?? "";
  if (stage.kind === "lost" && reason === "") throw lostReasonMissing();
  await tx.run(sql`
    update deals set stage_id = ${stageId}, state = ${stage.kind}, lost_reason = ${stage.kind === "lost" ? reason : null}, stage_since = ${ctx.now()},
      closed_at = ${stage.kind === "open" ? null : ctx.now()}, revision = revision + 1, changed_at = ${ctx.now()}
    where id = ${id}`);
  const after = await showDeal(tx, ctx, id);
  const detail = { from: before.stage.name, to: stage.name, ...(stage.kind === "lost" ? { reason } : {}) };
  await keepActivity(tx, ctx, id, { kind: "moved", detail });
  await recordAudit(tx, ctx, { action: "deal.moved", subjectKind: "deal", subjectId: id, detail });
  tellDeal(tx, ctx, dealMoved, after);
  if (stage.kind === "won")
    await moveLifecycle(tx, { workspaceId: ctx.workspaceId, now: ctx.now() }, after.contact.id, {
      from: ["lead", "qualified", "inactive"],
      to: "customer",
      reason: "deal_won",
    });
  return after;
}

/** @throws {AppError} platform.not_found */
export const noteDeal = (ctx: Ctx, id: string, text: string): Promise<Deal> =>
  ctx.transaction(async (tx) => {
    const deal = await accessDeal(tx, ctx, id);
    await keepActivity(tx, ctx, id, { kind: "noted", text: text.trim() });
    await tx.run(sql`update deals set changed_at = ${ctx.now()} where id = ${id}`);
    await recordAudit(tx, ctx, { action: "deal.noted", subjectKind: "deal", subjectId: id });
    tellDeal(tx, ctx, dealChanged, deal);
    return showDeal(tx, ctx, id);
  });

async function accessUnchanged(tx: Tx, ctx: Ctx, id: string, revision: number | undefined): Promise<Deal> {
  const deal = await accessDeal(tx, ctx, id);
  if (revision !== undefined && revision !== deal.revision) throw dealChangedMeanwhile();
  return deal;
}
