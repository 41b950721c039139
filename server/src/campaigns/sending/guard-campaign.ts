import { findTemplate } from "../../channels/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import type { Campaign } from "../documents/campaign.ts";

/** Of the messages of the last ten minutes: above the first the pace is halved, above the second the campaign pauses. */
const SLOW_AT = 0.04;
const PAUSE_AT = 0.1;
/** Of all who got it: so many asked to be left alone, and the campaign pauses. */
const OPT_OUTS_AT = 0.02;
/** Shares of fewer messages say nothing. */
const FEWEST = 50;
/** What stands in the queue of the channel at once is one second of it: more would leave after a pause. */
const AHEAD_SECONDS = 1;

/** What a campaign may do now. */
export interface Guard {
  /** A code: it must not go on by itself. */
  pause: "channel_stopped" | "template_gone" | "quality_low" | "failures" | "opt_outs" | null;
  wait: { reason: "messaging_limit"; until: Date } | null;
  isSlowed: boolean;
  /** How many may be written in this look. */
  allowance: number;
}

interface Facts {
  status: string;
  perSecond: number;
  messagingLimit: number | null;
  /** People written to over the account in 24 hours by campaigns. */
  reachedToday: number;
  oldestToday: Date | null;
  recent: number;
  recentFailed: number;
  ahead: number;
  lastMinute: number;
  reached: number;
  optedOut: number;
}

/** Everything that the provider said and that came back since, looked at before each look. */
export async function guardCampaign(tx: Tx, ctx: Ctx, campaign: Campaign): Promise<Guard> {
  const facts = await readFacts(tx, campaign, ctx.now());
  const failures = facts.recent < FEWEST ? 0 : facts.recentFailed / facts.recent;
  const optOuts = facts.reached < FEWEST ? 0 : facts.optedOut / facts.reached;
  const isSlowed = failures > SLOW_AT;
  const guard: Guard = { pause: null, wait: null, isSlowed, allowance: allowanceOf(campaign, facts, isSlowed) };
  if (facts.status !== "active") return { ...guard, pause: "channel_stopped" };
  const template = await templateTrouble(tx, campaign);
  if (template !== null) return { ...guard, pause: template };
  if (failures > PAUSE_AT) return { ...guard, pause: "failures" };
  if (optOuts > OPT_OUTS_AT) return { ...guard, pause: "opt_outs" };
  if (facts.messagingLimit !== null && facts.reachedToday >= facts.messagingLimit && facts.oldestToday !== null)
    return { ...guard, wait: { reason: "messaging_limit", until: new Date(facts.oldestToday.getTime() + 86_400_000) } };
  return guard;
}

function allowanceOf(
  { perMinute }: Campaign,
  { perSecond, ahead, lastMinute, messagingLimit, reachedToday }: Facts,
  isSlowed: boolean,
): number {
  const factor = isSlowed ? 0.5 : 1;
  const byChannel = Math.ceil(perSecond * AHEAD_SECONDS * factor) - ahead;
  const wanted = perMinute === null ? Number.POSITIVE_INFINITY : Math.floor(perMinute * factor);
  const byPace = Math.min(Math.ceil(wanted / 60), wanted - lastMinute);
  const byLimit = messagingLimit === null ? Number.POSITIVE_INFINITY : messagingLimit - reachedToday;
  return Math.max(0, Math.min(byChannel, byPace, byLimit));
}

const readFacts = (tx: Tx, { id, channelId }: Campaign, now: Date): Promise<Facts> =>
  tx.one(sql<Facts>`
    with minutes as (
      select count(*)::int as recent, (count(*) filter (where r.state = 'failed'))::int as failed,
        (count(*) filter (where r.queued_at > ${now}::timestamptz - interval '1 minute'))::int as minute
      from campaign_recipients r where r.campaign_id = ${id} and r.queued_at > ${now}::timestamptz - interval '10 minutes'),
    today as (
      select count(*)::int as reached, min(r.queued_at) as oldest
      from campaigns m join campaign_recipients r on r.workspace_id = m.workspace_id and r.campaign_id = m.id and r.queued_at > ${now}::timestamptz - interval '1 day'
      where m.channel_id = ${channelId} and (select c.messaging_limit from channels c where c.id = ${channelId}) is not null)
    select c.status, c.throughput_per_second::float8 as "perSecond", c.messaging_limit as "messagingLimit",
      today.reached as "reachedToday", today.oldest as "oldestToday", minutes.recent, minutes.failed as "recentFailed", minutes.minute as "lastMinute",
      (select count(*)::int from campaign_recipients r where r.campaign_id = ${id} and r.state = 'queued') as ahead,
      (select count(*)::int from campaign_recipients r where r.campaign_id = ${id} and r.state in ('sent', 'delivered', 'read', 'replied', 'opted_out')) as reached,
      (select count(*)::int from campaign_recipients r where r.campaign_id = ${id} and r.state = 'opted_out') as "optedOut"
    from channels c, minutes, today where c.id = ${channelId}`);

/** Paused, refused or gone at the provider; or of low quality there. */
async function templateTrouble(tx: Tx, { channelId, variants, followUps }: Campaign): Promise<"template_gone" | "quality_low" | null> {
  for (const { content } of [...variants, ...followUps]) {
    if (content.kind !== "template") continue;
    if ((await findTemplate(tx, channelId, content)) === null) return "template_gone";
    const low = await tx.maybeOne(sql`
      select 1 from message_templates where channel_id = ${channelId} and name = ${content.name} and gone_at is null and upper(quality) in ('RED', 'LOW') limit 1`);
    if (low !== null) return "quality_low";
  }
  return null;
}
