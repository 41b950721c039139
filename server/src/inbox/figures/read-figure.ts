import { type Ctx, invalidRequest, sql } from "../../platform/index.ts";
import { requireRight } from "../../team/index.ts";
import type { Figure, Grain } from "./figure.ts";

export interface FigureQuery {
  /** Days of the workspace's calendar, both included. */
  from: string;
  to: string;
  grain: Grain;
  /** A dimension of the figure. */
  by?: string | undefined;
}

export interface FigureRow {
  /** First day of the step; null for the total. */
  at: string | null;
  /** Of the dimension; null without one, and for rows that have none. */
  key: string | null;
  /** Null where nothing can be said, such as a median of nothing. */
  value: number | null;
}

const MOST_DAYS = 800;
const MOST_ROWS = 5_000;

/**
 * A figure over some days, of what the asker sees, in the workspace's time zone.
 * @throws {AppError} team.not_allowed; platform.invalid_request for days in the wrong order, too many, or an unknown dimension
 */
export function readFigure(ctx: Ctx, figure: Figure, { from, to, grain, by }: FigureQuery): Promise<FigureRow[]> {
  requireRight(ctx.actor, figure.right);
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (!(days >= 0 && days <= MOST_DAYS))
    throw invalidRequest({ problems: [{ path: "to", problem: `must be a day from "from" on, at most ${MOST_DAYS} days later` }] });
  const key = by === undefined ? sql`null::text` : figure.dimensions[by];
  if (key === undefined)
    throw invalidRequest({ problems: [{ path: "by", problem: `must be one of ${Object.keys(figure.dimensions).join(", ")}` }] });
  return ctx.transaction(async (tx) => {
    const { zone } = await tx.one(sql<{ zone: string }>`select time_zone as zone from workspaces where id = ${ctx.workspaceId}`);
    const step = grain === "total" ? sql`null::text` : sql`to_char(date_trunc(${grain}, ${figure.at} at time zone ${zone}), 'YYYY-MM-DD')`;
    return tx.many(sql<FigureRow>`
      select ${step} as at, ${key} as key, (${figure.value})::float8 as value
      ${figure.rows({
        actor: ctx.actor,
        from: sql`(${from}::date at time zone ${zone})`,
        until: sql`((${to}::date + 1) at time zone ${zone})`,
      })}
      group by 1, 2 order by 1, 2 limit ${MOST_ROWS}`);
  });
}
