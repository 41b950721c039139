import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { type ConversationFilter, conditions } from "./conversations.ts";
import { type Branch, branchesOf } from "./sight.ts";
import { readFiltered } from "./stop-slow-filter.ts";

/** A counter that reached this shows "999+": counting further would cost more than it tells. */
const COUNT_LIMIT = 1000;

interface QueueCount {
  id: string;
  name: string;
  count: number;
}

export interface Counts {
  mine: number;
  unassigned: number;
  followed: number;
  snoozed: number;
  all: number;
  byState: Record<"open" | "waiting" | "resolved", number>;
  unread: number;
  queues: QueueCount[];
}

/** How many there are in each view that the asker sees, up to {@link COUNT_LIMIT}; `byState` counts inside `view`, queue and filter. */
export async function countConversations(
  ctx: Ctx,
  view: ConversationFilter["view"],
  queueId: string | undefined,
  filter: ConversationFilter["filter"],
): Promise<Counts> {
  return readFiltered(ctx, filter, async (tx) => {
    const branches = branchesOf(ctx.actor);
    const count = (wanted: Wanted) => countIn(ctx, wanted, branches);
    const row = await tx.one(sql<{
      mine: number;
      unassigned: number;
      followed: number;
      snoozed: number;
      all: number;
      open: number;
      waiting: number;
      resolved: number;
      unread: number;
    }>`
      ${withFollowed(branches)}
      select ${count({ view: "mine", state: "open" })} as mine, ${count({ view: "unassigned", state: "open" })} as unassigned, ${count({ view: "followed", state: "open" })} as followed, ${count({ view: "all", state: "snoozed" })} as snoozed,
        ${count({ view: "all" })} as all, ${count({ view, queueId, filter, state: "open" })} as open, ${count({ view, queueId, filter, state: "waiting" })} as waiting,
        ${count({ view, queueId, filter, state: "resolved" })} as resolved, ${count({ view: "mine", state: "open", unread: true })} as unread`);
    const { open, waiting, resolved, ...rest } = row;
    return { ...rest, byState: { open, waiting, resolved }, queues: await countQueues(tx, ctx, branches) };
  });
}

type Wanted = Omit<ConversationFilter, "limit" | "cursor">;

/**
 * How many of what the asker sees a list holds, up to {@link COUNT_LIMIT}.
 * @throws {AppError} inbox.filter_too_slow after `patienceMs`
 */
export function countList(ctx: Ctx, wanted: Wanted, patienceMs: number): Promise<number> {
  const branches = branchesOf(ctx.actor);
  // Also what has no filter of its own is stopped: it is one of many.
  return readFiltered(
    ctx,
    wanted.filter ?? sql`true`,
    async (tx) => (await tx.one(sql<{ count: number }>`${withFollowed(branches)} select ${countIn(ctx, wanted, branches)} as count`)).count,
    patienceMs,
  );
}

function countIn(ctx: Ctx, wanted: Wanted, branches: Branch[]) {
  const parts = branches.map((branch) => countOf(ctx, wanted, branch));
  return sql`least(${COUNT_LIMIT}, ${sql.join(parts, sql` + `)})`;
}

/** What is followed is scattered: it is looked up once, and each counter looks through it. */
function withFollowed(branches: Branch[]) {
  const followed = branches.find(({ part }) => part === "followed");
  return followed === undefined
    ? sql``
    : sql`with followed_ones as materialized (select c.* from ${joined(followed)} where ${followed.where})`;
}

function countOf(ctx: Ctx, filter: Wanted, branch: Branch) {
  const source =
    branch.part === "followed"
      ? sql`followed_ones c where ${conditions(ctx, filter)}`
      : sql`${joined(branch)} where ${conditions(ctx, filter)} and ${branch.where}`;
  return sql`(select count(*)::int from (select 1 from ${source} limit ${COUNT_LIMIT}) few)`;
}

const joined = ({ from }: Branch) => (from === null ? sql`conversations c` : sql`${from} cross join conversations c`);

/** Whose queue it is, or who sees all, sees everything in it; of other queues only what is theirs or followed. */
function countQueues(tx: Tx, ctx: Ctx, branches: Branch[]): Promise<QueueCount[]> {
  const { sight } = ctx.actor;
  const whole = sql`(select count(*)::int from (
    select 1 from conversations c where c.workspace_id = q.workspace_id and c.queue_id = q.id and c.state = 'open' limit ${COUNT_LIMIT}) few)`;
  if (sight.kind === "all")
    return tx.many(sql<QueueCount>`select q.id, q.name, ${whole} as count from queues q order by q.created_at, q.id limit 50`);
  const few = branches
    .filter(({ part }) => part === "mine" || part === "followed")
    .map((branch) => {
      const found = sql`${conditions(ctx, { view: "all", state: "open" })} and ${branch.where}`;
      return sql`(select c.queue_id from ${joined(branch)} where ${found} limit ${COUNT_LIMIT})`;
    });
  const own = sight.kind === "queues" ? sight.queueIds : [];
  return tx.many(sql<QueueCount>`
    with few as (${sql.join(few, sql` union all `)})
    select q.id, q.name, case when q.id = any(${own}::uuid[]) then ${whole} else (select count(*)::int from few where few.queue_id = q.id) end as count
    from queues q order by q.created_at, q.id limit 50`);
}
