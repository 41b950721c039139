import { sql, type Tx } from "../../platform/index.ts";

/** What became of the talks that began with a version. Confirmed, assumed and handed over have no talk in common, and are never added. */
export interface Performance {
  version: number;
  /** Talks: from the first turn until the session ends. */
  conversations: number;
  /** To a person, by the first reason. */
  handedOver: number;
  askedForPerson: number;
  /** Upset, or in danger. */
  angry: number;
  /** The agent was not sure, or came no further. */
  unsure: number;
  /** Of answers or of money. */
  limits: number;
  /** Not handed over, and last the contact wrote thanks after an answer. */
  confirmed: number;
  /** Not handed over, answered, and ended without a word; no person wrote. */
  assumed: number;
  /** Contacts that gave a score, and those that gave 4 or 5. */
  rated: number;
  satisfied: number;
  /** Millionths of the workspace's currency; without models that have no price. */
  costEach: number;
  tokensEach: number;
  /** What models took in a turn, in milliseconds; null where none was asked. */
  turnMedianMs: number | null;
  turnP90Ms: number | null;
}

/** Which turns count: all since then, or those of one comparison. */
type Counted = { since: Date } | { experimentId: string };

/** The newest version first; versions without a talk are left out. A turn that was overtaken counts for nobody. */
export async function readPerformance(tx: Tx, agentId: string, counted: Counted): Promise<Performance[]> {
  const which =
    "since" in counted
      ? sql`u.agent_id = ${agentId} and u.taken_at >= ${counted.since} and u.agent_version is not null`
      : sql`u.experiment_id = ${counted.experimentId} and u.agent_id = ${agentId}`;
  return tx.many(sql<Performance>`
    with turns as (
      select u.workspace_id, u.conversation_id, u.session_id, u.run_id, u.did, u.reason, u.confirms, u.up_to,
        first_value(u.agent_version) over (partition by u.session_id order by u.up_to) as version
      from ai_turns u where ${which}),
    talks as (
      select workspace_id, conversation_id, session_id, version, bool_or(did = 'handed_over') as handed, bool_or(did = 'answered') as answered,
        coalesce((array_agg(reason order by up_to) filter (where did = 'handed_over'))[1], '') as reason, (array_agg(confirms order by up_to desc))[1] as confirms
      from turns group by workspace_id, conversation_id, session_id, version),
    went as (
      select t.version, count(*)::int as conversations, (count(*) filter (where handed))::int as handed_over,
        (count(*) filter (where handed and reason = 'asked_for_person'))::int as asked, (count(*) filter (where handed and reason in ('angry', 'emergency')))::int as angry,
        (count(*) filter (where handed and reason in ('unsure', 'no_progress')))::int as unsure, (count(*) filter (where handed and reason in ('limit', 'money')))::int as limits,
        (count(*) filter (where not handed and confirms))::int as confirmed,
        (count(*) filter (where not handed and not confirms and answered and s.closed_at is not null and not exists (
          select 1 from messages m where m.workspace_id = t.workspace_id and m.conversation_id = t.conversation_id and m.author_kind = 'member' and not m.is_note
            and m.occurred_at >= s.opened_at and m.occurred_at <= s.closed_at)))::int as assumed,
        count(r.score)::int as rated, (count(*) filter (where r.score >= 4))::int as satisfied
      from talks t join sessions s on s.workspace_id = t.workspace_id and s.id = t.session_id
        left join lateral (
          select g.score from tickets k join ticket_ratings g on g.workspace_id = k.workspace_id and g.ticket_id = k.id
          where k.workspace_id = t.workspace_id and k.conversation_id = t.conversation_id and k.session_id = t.session_id and g.score is not null
          order by k.opened_at desc, k.id limit 1) r on true
      group by t.version),
    runs as (
      select t.version, sum(l.cost) as cost, sum(l.input_tokens + l.output_tokens) as tokens, sum(l.took_ms) as took
      from turns t join ai_calls l on l.workspace_id = t.workspace_id and l.run_id = t.run_id group by t.version, l.run_id),
    spent as (
      select version, sum(cost) as cost, sum(tokens) as tokens, percentile_disc(0.5) within group (order by took) as median, percentile_disc(0.9) within group (order by took) as p90
      from runs group by version)
    select w.version, conversations, handed_over as "handedOver", asked as "askedForPerson", angry, unsure, limits, confirmed, assumed, rated, satisfied,
      round(coalesce(cost, 0) / conversations)::float8 as "costEach", round(coalesce(tokens, 0)::numeric / conversations)::float8 as "tokensEach",
      median::float8 as "turnMedianMs", p90::float8 as "turnP90Ms"
    from went w left join spent p on p.version = w.version order by w.version desc`);
}
