import { type Static, Type } from "typebox";
import { type Ctx, IsoTime, Nullable, OneOf, sql, type Tx } from "../../platform/index.ts";
import { readWorkspace } from "../../team/index.ts";
import { AGENT_STATES, PROMISES } from "../closed-sets.ts";
import { readDeskSettings } from "../queues/desk-settings.ts";

const Share = Nullable(Type.Number({ description: "0 to 1; null without any." }));
const WallQueue = Type.Object({
  id: Type.String(),
  name: Type.String(),
  waiting: Type.Integer(),
  inService: Type.Integer(),
  oldestSince: Nullable(IsoTime),
  /** When each of the first waiting came, for the ruler. */
  waitingSince: Type.Array(IsoTime, { maxItems: 60 }),
  firstResponseSeconds: Nullable(Type.Integer()),
  keptToday: Share,
  capacity: Type.Integer({ description: "Tickets that its agents who are online serve at most." }),
  agentIds: Type.Array(Type.String()),
});
const WallAgent = Type.Object({
  id: Type.String(),
  name: Type.String(),
  state: OneOf(AGENT_STATES),
  reason: Nullable(Type.String()),
  since: Nullable(IsoTime),
  load: Type.Integer(),
  ceiling: Type.Integer(),
  queueIds: Type.Array(Type.String()),
  handlingSeconds: Nullable(Type.Integer({ description: "Median of today." })),
});
const NearLimit = Type.Object({
  ticketId: Type.String(),
  conversationId: Type.String(),
  protocol: Type.String(),
  contact: Type.String(),
  text: Nullable(Type.String()),
  queue: Nullable(Type.String()),
  agentId: Nullable(Type.String()),
  promise: OneOf(PROMISES),
  dueAt: IsoTime,
  isWaiting: Type.Boolean(),
});
const Hour = Type.Object({ hour: Type.Integer(), came: Type.Integer(), ended: Type.Integer(), cameYesterday: Type.Integer() });

export const WallSchema = Type.Object({
  at: IsoTime,
  waiting: Type.Integer(),
  inService: Type.Integer(),
  online: Type.Integer(),
  breached: Type.Integer(),
  keptToday: Share,
  unanswered: Type.Integer(),
  handlingSeconds: Nullable(Type.Integer({ description: "Median of today." })),
  queues: Type.Array(WallQueue),
  agents: Type.Array(WallAgent),
  nearLimit: Type.Array(NearLimit),
  hours: Type.Array(Hour),
});
export type Wall = Static<typeof WallSchema>;

/** So many are listed as near their limit. */
const NEAR = 30;

/** Everything that a supervisor sees at a glance, read in one transaction, so that its numbers agree with each other. */
export function readWall(ctx: Ctx): Promise<Wall> {
  return ctx.transaction(async (tx) => {
    const { timeZone } = await readWorkspace(tx);
    const now = ctx.now();
    const today = sql`(date_trunc('day', ${now}::timestamptz at time zone ${timeZone}) at time zone ${timeZone})`;
    const [queues, agents, nearLimit, hours, sums] = [
      await readWallQueues(tx, today),
      await readWallAgents(tx, today),
      await readNearLimit(tx),
      await readHours(tx, now, timeZone),
      await readSums(tx, today, now),
    ];
    return {
      at: now.toISOString(),
      ...sums,
      waiting: queues.reduce((sum, one) => sum + one.waiting, 0),
      inService: sums.inService,
      online: agents.filter(({ state }) => state === "online").length,
      queues,
      agents,
      nearLimit,
      hours,
    };
  });
}

type Fragment = ReturnType<typeof sql>;

/** First responses of tickets `t` that were promised and are decided: kept or broken. */
const kept = (t: Fragment) => sql`
  avg(case when ${t}.first_response_breached_at is null and ${t}.first_reply_at <= ${t}.first_response_due_at then 1.0 else 0.0 end)
    filter (where ${t}.first_response_due_at is not null and (${t}.first_reply_at is not null or ${t}.first_response_breached_at is not null))::float8`;

async function readWallQueues(tx: Tx, today: Fragment): Promise<Wall["queues"]> {
  const { personalCeiling } = await readDeskSettings(tx);
  const rows = await tx.many(sql<Omit<Wall["queues"][number], "oldestSince" | "waitingSince"> & { waitingSince: Date[] }>`
    select q.id, q.name, coalesce(w.waiting, 0) as waiting, coalesce(v.n, 0) as "inService", coalesce(w.since, '{}') as "waitingSince",
      s.first_response_seconds as "firstResponseSeconds", d.kept as "keptToday",
      coalesce((select sum(least(coalesce(s.capacity, 5), coalesce(a.ceiling, ${personalCeiling})))::int from queue_members m join agents a on a.workspace_id = m.workspace_id and a.member_id = m.member_id
        where m.workspace_id = q.workspace_id and m.queue_id = q.id and a.state = 'online'), 0) as capacity,
      array(select m.member_id from queue_members m where m.workspace_id = q.workspace_id and m.queue_id = q.id order by m.member_id) as "agentIds"
    from queues q left join queue_settings s on s.workspace_id = q.workspace_id and s.queue_id = q.id
      left join (select queue_id, count(*)::int as waiting, (array_agg(opened_at order by opened_at))[1:60] as since from tickets
        where workspace_id = current_workspace() and state = 'waiting' group by queue_id) w on w.queue_id = q.id
      left join (select queue_id, count(*)::int as n from tickets where workspace_id = current_workspace() and state = 'in_service' group by queue_id) v on v.queue_id = q.id
      left join (select t.queue_id, ${kept(sql`t`)} as kept from tickets t where t.workspace_id = current_workspace() and t.opened_at >= ${today} group by t.queue_id) d on d.queue_id = q.id
    order by coalesce(w.waiting, 0) desc, q.name, q.id`);
  return rows.map((row) => ({
    ...row,
    waitingSince: row.waitingSince.map((at) => at.toISOString()),
    oldestSince: row.waitingSince[0]?.toISOString() ?? null,
  }));
}

