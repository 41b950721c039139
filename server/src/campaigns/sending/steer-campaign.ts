import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { countAudience, reachOf } from "../audience/audience.ts";
import type { Campaign } from "../documents/campaign.ts";
import { lockCampaign, readCampaign } from "../documents/campaigns.ts";
import { nobody, notInState, unknownVariant } from "../errors.ts";
import type { CampaignGround } from "../ground.ts";
import { moveCampaign, noteCampaign } from "./move-campaign.ts";

/** Plans a draft for a time, or starts it. @throws {AppError} platform.not_found, campaigns.not_in_state, campaigns.nobody */
export function startCampaign(ctx: Ctx, ground: CampaignGround, id: string, startsAt: Date | null): Promise<Campaign> {
  return steer(ctx, id, "campaign.started", async (tx, campaign) => {
    if (campaign.state !== "draft" && campaign.state !== "scheduled") throw notInState({ state: campaign.state });
    const { reached, people } = await countAudience(tx, ctx, ground.parts.adapters, await reachOf(tx, campaign));
    if (reached === 0) throw nobody({ leftOut: people });
    const isLater = startsAt !== null && startsAt > ctx.now();
    await tx.run(sql`update campaigns set starts_at = ${startsAt ?? ctx.now()} where id = ${id}`);
    await moveCampaign(tx, ctx, campaign, {
      to: isLater ? "scheduled" : "running",
      what: isLater ? "scheduled" : "started",
      wakeAt: isLater ? startsAt : ctx.now(),
    });
  });
}

/** Nothing more is written from now on; what was written is at most a second of it. @throws {AppError} campaigns.not_in_state */
export function pauseCampaign(ctx: Ctx, id: string): Promise<Campaign> {
  return steer(ctx, id, "campaign.paused", async (tx, campaign) => {
    if (campaign.state !== "running" && campaign.state !== "scheduled") throw notInState({ state: campaign.state });
    // A plan that is taken back is a draft again.
    if (campaign.state === "scheduled") return moveCampaign(tx, ctx, campaign, { to: "draft", what: "paused" });
    await moveCampaign(tx, ctx, campaign, { to: "paused", what: "paused" });
  });
}

/** @throws {AppError} campaigns.not_in_state */
export function resumeCampaign(ctx: Ctx, id: string): Promise<Campaign> {
  return steer(ctx, id, "campaign.resumed", async (tx, campaign) => {
    if (campaign.state !== "paused") throw notInState({ state: campaign.state });
    await moveCampaign(tx, ctx, campaign, { to: "running", what: "resumed", wakeAt: ctx.now() });
  });
}

/** Ends it for good: who was not written to will not be. @throws {AppError} campaigns.not_in_state */
export function cancelCampaign(ctx: Ctx, id: string): Promise<Campaign> {
  return steer(ctx, id, "campaign.cancelled", async (tx, campaign) => {
    if (campaign.state === "finished" || campaign.state === "cancelled") throw notInState({ state: campaign.state });
    await tx.run(sql`
      update campaign_recipients set due_at = null, state = case when state = 'pending' then 'left_out' else state end,
        reason = case when state = 'pending' then 'cancelled' else reason end
      where campaign_id = ${id} and due_at is not null`);
    await moveCampaign(tx, ctx, campaign, { to: "cancelled", what: "cancelled" });
  });
}

/** The rest gets this text. @throws {AppError} campaigns.not_in_state, campaigns.unknown_variant */
export function chooseWinner(ctx: Ctx, id: string, winner: string): Promise<Campaign> {
  return steer(ctx, id, "campaign.winner_chosen", async (tx, campaign) => {
    if (campaign.state !== "running" && campaign.state !== "paused") throw notInState({ state: campaign.state });
    if (!campaign.variants.some(({ key }) => key === winner)) throw unknownVariant();
    await setWinner(tx, ctx, id, winner);
  });
}

export async function setWinner(tx: Tx, ctx: Ctx, id: string, winner: string): Promise<void> {
  await tx.run(sql`update campaigns set winner = ${winner} where id = ${id}`);
  await noteCampaign(tx, ctx, id, "winner", winner);
}

/**
 * Writes to those whom it never reached, once more: messages that failed, and who was left out because somebody talked with them.
 * @throws {AppError} campaigns.not_in_state, campaigns.nobody
 */
export function retryCampaign(ctx: Ctx, id: string): Promise<Campaign> {
  return steer(ctx, id, "campaign.retried", async (tx, campaign) => {
    if (!["running", "paused", "finished"].includes(campaign.state)) throw notInState({ state: campaign.state });
    const again = await tx.run(sql`
      update campaign_recipients set state = 'pending', reason = null, tries = tries + 1, due_at = ${ctx.now()}, failed_at = null
      where campaign_id = ${id} and step = 0 and (state = 'failed' or (state = 'left_out' and reason = 'in_conversation'))`);
    if (again === 0) throw nobody({ leftOut: 0 });
    if (campaign.state === "paused") return noteCampaign(tx, ctx, id, "retried", String(again));
    await moveCampaign(tx, ctx, campaign, { to: "running", what: "retried", wakeAt: ctx.now() });
  });
}

function steer(ctx: Ctx, id: string, action: string, run: (tx: Tx, campaign: Campaign) => Promise<void>): Promise<Campaign> {
  return ctx.transaction(async (tx) => {
    const campaign = await lockCampaign(tx, id);
    await run(tx, campaign);
    await recordAudit(tx, ctx, { action, subjectKind: "campaign", subjectId: id, detail: { name: campaign.name } });
    return readCampaign(tx, id);
  });
}
