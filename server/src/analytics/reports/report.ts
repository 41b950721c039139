import { type Ctx, invalidRequest, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { ensureReadable } from "../ensure-readable.ts";
import { notTheMaker, tooMany } from "../errors.ts";
import { memberBehind, type ReportGround } from "../ground.ts";
import { nextAfter } from "./report-times.ts";

export const PERIODS = ["day", "week", "month"] as const;

export interface ReportWish {
  name: string;
  /** What is told; `by`: a dimension of the figure, or null. */
  figures: { id: string; by: string | null }[];
  /** The whole day, week or month before it is due. */
  period: (typeof PERIODS)[number];
  /** A condition on conversations as JSON. Figures that are not about conversations stay unfiltered. */
  filter: string | null;
  isShared: boolean;
  /** Null: only when asked. Weeks begin on Mondays, months on the first. */
  every: (typeof PERIODS)[number] | null;
  /** By the workspace's clock. */
  hour: number;
  memberIds: string[];
}

export interface Report extends ReportWish {
  id: string;
  makerName: string;
  isMine: boolean;
  nextAt: Date | null;
}

const MOST_REPORTS = 100;

const columns = sql`r.id, r.name, r.figures, r.period, r.filter, r.is_shared as "isShared", r.every, r.hour, r.member_ids as "memberIds",
  r.next_at as "nextAt", m.name as "makerName"`;

const visible = (memberId: string | null) => sql`(r.is_shared or r.made_by = ${memberId}::uuid)`;

/** One's own, and what others share, by name. */
export function listReports(ctx: Ctx): Promise<Report[]> {
  const memberId = memberBehind(ctx.actor);
  return ctx.transaction((tx) =>
    tx.many(sql<Report>`
      select ${columns}, coalesce(r.made_by = ${memberId}::uuid, false) as "isMine"
      from figure_reports r join members m on m.workspace_id = r.workspace_id and m.id = r.made_by
      where r.workspace_id = current_workspace() and ${visible(memberId)} order by prosa_fold(r.name), r.id`),
  );
}

/** @throws {AppError} platform.not_found also for what somebody else keeps to themselves */
export async function accessReport(tx: Tx, ctx: Pick<Ctx, "actor">, id: string): Promise<Report> {
  const memberId = memberBehind(ctx.actor);
  const report = await tx.maybeOne(sql<Report>`
    select ${columns}, coalesce(r.made_by = ${memberId}::uuid, false) as "isMine"
    from figure_reports r join members m on m.workspace_id = r.workspace_id and m.id = r.made_by
    where r.id = ${id} and ${visible(memberId)}`);
  if (report === null) throw notFound({ what: "report" });
  return report;
}

/** @throws {AppError} as {@link accessReport}; analytics.not_the_maker */
export async function accessOwnReport(tx: Tx, ctx: Pick<Ctx, "actor">, id: string): Promise<Report> {
  const report = await accessReport(tx, ctx, id);
  if (!report.isMine) throw notTheMaker();
  return report;
}

/** @throws {AppError} analytics.too_many; as {@link ensureReadable}; platform.invalid_request for unknown members */
export async function createReport(ctx: Ctx, ground: ReportGround, wish: ReportWish): Promise<Report> {
  await ensureReadable(ctx, ground, wish.figures, wish.filter);
  return ctx.transaction(async (tx) => {
    await ensureMembers(tx, wish.memberIds);
    const { count } = await tx.one(sql<{ count: number }>`select count(*)::int as count from figure_reports`);
    if (count >= MOST_REPORTS) throw tooMany({ most: MOST_REPORTS });
    const id = newId();
    await tx.run(sql`
      insert into figure_reports (workspace_id, id, name, figures, period, filter, is_shared, every, hour, member_ids, made_by, made_at)
      values (${ctx.workspaceId}, ${id}, ${wish.name}, ${JSON.stringify(wish.figures)}::jsonb, ${wish.period}, ${wish.filter}, ${wish.isShared}, ${wish.every},
        ${wish.hour}, ${wish.memberIds}::uuid[], ${memberBehind(ctx.actor)}, ${ctx.now()})`);
    return keep(tx, ctx, id, "report.created", wish);
  });
}

/** All of it anew. @throws {AppError} as {@link accessOwnReport} and {@link createReport} */
export async function changeReport(ctx: Ctx, ground: ReportGround, id: string, wish: ReportWish): Promise<Report> {
  await ctx.transaction((tx) => accessOwnReport(tx, ctx, id));
  await ensureReadable(ctx, ground, wish.figures, wish.filter);
  return ctx.transaction(async (tx) => {
    await accessOwnReport(tx, ctx, id);
    await ensureMembers(tx, wish.memberIds);
    await tx.run(sql`
      update figure_reports set name = ${wish.name}, figures = ${JSON.stringify(wish.figures)}::jsonb, period = ${wish.period}, filter = ${wish.filter},
        is_shared = ${wish.isShared}, every = ${wish.every}, hour = ${wish.hour}, member_ids = ${wish.memberIds}::uuid[] where id = ${id}`);
    return keep(tx, ctx, id, "report.changed", wish);
  });
}

/** With its log. @throws {AppError} as {@link accessOwnReport} */
export const removeReport = (ctx: Ctx, id: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { name } = await accessOwnReport(tx, ctx, id);
    await tx.run(sql`delete from figure_reports where id = ${id}`);
    await recordAudit(tx, ctx, { action: "report.removed", subjectKind: "report", subjectId: id, detail: { name } });
  });

async function keep(tx: Tx, ctx: Ctx, id: string, action: string, { name, every, memberIds }: ReportWish): Promise<Report> {
  await tx.run(sql`update figure_reports r set next_at = ${nextAfter(ctx.now())} where r.id = ${id}`);
  await recordAudit(tx, ctx, { action, subjectKind: "report", subjectId: id, detail: { name, every, memberIds } });
  return accessReport(tx, ctx, id);
}

async function ensureMembers(tx: Tx, ids: string[]): Promise<void> {
  const { count } = await tx.one(
    sql<{ count: number }>`select count(*)::int as count from members where id = any(${ids}::uuid[]) and removed_at is null`,
  );
  if (count < new Set(ids).size) throw invalidRequest({ problems: [{ path: "memberIds", problem: "must be members of this workspace" }] });
}
