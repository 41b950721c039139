import { type Ctx, invalidRequest, sql } from "../../platform/index.ts";
import { requireRight } from "../../team/index.ts";
import { readInTime } from "../conversations/stop-slow-filter.ts";
import { figureTooSlow } from "../errors.ts";
import type { Dimension, Figure, Grain } from "./figure.ts";

type Fragment = ReturnType<typeof sql>;

export interface FigureQuery {
  /** Days of the workspace's calendar, both included. */
  from: string;
  to: string;
  grain: Grain;
  /** A dimension of the figure. */
  by?: string | undefined;
  /** Of the dimension, the empty text for rows that have none; all without it. */
  key?: string | undefined;
  /** Which conversations alone, as SQL over `conversations c`. */
  filter?: Fragment | undefined;
}

export interface FigureRow {
  /** First day of the step, or the hour of the week; null for the total. */
  at: string | null;
  /** Of the dimension; null without one, and for rows that have none. */
  key: string | null;
  /** What the key is called; null for words and for what is gone. */
  name: string | null;
  /** Null where nothing can be said, such as a median of nothing. */
  value: number | null;
  /** How many rows it is made of. */
  rows: number;
}

export interface RecordRow {
  id: string;
  title: string | null;
  at: Date;
  /** What the row adds; null for a plain count. */
  value: number | null;
}

const DAY_MS = 86_400_000;
const MOST_STEPS = 800;
const MOST_DAYS = 5_500;
const MOST_ROWS = 20_000;
const DAYS_A_STEP: Record<Grain, number> = {
  day: 1,
  week: 7,
  month: 28,
  hour_of_week: Number.POSITIVE_INFINITY,
  total: Number.POSITIVE_INFINITY,
};
const PATIENCE_MS = 8_000;

/**
 * A figure over some days, of what the asker sees, in the workspace's time zone.
 * @throws {AppError} team.not_allowed; inbox.figure_too_slow; platform.invalid_request for days in the wrong order, too many steps, an unknown
 * dimension, or a filter where no row has a conversation
 */
export async function readFigure(ctx: Ctx, figure: Figure, query: FigureQuery): Promise<FigureRow[]> {
  const dimension = ensureAskable(ctx, figure, query);
  return readInTime(
    ctx,
    async (tx) => {
      const zone = await readZone(tx, ctx);
      return tx.many(sql<FigureRow>`
        select f.at, f.key, n.name, f.value, f.rows from (
          select at, key, (${aggregateOf(figure)})::float8 as value, count(v)::int as rows from (
            select ${stepOf(figure, query.grain, zone)} as at, ${dimension?.key ?? sql`null::text`} as key, ${measureOf(figure)} as v
            ${rowsOf(ctx, figure, query, zone)}) r
          where true ${ofKey(query)} group by 1, 2) f
        left join (${dimension?.names ?? sql`select null::text as key, null::text as name`}) n on n.key = f.key
        order by 1, 2 limit ${MOST_ROWS}`);
    },
    figureTooSlow,
    PATIENCE_MS,
  );
}

export interface RecordsQuery extends FigureQuery {
  /** A step as {@link readFigure} gave it; all of them without it. */
  at?: string | undefined;
  /** Only what is older than this one. */
  before?: { at: string; id: string } | undefined;
  limit: number;
}

/** The records behind a number, the newest first: as many rows as the figure has. @throws as {@link readFigure} */
export async function readRecords(ctx: Ctx, figure: Figure, query: RecordsQuery): Promise<RecordRow[]> {
  const dimension = ensureAskable(ctx, figure, query);
  const { at, before, limit } = query;
  return readInTime(
    ctx,
    async (tx) => {
      const zone = await readZone(tx, ctx);
      return tx.many(sql<RecordRow>`
        select r.id, r.title, r.at, r.v::float8 as value from (
          select ${figure.behind.id} as id, ${figure.behind.title} as title, ${figure.at} as at, ${stepOf(figure, query.grain, zone)} as step,
            ${dimension?.key ?? sql`null::text`} as key, ${figure.aggregate === "distinct" ? sql`1` : measureOf(figure)} as v
          ${rowsOf(ctx, figure, query, zone)}) r
        where r.v is not null ${at === undefined ? sql`` : sql`and r.step = ${at}`}
          ${ofKey(query)}
          ${before === undefined ? sql`` : sql`and (r.at, r.id) < (${before.at}::timestamptz, ${before.id}::uuid)`}
        order by r.at desc, r.id desc limit ${limit}`);
    },
    figureTooSlow,
    PATIENCE_MS,
  );
}

