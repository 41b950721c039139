import { compile } from "../../../../rules/compile.ts";
import { type DeliveryParts, visibleTo } from "../../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { ensureRuleFits, type RuleParts, type WrittenRule } from "./rule.ts";
import { RULE_EVENTS } from "./trigger-events.ts";

/** What a rule would have done. Conditions are asked of the conversations as they are now: nobody remembers how they were. */
export interface Preview {
  /** Cases and persons of the last 30 days. */
  cases: number;
  people: number;
  /** Cases by day of the workspace's clock, the oldest first; days without any are left out. */
  days: { day: string; cases: number }[];
  /** Whom of them a "no" or a block would have stopped. */
  stopped: number;
  /** The newest of those that the asker sees. */
  examples: { conversationId: string; contactName: string; at: Date }[];
}

const DAYS = 30;
const SHOWN = 20;

/** @throws {AppError} as {@link ensureRuleFits} */
export function previewRule(ctx: Ctx, parts: RuleParts, rule: WrittenRule): Promise<Preview> {
  return ctx.transaction(async (tx) => {
    await ensureRuleFits(tx, parts, rule);
    const fits = await conditionOf(tx, ctx, parts.parts, rule.condition);
    const since = new Date(ctx.now().getTime() - DAYS * 86_400_000);
    const found = sql`
      with found as materialized (
        select f.conversation_id, f.at, c.contact_id from (${casesOf(rule, since, ctx.now())}) f
        join conversations c on c.workspace_id = current_workspace() and c.id = f.conversation_id where ${fits})`;
    const sums = await tx.one(sql<Pick<Preview, "cases" | "people" | "days" | "stopped">>`
      ${found}, stopped as (
        select p.id from contacts p where p.id in (select contact_id from found) and (p.blocked_at is not null or (
          select s.state from contact_consents s where s.workspace_id = p.workspace_id and s.contact_id = p.id and s.purpose = 'automation'
          order by s.occurred_at desc, s.id desc limit 1) = 'withdrawn'))
      select (select count(*)::int from found) as cases, (select count(distinct contact_id)::int from found) as people,
        (select count(*)::int from found where contact_id in (select id from stopped)) as stopped,
        coalesce((select json_agg(d order by d.day) from (
          select (at at time zone (select time_zone from workspaces where id = current_workspace()))::date::text as day, count(*)::int as cases from found group by 1) d), '[]') as days`);
    const examples = await tx.many(sql<Preview["examples"][number]>`
      ${found} select f.conversation_id as "conversationId", coalesce(p.name, p.profile_name, '') as "contactName", f.at
      from found f join conversations c on c.workspace_id = current_workspace() and c.id = f.conversation_id
        join contacts p on p.workspace_id = c.workspace_id and p.id = f.contact_id
      where ${visibleTo(ctx.actor)} order by f.at desc limit ${SHOWN}`);
    return { ...sums, examples };
  });
}

async function conditionOf(tx: Tx, ctx: Ctx, { fields }: DeliveryParts, condition: unknown) {
  if (condition === null) return sql<boolean>`true`;
  return compile(condition, (await fields.of(tx)).askable, ctx.now());
}

/** `conversation_id` and `at` of every case since then. */
function casesOf({ trigger }: WrittenRule, since: Date, now: Date) {
  switch (trigger.kind) {
    case "event": {
      const kind = RULE_EVENTS.find(({ id }) => id === trigger.event)?.kind.kind ?? "";
      return sql`
        select e.conversation_id, e.occurred_at + make_interval(mins => ${trigger.afterMinutes}) as at from events e
        where e.kind = ${kind} and e.occurred_at >= ${since} and e.conversation_id is not null and coalesce(e.detail->>'silent', '') = ''
          and coalesce(e.correlation_id, '') not like 'automation %'`;
    }
    case "silence":
      return sql`
        select m.conversation_id, m.occurred_at + make_interval(mins => ${trigger.minutes}) as at
        from channels a join messages m on m.workspace_id = a.workspace_id and m.channel_id = a.id and m.created_at >= ${since}::timestamptz - make_interval(mins => ${trigger.minutes})
        where m.occurred_at >= ${since}::timestamptz - make_interval(mins => ${trigger.minutes}) and m.occurred_at <= ${now}::timestamptz - make_interval(mins => ${trigger.minutes})
          and m.direction = 'out' and not m.is_note and m.author_kind not in ('automation', 'campaign', 'system')
          and not exists (select 1 from messages n where n.workspace_id = m.workspace_id and n.conversation_id = m.conversation_id and not n.is_note
            and (n.occurred_at, n.arrival) > (m.occurred_at, m.arrival) and n.occurred_at <= m.occurred_at + make_interval(mins => ${trigger.minutes}))`;
    case "object":
      return sql`
        select (select c.id from conversations c where c.workspace_id = o.workspace_id and c.contact_id = o.contact_id order by c.last_inbound_at desc nulls last limit 1) as conversation_id,
          o.state_since + make_interval(mins => ${trigger.afterMinutes}) as at
        from objects o where o.type = ${trigger.type} and o.state = ${trigger.state} and o.state_since >= ${since}
          and o.state_since <= ${now}::timestamptz - make_interval(mins => ${trigger.afterMinutes})`;
    case "daily":
      return sql`
        select c.id as conversation_id, ${now}::timestamptz as at from conversations c where c.state in ('open', 'waiting') and c.blocked_at is null`;
  }
}
