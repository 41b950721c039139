import { sql, type Tx } from "../../platform/index.ts";
import type { Purpose } from "./consents.ts";
import { readFirstWritingSettings } from "./settings.ts";

/** Why nobody but a person may write now. `until` where time alone changes it. */
export interface Refusal {
  reason: "blocked" | "withdrawn" | "no_consent" | "quiet_hours" | "too_often";
  until?: Date;
}

interface FirstMessage {
  contactId: string;
  purpose: Purpose;
  channelKind: string;
  now: Date;
}

interface Facts {
  isBlocked: boolean;
  /** What was said last for the purpose, on this channel or on every one. */
  state: "given" | "withdrawn" | null;
  isQuiet: boolean;
  quietEndsAt: Date;
  sent: number;
  oldestSentAt: Date | null;
}

/**
 * The one gate for whatever is not a person and wants to begin: a campaign, an automation, a flow without a session. Marketing needs a yes;
 * service needs that nobody said no. Quiet hours are those of the workspace's clock.
 * @returns null when it may
 */
export async function mayWriteFirst(tx: Tx, { contactId, purpose, channelKind, now }: FirstMessage): Promise<Refusal | null> {
  const { quietFrom, quietTo, most, inDays } = await readFirstWritingSettings(tx);
  const facts = await tx.one(sql<Facts>`
    with them as (select id, blocked_at, marketing_consent from contacts where id = ${contactId} or merged_into = ${contactId}),
    clock as (select (${now}::timestamptz at time zone time_zone) as local, time_zone as zone from workspaces where id = current_workspace()),
    sent as (
      select m.occurred_at from conversations c join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id
      where c.contact_id in (select id from them) and m.occurred_at > ${now}::timestamptz - make_interval(days => ${inDays})
        and m.direction = 'out' and not m.is_note and m.author_kind in ('campaign', 'automation') and m.status not in ('failed', 'withdrawn'))
    select exists (select 1 from them where blocked_at is not null) as "isBlocked",
      coalesce(
        (select state from contact_consents where contact_id in (select id from them) and purpose = ${purpose} and (channel_kind is null or channel_kind = ${channelKind})
         order by occurred_at desc, id desc limit 1),
        (select nullif(marketing_consent, 'unknown') from them where id = ${contactId} and ${purpose} = 'marketing')) as state,
      case when ${quietFrom}::time <= ${quietTo}::time then clock.local::time >= ${quietFrom}::time and clock.local::time < ${quietTo}::time
           else clock.local::time >= ${quietFrom}::time or clock.local::time < ${quietTo}::time end as "isQuiet",
      ((clock.local::date + ${quietTo}::time + case when clock.local::time < ${quietTo}::time then interval '0' else interval '1 day' end) at time zone clock.zone) as "quietEndsAt",
      (select count(*)::int from sent) as sent, (select min(occurred_at) from sent) as "oldestSentAt"
    from clock`);
  if (facts.isBlocked) return { reason: "blocked" };
  if (facts.state === "withdrawn") return { reason: "withdrawn" };
  if (facts.state === null && purpose === "marketing") return { reason: "no_consent" };
  if (facts.isQuiet) return { reason: "quiet_hours", until: facts.quietEndsAt };
  if (facts.sent >= most && facts.oldestSentAt !== null)
    return { reason: "too_often", until: new Date(facts.oldestSentAt.getTime() + inDays * 86_400_000) };
  return null;
}

/**
 * What the gate would say of marketing to a contact `p` over a kind of channel, for many at once: `blocked`, `withdrawn`, `no_consent`, or null. Hours
 * and frequency are asked when a message is written, and everything is asked again then.
 */
export const marketingRefusal = (channelKind: string) => sql<string | null>`
  case when p.blocked_at is not null then 'blocked'
    else case coalesce(
      case when p.id in (select s.contact_id from contact_consents s where s.purpose = 'marketing' and s.channel_kind = ${channelKind}) then (
        select s.state from contact_consents s where s.workspace_id = p.workspace_id and s.contact_id = p.id and s.purpose = 'marketing'
          and (s.channel_kind is null or s.channel_kind = ${channelKind}) order by s.occurred_at desc, s.id desc limit 1) end,
      p.marketing_consent)
    when 'given' then null when 'withdrawn' then 'withdrawn' else 'no_consent' end end`;
