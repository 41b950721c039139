import { daysBefore, type Figure, readFigure, readFilter } from "../../inbox/index.ts";
import { tellMembers } from "../../notices/index.ts";
import { AppError, type Ctx, createCtx, type DueRows, type JobOffer, job, sql, type Tx } from "../../platform/index.ts";
import { findActor, readWorkspace } from "../../team/index.ts";
import { dueAlertPlaces } from "../across-workspaces.ts";
import { PROGRAM, type ReportGround } from "../ground.ts";
import { checkAlertJob } from "../job-kinds.ts";
import { FIGURE_MOVED } from "../notice-kinds.ts";
import { valueOfNothing } from "../value-of-nothing.ts";
import type { AlertWish } from "./alert.ts";
import { changeOf, isTooFar } from "./judge.ts";

const EVERY_MS = 15 * 60_000;

interface Watched extends Pick<AlertWish, "asks" | "bound" | "margin" | "figureId" | "filter" | "days"> {
  memberId: string;
  isOpen: boolean;
  /** Days of the workspace's calendar. */
  from: string;
  to: string;
}

/** Figures that are looked at each quarter of an hour. One whose member left is left alone. */
export const dueAlerts: DueRows = {
  name: "figures that are watched",
  find: dueAlertPlaces,
  async take(tx, ids, now, workspaceId) {
    const taken = await tx.many(sql<{ alertId: string; isKept: boolean }>`
      with due as (
        select a.id, m.removed_at is null as is_kept from figure_alerts a join members m on m.workspace_id = a.workspace_id and m.id = a.member_id
        where a.id = any(${ids}) and a.next_at <= ${now} for update of a skip locked)
      update figure_alerts a set next_at = case when due.is_kept then ${new Date(now.getTime() + EVERY_MS)}::timestamptz end from due where a.id = due.id
      returning a.id as "alertId", due.is_kept as "isKept"`);
    return taken
      .filter(({ isKept }) => isKept)
      .map(({ alertId }) => checkAlertJob({ workspaceId, payload: { alertId }, key: `figure alert ${alertId}` }));
  },
};

/** One look: it begins, goes on or ends, and its member hears of the first and the last. */
export const checkingAlerts = (ground: ReportGround): JobOffer =>
  job(checkAlertJob, {
    async run({ workspaceId, payload: { alertId }, id }) {
      const correlationId = `figure alert ${id}`;
      const system = createCtx({ ...ground, workspaceId, actor: PROGRAM, correlationId });
      const [watched, actor] = await system.transaction(async (tx) => {
        const found = await readWatched(tx, alertId, system.now());
        return [
          found,
          found === null ? null : await findActor(tx, ground.rights(), { kind: "member", id: found.memberId, now: system.now() }),
        ];
      });
      const figure = watched === null ? undefined : ground.figures().get(watched.figureId);
      if (watched === null || actor === null || figure === undefined) return;
      try {
        const value = await measure(createCtx({ ...ground, workspaceId, actor, correlationId }), ground, figure, watched);
        await system.transaction((tx) => settle(tx, system, { alertId, watched, figure, value }));
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        const { code } = error;
        await system.transaction((tx) =>
          tx.run(sql`update figure_alerts set problem = ${code}, checked_at = ${system.now()} where id = ${alertId}`),
        );
      }
    },
  });

const readWatched = (tx: Tx, alertId: string, now: Date): Promise<Watched | null> =>
  tx.maybeOne(sql<Watched>`
    select a.member_id as "memberId", a.figure_id as "figureId", a.filter, a.days, a.asks, a.bound, a.margin, a.is_open as "isOpen",
      (d.last - a.days + 1)::text as "from", d.last::text as "to"
    from figure_alerts a join workspaces w on w.id = a.workspace_id, lateral (
      select (${now}::timestamptz at time zone w.time_zone)::date - case when a.asks in ('rise', 'fall') then 1 else 0 end as last) d
    where a.id = ${alertId}`);

/** What the member sees of it. Null where nothing can be said. */
async function measure(ctx: Ctx, { parts }: ReportGround, figure: Figure, { asks, filter, from, to }: Watched): Promise<number | null> {
  const narrowed = figure.conversation === undefined ? undefined : await readFilter(ctx, parts.fields, filter ?? undefined);
  const read = async (days: { from: string; to: string }) => {
    const [row] = await readFigure(ctx, figure, { ...days, grain: "total", filter: narrowed });
    return row === undefined ? valueOfNothing(figure) : row.value;
  };
  const value = await read({ from, to });
  return asks === "over" || asks === "under" ? value : changeOf(asks, value, await read(daysBefore({ from, to }, "before")));
}

interface Measured {
  alertId: string;
  watched: Watched;
  figure: Figure;
  value: number | null;
}

/** Where nothing can be said, what holds goes on. Nothing is told of an alert that was changed meanwhile: it is looked at again at once. */
async function settle(tx: Tx, ctx: Ctx, { alertId, watched, figure, value }: Measured): Promise<void> {
  const isOpen = value === null ? watched.isOpen : isTooFar(watched, watched.isOpen, value);
  const isMoved = isOpen !== watched.isOpen;
  const kept = await tx.run(sql`
    update figure_alerts set value = ${value}, checked_at = ${ctx.now()}, problem = null, is_open = ${isOpen},
      changed_at = case when ${isMoved} then ${ctx.now()}::timestamptz else changed_at end
    where id = ${alertId} and is_open = ${watched.isOpen} and asks = ${watched.asks} and bound = ${watched.bound}::float8 and figure_id = ${watched.figureId}`);
  if (kept === 0 || !isMoved || value === null) return;
  const unit = watched.asks === "over" || watched.asks === "under" ? figure.unit : "share";
  const { currency } = await readWorkspace(tx);
  const told = FIGURE_MOVED.of({ memberId: watched.memberId, subjectId: alertId, facts: { isOpen, value, unit, currency } });
  await tellMembers(tx, { workspaceId: ctx.workspaceId, now: ctx.now() }, [told]);
}