/** The dimension that is asked for. */
function ensureAskable({ actor }: Ctx, figure: Figure, { from, to, grain, by, filter }: FigureQuery): Dimension | undefined {
  requireRight(actor, figure.right);
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS;
  const most = Math.min(MOST_DAYS, MOST_STEPS * DAYS_A_STEP[grain]);
  if (!(days >= 0 && days <= most))
    throw invalidRequest({
      problems: [{ path: "to", problem: `must be a day from "from" on, at most ${most} days later in steps of a ${grain}` }],
    });
  if (filter !== undefined && figure.conversation === undefined)
    throw invalidRequest({ problems: [{ path: "filter", problem: "this figure is about rows that have no conversation" }] });
  const dimension = by === undefined ? undefined : figure.dimensions[by];
  if (by !== undefined && dimension === undefined)
    throw invalidRequest({ problems: [{ path: "by", problem: `must be one of ${Object.keys(figure.dimensions).join(", ")}` }] });
  return dimension;
}

const ofKey = ({ key }: FigureQuery): Fragment =>
  key === undefined ? sql`` : key === "" ? sql`and r.key is null` : sql`and r.key = ${key}`;

const readZone = async (tx: Parameters<Parameters<Ctx["transaction"]>[0]>[0], ctx: Ctx): Promise<string> =>
  (await tx.one(sql<{ zone: string }>`select time_zone as zone from workspaces where id = ${ctx.workspaceId}`)).zone;

function stepOf({ at }: Figure, grain: Grain, zone: string): Fragment {
  if (grain === "total") return sql`null::text`;
  if (grain === "hour_of_week") return sql`to_char(${at} at time zone ${zone}, 'ID-HH24')`;
  return sql`to_char(date_trunc(${grain}, ${at} at time zone ${zone}), 'YYYY-MM-DD')`;
}

function rowsOf({ actor }: Ctx, figure: Figure, { from, to, filter }: FigureQuery, zone: string): Fragment {
  // A date alone would be midnight in London, and the zone be taken off it: it is a time without a zone first.
  const rows = figure.rows({
    actor,
    from: sql`(${from}::date::timestamp at time zone ${zone})`,
    until: sql`((${to}::date + 1)::timestamp at time zone ${zone})`,
  });
  const only = figure.only === undefined ? sql`` : sql`and (${figure.only})`;
  const narrowed =
    filter === undefined
      ? sql``
      : sql`and ${figure.conversation} in (select c.id from conversations c where c.workspace_id = current_workspace() and ${filter})`;
  return sql`${rows} ${only} ${narrowed}`;
}

const measureOf = ({ measure, aggregate }: Figure): Fragment =>
  measure === undefined ? sql`1` : aggregate === "share" ? sql`(${measure})::int` : measure;

/** Over the measures `v` of the rows. */
export function aggregateOf({ aggregate }: Pick<Figure, "aggregate">): Fragment {
  switch (aggregate) {
    case "count":
      return sql`count(v)`;
    case "distinct":
      return sql`count(distinct v)`;
    case "sum":
      return sql`coalesce(sum(v), 0)`;
    case "mean":
    case "share":
      return sql`avg(v)`;
    case "median":
      return sql`percentile_cont(0.5) within group (order by v::float8)`;
    case "p90":
      return sql`percentile_cont(0.9) within group (order by v::float8)`;
  }
}
