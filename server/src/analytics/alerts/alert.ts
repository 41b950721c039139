import { type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { ensureReadable } from "../ensure-readable.ts";
import { tooMany } from "../errors.ts";
import { memberBehind, type ReportGround } from "../ground.ts";
import type { Limit } from "./judge.ts";

export interface AlertWish extends Limit {
  name: string;
  figureId: string;
  /** A condition on conversations as JSON. */
  filter: string | null;
  /** How many days back: with today for `over` and `under`, up to yesterday for `rise` and `fall`, so that whole days are compared. */
  days: number;
}

export interface Alert extends AlertWish {
  id: string;
  isOpen: boolean;
  changedAt: Date | null;
  /** As it was measured last: a share for `rise` and `fall`. */
  value: number | null;
  checkedAt: Date | null;
  /** A code of an error: why it could not be looked at. */
  problem: string | null;
}

const MOST_ALERTS = 50;

const columns = sql`a.id, a.name, a.figure_id as "figureId", a.filter, a.days, a.asks, a.bound, a.margin, a.is_open as "isOpen",
  a.changed_at as "changedAt", a.value, a.checked_at as "checkedAt", a.problem`;

/** One's own, by name. */
export const listAlerts = (ctx: Ctx): Promise<Alert[]> =>
  ctx.transaction((tx) =>
    tx.many(
      sql<Alert>`select ${columns} from figure_alerts a where a.member_id = ${memberBehind(ctx.actor)}::uuid order by prosa_fold(a.name), a.id`,
    ),
  );

/** It is looked at at once. @throws {AppError} analytics.too_many; as {@link ensureReadable} */
export async function createAlert(ctx: Ctx, ground: ReportGround, wish: AlertWish): Promise<Alert> {
  await ensureReadable(ctx, ground, [{ id: wish.figureId, by: null }], wish.filter);
  return ctx.transaction(async (tx) => {
    const memberId = memberBehind(ctx.actor);
    const { count } = await tx.one(
      sql<{ count: number }>`select count(*)::int as count from figure_alerts where member_id = ${memberId}::uuid`,
    );
    if (count >= MOST_ALERTS) throw tooMany({ most: MOST_ALERTS });
    const id = newId();
    await tx.run(sql`
      insert into figure_alerts (workspace_id, id, member_id, name, figure_id, filter, days, asks, bound, margin, made_at, next_at)
      values (${ctx.workspaceId}, ${id}, ${memberId}, ${wish.name}, ${wish.figureId}, ${wish.filter}, ${wish.days}, ${wish.asks}, ${wish.bound},
        ${wish.margin}, ${ctx.now()}, ${ctx.now()})`);
    return keep(tx, ctx, id, "figure_alert.created", wish);
  });
}

/** All of it anew: what was begun is forgotten. @throws {AppError} platform.not_found; as {@link createAlert} */
export async function changeAlert(ctx: Ctx, ground: ReportGround, id: string, wish: AlertWish): Promise<Alert> {
  await ctx.transaction((tx) => accessAlert(tx, ctx, id));
  await ensureReadable(ctx, ground, [{ id: wish.figureId, by: null }], wish.filter);
  return ctx.transaction(async (tx) => {
    await accessAlert(tx, ctx, id);
    await tx.run(sql`
      update figure_alerts set name = ${wish.name}, figure_id = ${wish.figureId}, filter = ${wish.filter}, days = ${wish.days}, asks = ${wish.asks},
        bound = ${wish.bound}, margin = ${wish.margin}, is_open = false, changed_at = null, value = null, checked_at = null, problem = null, next_at = ${ctx.now()}
      where id = ${id}`);
    return keep(tx, ctx, id, "figure_alert.changed", wish);
  });
}

/** @throws {AppError} platform.not_found */
export const removeAlert = (ctx: Ctx, id: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { name } = await accessAlert(tx, ctx, id);
    await tx.run(sql`delete from figure_alerts where id = ${id}`);
    await recordAudit(tx, ctx, { action: "figure_alert.removed", subjectKind: "figure_alert", subjectId: id, detail: { name } });
  });

async function accessAlert(tx: Tx, { actor }: Pick<Ctx, "actor">, id: string): Promise<Alert> {
  const alert = await tx.maybeOne(
    sql<Alert>`select ${columns} from figure_alerts a where a.id = ${id} and a.member_id = ${memberBehind(actor)}::uuid`,
  );
  if (alert === null) throw notFound({ what: "alert" });
  return alert;
}

async function keep(tx: Tx, ctx: Ctx, id: string, action: string, { name, figureId, asks, bound }: AlertWish): Promise<Alert> {
  await recordAudit(tx, ctx, { action, subjectKind: "figure_alert", subjectId: id, detail: { name, figureId, asks, bound } });
  return accessAlert(tx, ctx, id);
}
