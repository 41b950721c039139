import { type Ctx, invalidRequest, sql, type Tx } from "../platform/index.ts";

/** When a task is due: a moment, or a day, at whose end it is late. */
export interface Due {
  dueAt: Date | null;
  /** `2026-12-01`, of a day. */
  dueOn: string | null;
}

/** Where nobody named a time of day, people are reminded when their day begins. */
const MORNING = "09:00";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const OFFSET = /(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * Reads when something is due: a day, a time of the workspace's clock, or a time with its offset.
 * @throws {AppError} platform.invalid_request for a day that no calendar has
 */
export async function readDue(tx: Tx, ctx: Ctx, due: string | null): Promise<Due> {
  if (due === null) return { dueAt: null, dueOn: null };
  if (Number.isNaN(Date.parse(due)) || !isDay(due.slice(0, 10)))
    throw invalidRequest({ problems: [{ path: "due", problem: "is no day of the calendar" }] });
  if (OFFSET.test(due)) return { dueAt: new Date(due), dueOn: null };
  const isWholeDay = DAY.test(due);
  const { dueAt } = await tx.one(sql<{ dueAt: Date }>`
    select (${due}::timestamp + make_interval(days => ${isWholeDay ? 1 : 0})) at time zone time_zone as "dueAt" from workspaces where id = ${ctx.workspaceId}`);
  return { dueAt, dueOn: isWholeDay ? due : null };
}

/** JavaScript takes the 31st of February for a day in March. */
const isDay = (day: string): boolean => new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) === day;

/** When somebody is reminded. Null: never, or that time has passed. */
export async function reminderOf(tx: Tx, ctx: Ctx, { dueAt, dueOn }: Due, minutes: number | null): Promise<Date | null> {
  if (dueAt === null || minutes === null) return null;
  const { from } =
    dueOn === null
      ? { from: dueAt }
      : await tx.one(
          sql<{
            from: Date;
          }>`select (${dueOn}::date + ${MORNING}::time) at time zone time_zone as "from" from workspaces where id = ${ctx.workspaceId}`,
        );
  const at = new Date(from.getTime() - minutes * 60_000);
  return at > ctx.now() ? at : null;
}

/** The workspace's day so many days from now, `2026-12-01`. */
export async function dayFromNow(tx: Tx, ctx: Ctx, days: number): Promise<string> {
  const { day } = await tx.one(sql<{ day: string }>`
    select ((${ctx.now()}::timestamptz at time zone time_zone)::date + ${days}::int)::text as day from workspaces where id = ${ctx.workspaceId}`);
  return day;
}

/** The end of the workspace's day. */
export async function endOfToday(tx: Tx, ctx: Ctx): Promise<Date> {
  const { at } = await tx.one(sql<{ at: Date }>`
    select ((${ctx.now()}::timestamptz at time zone time_zone)::date + 1)::timestamp at time zone time_zone as at from workspaces where id = ${ctx.workspaceId}`);
  return at;
}
