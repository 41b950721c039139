import { sql, type Tx } from "../../platform/index.ts";
import { INACTIVE_DAYS, WINDOW_DAYS } from "./rubric.ts";
import type { LeadFacts } from "./score-lead.ts";

/** So many of the last messages of a conversation are looked at. */
const MESSAGES = 200;

export type FactsRow = Omit<LeadFacts, "now"> & { contactId: string; lifecycle: string };

/**
 * What the scores of these people are made of, by one statement. Who was merged, and who is no customer (a technician, a supplier), is
 * left out.
 */
export function readFacts(tx: Tx, contactIds: readonly string[], now: Date): Promise<FactsRow[]> {
  return tx.many(sql<FactsRow>`
    select p.id as "contactId", p.lifecycle, (extract(epoch from p.created_at) * 1000)::float8 as since, (p.name is not null or p.profile_name is not null) as "hasName",
      coalesce(i."hasPhone", false) as "hasPhone", coalesce(i."hasEmail", false) as "hasEmail", p.company_id is not null as "hasCompany",
      t.heard, t."heardDays", t."heardInHours", t."replySeconds", (extract(epoch from t.talk_from) * 1000)::float8 as "talkFrom", (extract(epoch from t.talk_until) * 1000)::float8 as "talkUntil",
      (extract(epoch from t.last_heard) * 1000)::float8 as "lastHeard", coalesce(t.last_heard >= t.talk_until, false) as "isWaiting", coalesce(s.intents, '[]') as intents
    from contacts p join workspaces w on w.id = p.workspace_id
      left join lateral (
        select bool_or(kind = 'phone' and unreachable_at is null and (added_by is null or last_seen_at > first_seen_at)) as "hasPhone", bool_or(kind = 'email') as "hasEmail"
        from contact_identities where workspace_id = p.workspace_id and contact_id = p.id) i on true
      left join lateral (
        select count(*) filter (where is_heard)::int as heard,
          count(distinct local_at::date) filter (where is_heard)::int as "heardDays",
          count(*) filter (where is_heard and extract(isodow from local_at) < 6 and extract(hour from local_at) between 8 and 19)::int as "heardInHours",
          percentile_cont(0.5) within group (order by extract(epoch from occurred_at - before_at)) filter (where is_heard and before_direction = 'out') as "replySeconds",
          min(occurred_at) as talk_from, max(occurred_at) as talk_until, max(occurred_at) filter (where direction = 'in') as last_heard
        from (
          select m.direction, m.occurred_at, m.occurred_at at time zone w.time_zone as local_at,
            m.direction = 'in' and m.occurred_at > ${now}::timestamptz - make_interval(days => ${WINDOW_DAYS}) as is_heard,
            lag(m.direction) over spoken as before_direction, lag(m.occurred_at) over spoken as before_at
          from conversations c cross join lateral (
            select direction, occurred_at, arrival from messages
            where workspace_id = c.workspace_id and conversation_id = c.id and not is_note and author_kind <> 'system'
              and occurred_at > ${now}::timestamptz - make_interval(days => ${INACTIVE_DAYS})
            order by occurred_at desc, arrival desc limit ${MESSAGES}) m
          where c.workspace_id = p.workspace_id and c.contact_id = p.id
          window spoken as (order by m.occurred_at, m.arrival)) spoken_with) t on true
      left join lateral (
        select json_agg(json_build_object('intent', intent, 'messageId', message_id, 'at', (extract(epoch from at) * 1000)::float8) order by intent) as intents
        from (select distinct on (intent) intent, message_id, at from lead_signals
          where workspace_id = p.workspace_id and contact_id = p.id order by intent, at desc) latest) s on true
    where p.workspace_id = current_workspace() and p.id = any(${[...contactIds]}::uuid[]) and p.merged_into is null and p.persona in ('customer', 'lead')
    order by p.id for no key update of p`);
}
