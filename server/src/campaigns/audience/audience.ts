import { compile } from "../../../../rules/compile.ts";
import { type Adapters, adapterOf, type ChannelKind, IDENTITY_KINDS } from "../../channels/index.ts";
import { contactFieldsOf, contactVisibleTo, marketingRefusal } from "../../inbox/index.ts";
import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import type { Audience, Campaign, CampaignContent } from "../documents/campaign.ts";
import { PHONE_ZONES } from "./phone-zones.ts";

/** Why somebody of the audience gets nothing. */
export const LEFT_OUT = ["blocked", "withdrawn", "no_consent", "unreachable", "no_window", "rested"] as const;

/** Whom a campaign would reach now. */
export interface AudienceCount {
  /** In the audience, whoever they are. */
  people: number;
  reached: number;
  /** How many are left out, by the first reason that holds; reasons that nobody has are left out. */
  leftOut: Partial<Record<(typeof LEFT_OUT)[number], number>>;
}

/** What decides who is reached. */
export interface Reach {
  audience: Audience;
  channel: { id: string; kind: ChannelKind };
  contents: readonly CampaignContent[];
  restDays: number | null;
}

/** What decides whom a campaign reaches. @throws {AppError} platform.not_found: no account of this workspace */
export async function reachOf(
  tx: Tx,
  { audience, channelId, variants, restDays }: Pick<Campaign, "audience" | "channelId" | "variants" | "restDays">,
): Promise<Reach> {
  const channel = await tx.maybeOne(sql<Reach["channel"]>`select id, kind from channels where id = ${channelId}`);
  if (channel === null) throw notFound({ what: "channel" });
  return { audience, channel, contents: variants.map(({ content }) => content), restDays };
}

/** Counts people without writing anything down. Of whoever sees only some contacts, those. */
export async function countAudience(tx: Tx, ctx: Ctx, adapters: Adapters, reach: Reach): Promise<AudienceCount> {
  const rows = await tx.many(sql<{ reason: (typeof LEFT_OUT)[number] | null; count: number }>`
    select reason, count(*)::int as count from (${await peopleOf(tx, ctx, adapters, reach)}) people group by reason`);
  const leftOut = Object.fromEntries(rows.flatMap(({ reason, count }) => (reason === null ? [] : [[reason, count]])));
  const reached = rows.find(({ reason }) => reason === null)?.count ?? 0;
  return { people: rows.reduce((sum, { count }) => sum + count, 0), reached, leftOut };
}

/** Some of those who would be reached, by name, for previews. */
export async function namesOf(
  tx: Tx,
  ctx: Ctx,
  adapters: Adapters,
  reach: Reach,
  most: number,
): Promise<{ contactId: string; name: string }[]> {
  return tx.many(sql<{ contactId: string; name: string }>`
    select people.id as "contactId", coalesce(n.name, n.profile_name, '') as name from (${await peopleOf(tx, ctx, adapters, reach)}) people
      join contacts n on n.workspace_id = current_workspace() and n.id = people.id
    where people.reason is null order by people.id limit ${most}`);
}

/** `id`, `reason` and `zone` of everybody in the audience: the one place that says who that is. */
export async function peopleOf(tx: Tx, ctx: Ctx, adapters: Adapters, { audience, channel, contents, restDays }: Reach) {
  const adapter = adapterOf(adapters, channel.kind);
  const kinds = IDENTITY_KINDS.filter(
    (kind) => adapter.pickRecipient([{ kind, value: "1", address: "1" }], { kind: "text", text: "" }) !== null,
  );
  const asksWindow = adapter.windowHours !== null && contents.some(({ kind }) => kind === "text");
  const { askable } = await contactFieldsOf.of(tx);
  const condition = audience.condition === null ? sql<boolean>`false` : compile(audience.condition, askable, ctx.now());
  const named = audience.contactIds.length === 0 ? sql<boolean>`false` : sql<boolean>`p.id = any(${audience.contactIds}::uuid[])`;
  const rested =
    restDays === null ? sql<Date>`'infinity'::timestamptz` : sql<Date>`${ctx.now()}::timestamptz - make_interval(days => ${restDays})`;
  // Joined, and not asked for each person: of a million people lists in memory would be too long.
  return sql`
    select p.id, coalesce(${marketingRefusal(channel.kind)}, case when reach.can is not true then 'unreachable'
        when ${asksWindow} and talk.contact_id is null then 'no_window' when got.contact_id is not null then 'rested' end) as reason,
      coalesce(${zoneOf(sql`reach.phone`)}, (select w.time_zone from workspaces w where w.id = current_workspace())) as zone
    from contacts p
      left join (select i.contact_id, bool_or(i.kind = any(${kinds})) as can, max(i.value) filter (where i.kind = 'phone') as phone
        from contact_identities i where i.workspace_id = current_workspace() and i.unreachable_at is null group by i.contact_id) reach on reach.contact_id = p.id
      left join (select distinct c.contact_id from conversations c
        where c.workspace_id = current_workspace() and c.channel_id = ${channel.id} and c.window_closes_at > ${ctx.now()}) talk on talk.contact_id = p.id
      left join (select distinct r.contact_id from campaign_recipients r where r.workspace_id = current_workspace() and r.queued_at > ${rested}) got on got.contact_id = p.id
    where p.workspace_id = current_workspace() and p.merged_into is null and (${condition} or ${named}) and ${contactVisibleTo(ctx.actor)}`;
}

/** The clock of a phone's area; null where none is known. */
const zoneOf = (phone: ReturnType<typeof sql>) =>
  sql`case ${sql.join(
    PHONE_ZONES.map(({ prefix, zone }) => sql`when starts_with(${phone}, ${prefix}) then ${zone}`),
    sql` `,
  )} end`;
