import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { memberBehind } from "../pipeline/deal.ts";
import { leadsManage } from "../rights.ts";

export const GOAL_KINDS = ["contacts", "proposals", "deals"] as const;
export const GOAL_PERIODS = ["day", "week", "month"] as const;

/** So many people written to, proposals or won deals in a day, a week from Monday on, or a month. */
export interface Goal {
  what: (typeof GOAL_KINDS)[number];
  period: (typeof GOAL_PERIODS)[number];
  target: number;
}

/** A goal as it stands in the present period. */
interface GoalProgress extends Goal {
  done: number;
  /** 0 when it is reached. */
  left: number;
}

export interface MemberGoals {
  memberId: string;
  name: string;
  goals: GoalProgress[];
}

/** Everybody who has goals, by name; whoever does not manage leads sees their own. */
export const listGoals = (ctx: Ctx): Promise<MemberGoals[]> =>
  ctx.transaction((tx) => readGoals(tx, ctx, ctx.actor.capabilities.has(leadsManage.name) ? null : (memberBehind(ctx.actor) ?? NOBODY)));

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** @param memberId null: everybody who has goals */
export const readGoals = (tx: Tx, { now }: Pick<Ctx, "now">, memberId: string | null): Promise<MemberGoals[]> =>
  tx.many(sql<MemberGoals>`
    with today as (select (${now()}::timestamptz at time zone time_zone)::date as day from workspaces where id = current_workspace()),
    counted as (
      select g.member_id, g.what, g.period, g.target, (
        select count(distinct k.subject_id)::int from goal_marks k where k.workspace_id = g.workspace_id and k.member_id = g.member_id and k.what = g.what
          and k.day >= case g.period when 'day' then today.day else date_trunc(g.period, today.day::timestamp)::date end and k.day <= today.day) as done
      from member_goals g, today where g.workspace_id = current_workspace() and (${memberId}::uuid is null or g.member_id = ${memberId}::uuid))
    select m.id as "memberId", m.name, json_agg(json_build_object('what', c.what, 'period', c.period, 'target', c.target, 'done', c.done,
      'left', greatest(c.target - c.done, 0)) order by c.what, array_position(array['day', 'week', 'month'], c.period)) as goals
    from counted c join members m on m.workspace_id = current_workspace() and m.id = c.member_id and m.removed_at is null
    group by m.id, m.name order by prosa_fold(m.name), m.id`);

/** All goals of a member; an empty list: none. What was done counts from the first day on. @throws {AppError} platform.not_found */
export const setGoals = (ctx: Ctx, memberId: string, goals: Goal[]): Promise<MemberGoals[]> =>
  ctx.transaction(async (tx) => {
    if ((await tx.maybeOne(sql`select 1 from members where id = ${memberId} and removed_at is null for share`)) === null)
      throw notFound({ what: "member" });
    await tx.run(sql`delete from member_goals where member_id = ${memberId}`);
    for (const { what, period, target } of goals)
      await tx.run(sql`
        insert into member_goals (workspace_id, member_id, what, period, target) values (${ctx.workspaceId}, ${memberId}, ${what}, ${period}, ${target})
        on conflict (workspace_id, member_id, what, period) do update set target = excluded.target`);
    await recordAudit(tx, ctx, { action: "member_goals.changed", subjectKind: "member", subjectId: memberId, detail: { goals } });
    return readGoals(tx, ctx, null);
  });
