import { type Metrics, sql, type Tx } from "../../platform/index.ts";
import type { Trouble } from "./alert-kinds.ts";
import { beginAlert, endAlert } from "./alerts.ts";

interface Place {
  workspaceId: string;
  channelId: string;
  now: Date;
}

/** Over this share of a limit people hear of it. */
const ALERT_SHARE = 0.8;
const SLOT_SECONDS = 300;
const DAY_MS = 86_400_000;

interface Use {
  kind: string;
  perSecond: number;
  dailyQuota: number | null;
  monthlyQuota: number | null;
  lastSlot: number;
  today: number;
  month: number;
}

/** How much of its pace and of its quotas a channel has used; days and months are those of the workspace's time zone. */
export async function judgeUse(tx: Tx, place: Place, metrics: Metrics): Promise<void> {
  const { channelId, now } = place;
  const use = await tx.maybeOne(sql<Use>`
    with local as (select w.id, w.time_zone as zone, ${now}::timestamptz at time zone w.time_zone as moment from workspaces w where w.id = ${place.workspaceId}),
    starts as (select date_trunc('day', moment) at time zone zone as day, date_trunc('month', moment) at time zone zone as month from local)
    select c.kind, c.throughput_per_second as "perSecond", c.daily_quota as "dailyQuota", c.monthly_quota as "monthlyQuota",
      coalesce((select sum(sent + failed) from channel_traffic t where t.workspace_id = c.workspace_id and t.channel_id = c.id
        and t.slot > ${new Date(now.getTime() - 2 * SLOT_SECONDS * 1000)} and t.slot <= ${new Date(now.getTime() - SLOT_SECONDS * 1000)}), 0)::int as "lastSlot",
      case when c.daily_quota is null then 0 else coalesce((select sum(sent) from channel_traffic t where t.workspace_id = c.workspace_id and t.channel_id = c.id and t.slot >= starts.day), 0)::int end as today,
      case when c.monthly_quota is null then 0 else coalesce((select sum(sent) from channel_traffic t where t.workspace_id = c.workspace_id and t.channel_id = c.id and t.slot >= starts.month), 0)::int end as month
    from channels c, starts where c.id = ${channelId}`);
  if (use === null) return;
  const share = use.lastSlot / (use.perSecond * SLOT_SECONDS);
  metrics.rateLimitUse.set({ kind: use.kind, channel: channelId }, share);
  await tell(tx, place, "busy", share > ALERT_SHARE);
  const quota = Math.max(
    use.dailyQuota === null ? 0 : use.today / use.dailyQuota,
    use.monthlyQuota === null ? 0 : use.month / use.monthlyQuota,
  );
  await tell(tx, place, "quota", quota > ALERT_SHARE);
  await tell(tx, place, "quota_reached", quota >= 1);
}

const TOKEN_ALERTS: [days: number, kind: Trouble][] = [
  [14, "token_14"],
  [7, "token_7"],
  [1, "token_1"],
];

/** A token that ends is announced 14, 7 and 1 days before; a new one ends the announcements. */
export async function noteTokenLife(tx: Tx, place: Place, expiresAt: Date | null): Promise<void> {
  await tx.run(
    sql`update channels set token_expires_at = ${expiresAt} where id = ${place.channelId} and token_expires_at is distinct from ${expiresAt}::timestamptz`,
  );
  const left = expiresAt === null ? Number.POSITIVE_INFINITY : expiresAt.getTime() - place.now.getTime();
  for (const [days, kind] of TOKEN_ALERTS) await tell(tx, place, kind, left < days * DAY_MS);
}

async function tell(tx: Tx, place: Place, kind: Trouble, isTrue: boolean): Promise<void> {
  if (isTrue) await beginAlert(tx, place, kind);
  else await endAlert(tx, place, [kind]);
}
