import { type Ctx, cursorOf, readCursor, sql } from "../../platform/index.ts";
import { type Deal, dealColumns, dealVisibleTo, FROM_DEALS, isStale, memberBehind } from "./deal.ts";
import { type Pipeline, readPipeline, type Stage, type StageKind } from "./pipelines.ts";

type Fragment = ReturnType<typeof sql>;

export interface DealFilter {
  pipelineId?: string | undefined;
  ownerId?: string | undefined;
  mine?: boolean | undefined;
  stale?: boolean | undefined;
  contactId?: string | undefined;
  conversationId?: string | undefined;
  search?: string | undefined;
}

export interface DealsAsked extends DealFilter {
  state?: StageKind | undefined;
  stageId?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** Deals that the asker sees, the newest first, a page at a time. */
export async function listDeals(ctx: Ctx, asked: DealsAsked): Promise<{ items: Deal[]; nextCursor: string | null }> {
  const parts = conditionsOf(ctx, asked);
  if (asked.pipelineId !== undefined) parts.push(sql`d.pipeline_id = ${asked.pipelineId}`);
  if (asked.state !== undefined) parts.push(sql`d.state = ${asked.state}`);
  if (asked.stageId !== undefined) parts.push(sql`d.stage_id = ${asked.stageId}`);
  if (asked.cursor !== undefined) {
    const [at, id] = readCursor(asked.cursor, "time", "id");
    parts.push(sql`(d.created_at, d.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  const rows = await ctx.transaction((tx) =>
    tx.many(sql<Deal>`
      select ${dealColumns(ctx.now())} ${FROM_DEALS} where ${sql.join(parts, sql` and `)} order by d.created_at desc, d.id desc limit ${asked.limit + 1}`),
  );
  const items = rows.slice(0, asked.limit);
  const last = items.at(-1);
  const isMore = rows.length > asked.limit && last !== undefined;
  return { items, nextCursor: isMore ? cursorOf([last.createdAt.toISOString(), last.id]) : null };
}

function conditionsOf(ctx: Ctx, { ownerId, mine, stale, contactId, conversationId, search = "" }: DealFilter): Fragment[] {
  const parts = [sql`d.workspace_id = ${ctx.workspaceId}`, dealVisibleTo(ctx.actor)];
  if (ownerId !== undefined) parts.push(sql`d.owner_id = ${ownerId}`);
  if (mine === true) parts.push(sql`d.owner_id = ${memberBehind(ctx.actor)}`);
  if (stale !== undefined) parts.push(stale ? isStale(ctx.now()) : sql`not ${isStale(ctx.now())}`);
  if (contactId !== undefined) parts.push(sql`d.contact_id = ${contactId}`);
  if (conversationId !== undefined) parts.push(sql`d.conversation_id = ${conversationId}`);
  return [...parts, ...wordsOf(search)];
}

/** Parts of the words of the deal and of the name of whom it is with. */
export const wordsOf = (search: string): Fragment[] =>
  search
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 8)
    .map(
      (word) => sql`position(prosa_fold(${word}) in prosa_fold(concat_ws(' ', d.title, d.next_step,
        (select concat_ws(' ', p.name, p.profile_name) from contacts p where p.workspace_id = d.workspace_id and p.id = d.contact_id)))) > 0`,
    );

/** So many of a stage stand on the board; what was won or lost before 30 days does not. */
const A_COLUMN = 40;
const OVER_DAYS = 30;

export interface BoardColumn {
  stage: Stage;
  count: number;
  /** In cents, by currency. */
  sums: { currency: string; cents: number }[];
  items: Deal[];
}

/** A column a stage, in each what came last first. @throws {AppError} platform.not_found */
export function readBoard(ctx: Ctx, filter: DealFilter): Promise<{ pipeline: Pipeline; columns: BoardColumn[] }> {
  return ctx.transaction(async (tx) => {
    const pipeline = await readPipeline(tx, ctx, filter.pipelineId);
    const where = sql.join(
      [
        ...conditionsOf(ctx, filter),
        sql`d.pipeline_id = ${pipeline.id}`,
        sql`(d.closed_at is null or d.closed_at > ${ctx.now()}::timestamptz - make_interval(days => ${OVER_DAYS}))`,
      ],
      sql` and `,
    );
    const sums = await tx.many(sql<{ stageId: string; currency: string; count: number; cents: number }>`
      select d.stage_id as "stageId", d.currency, count(*)::int as count, sum(d.value_cents)::float8 as cents ${FROM_DEALS} where ${where}
      group by d.stage_id, d.currency order by d.currency`);
    const columns: BoardColumn[] = [];
    for (const stage of pipeline.stages) {
      const own = sums.filter(({ stageId }) => stageId === stage.id);
      const count = own.reduce((total, one) => total + one.count, 0);
      const items =
        count === 0
          ? []
          : await tx.many(sql<Deal>`
              select ${dealColumns(ctx.now())} ${FROM_DEALS} where ${where} and d.stage_id = ${stage.id} order by d.stage_since desc, d.id desc limit ${A_COLUMN}`);
      columns.push({ stage, count, sums: own.map(({ currency, cents }) => ({ currency, cents })), items });
    }
    return { pipeline, columns };
  });
}
