import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { peopleOf, reachOf } from "../audience/audience.ts";
import type { Campaign } from "../documents/campaign.ts";
import type { CampaignGround } from "../ground.ts";
import { noteCampaign } from "./move-campaign.ts";

/**
 * Writes down everybody whom the campaign is for, with their text and their clock, and whom it leaves out and why. Once: whoever comes into the
 * segment afterwards gets nothing, whoever leaves it does. In one statement, so that it is whole or not there.
 */
export async function prepareCampaign(tx: Tx, ctx: Ctx, ground: CampaignGround, campaign: Campaign): Promise<void> {
  const people = await peopleOf(tx, ctx, ground.parts.adapters, await reachOf(tx, campaign));
  const count = await tx.run(sql`
    insert into campaign_recipients (workspace_id, campaign_id, contact_id, position, variant, zone, state, reason, due_at)
    select ${ctx.workspaceId}, ${campaign.id}, p.id, row_number() over (order by p.lot), ${variantOf(campaign)}, p.zone,
      case when p.reason is null then 'pending' else 'left_out' end, p.reason, case when p.reason is null then ${ctx.now()}::timestamptz end
    from (select people.*, ('x' || substr(md5(${campaign.id}::text || people.id::text), 1, 8))::bit(32)::bigint as lot from (${people}) people) p
    on conflict (workspace_id, campaign_id, contact_id) do nothing`);
  await tx.run(sql`update campaigns set prepared_at = ${ctx.now()} where id = ${campaign.id}`);
  await noteCampaign(tx, ctx, campaign.id, "prepared", String(count));
}

/** By lot, which is the same for the same person however often it is drawn: people are divided as the shares say, and not by who came first. */
function variantOf({ variants }: Campaign) {
  const total = variants.reduce((sum, { share }) => sum + share, 0);
  const bounds = variants.map(({ key }, index) => ({ key, upTo: variants.slice(0, index + 1).reduce((sum, { share }) => sum + share, 0) }));
  return sql<string>`case ${sql.join(
    bounds.map((bound) => sql`when p.lot % ${total} < ${bound.upTo} then ${bound.key}`),
    sql` `,
  )} end`;
}