async function readWallAgents(tx: Tx, today: Fragment): Promise<Wall["agents"]> {
  const { personalCeiling } = await readDeskSettings(tx);
  const rows = await tx.many(sql<Omit<Wall["agents"][number], "since"> & { since: Date | null }>`
    select m.id, m.name, coalesce(a.state, 'offline') as state, a.reason, a.state_since as since, coalesce(a.load, 0) as load, coalesce(a.ceiling, ${personalCeiling}) as ceiling,
      array(select q.queue_id from queue_members q where q.workspace_id = m.workspace_id and q.member_id = m.id order by q.queue_id) as "queueIds",
      (select percentile_cont(0.5) within group (order by extract(epoch from t.ended_at - t.assigned_at))::int from tickets t
        where t.workspace_id = m.workspace_id and t.agent_id = m.id and t.state = 'finished' and t.ended_at >= ${today}) as "handlingSeconds"
    from members m left join agents a on a.workspace_id = m.workspace_id and a.member_id = m.id
    where m.removed_at is null and (a.member_id is not null or exists (select 1 from queue_members q where q.workspace_id = m.workspace_id and q.member_id = m.id))
    order by case coalesce(a.state, 'offline') when 'online' then 0 when 'busy' then 1 when 'away' then 2 else 3 end, m.name, m.id limit 1000`);
  return rows.map(({ since, ...row }) => ({ ...row, since: since?.toISOString() ?? null }));
}

async function readNearLimit(tx: Tx): Promise<Wall["nearLimit"]> {
  const rows = await tx.many(sql<Omit<Wall["nearLimit"][number], "dueAt"> & { dueAt: Date }>`
    select t.id as "ticketId", t.conversation_id as "conversationId", t.protocol, coalesce(p.name, p.profile_name, c.last_address, '') as contact, left(m.text, 120) as text,
      q.name as queue, t.agent_id as "agentId", c.due_kind as promise, c.due_at as "dueAt", t.state = 'waiting' as "isWaiting"
    from conversations c join tickets t on t.workspace_id = c.workspace_id and t.conversation_id = c.id and t.ended_at is null
      join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
      left join queues q on q.workspace_id = t.workspace_id and q.id = t.queue_id
      left join messages m on m.workspace_id = c.workspace_id and m.id = c.last_message_id
    where c.workspace_id = current_workspace() and c.due_at is not null order by c.due_at, c.id limit ${NEAR}`);
  return rows.map((row) => ({ ...row, dueAt: row.dueAt.toISOString() }));
}

/** By hours of the workspace's day, with yesterday's beside them. */
async function readHours(tx: Tx, now: Date, timeZone: string): Promise<Wall["hours"]> {
  const day = sql`date_trunc('day', ${now}::timestamptz at time zone ${timeZone})`;
  return tx.many(sql<Wall["hours"][number]>`
    select h as hour,
      (select count(*)::int from tickets t where t.workspace_id = current_workspace() and t.opened_at >= (${day} + make_interval(hours => h)) at time zone ${timeZone}
        and t.opened_at < (${day} + make_interval(hours => h + 1)) at time zone ${timeZone}) as came,
      (select count(*)::int from tickets t where t.workspace_id = current_workspace() and t.ended_at >= (${day} + make_interval(hours => h)) at time zone ${timeZone}
        and t.ended_at < (${day} + make_interval(hours => h + 1)) at time zone ${timeZone}) as ended,
      (select count(*)::int from tickets t where t.workspace_id = current_workspace() and t.opened_at >= (${day} - interval '1 day' + make_interval(hours => h)) at time zone ${timeZone}
        and t.opened_at < (${day} - interval '1 day' + make_interval(hours => h + 1)) at time zone ${timeZone}) as "cameYesterday"
    from generate_series(0, 23) h`);
}

const readSums = (tx: Tx, today: Fragment, now: Date) =>
  tx.one(sql<Pick<Wall, "inService" | "breached" | "keptToday" | "unanswered" | "handlingSeconds">>`
    select (select count(*)::int from tickets where workspace_id = current_workspace() and state = 'in_service') as "inService",
      (select count(*)::int from conversations c where c.workspace_id = current_workspace() and c.due_at < ${now}) as breached,
      (select ${kept(sql`t`)} from tickets t where t.workspace_id = current_workspace() and t.opened_at >= ${today}) as "keptToday",
      (select count(*)::int from tickets where workspace_id = current_workspace() and is_unanswered) as unanswered,
      (select percentile_cont(0.5) within group (order by extract(epoch from ended_at - assigned_at))::int from tickets
        where workspace_id = current_workspace() and state = 'finished' and assigned_at is not null and ended_at >= ${today}) as "handlingSeconds"`);
