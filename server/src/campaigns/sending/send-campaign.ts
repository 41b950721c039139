import { winnerOf } from "../../../../rules/significance.ts";
import { type Ctx, emit, type JobOffer, job, sql, type Tx } from "../../platform/index.ts";
import type { Campaign } from "../documents/campaign.ts";
import { lockCampaign, readCampaign } from "../documents/campaigns.ts";
import { campaignProgressed } from "../events.ts";
import { type CampaignGround, campaignCtx } from "../ground.ts";
import { sendCampaignJob } from "../job-kinds.ts";
import { armOf, readArms } from "../results/results.ts";
import { guardCampaign } from "./guard-campaign.ts";
import { moveCampaign } from "./move-campaign.ts";
import { prepareCampaign } from "./prepare-campaign.ts";
import { sendToRecipient } from "./send-to-recipient.ts";
import { setWinner } from "./steer-campaign.ts";

/** What is written in one look at most: a look takes about a second, so that a pause holds after one. */
const MOST_A_LOOK = 200;
/** Between looks while there is something to write. */
const LOOK_MS = 1_000;
/** Between looks while all wait for an hour of their clock, or for a follow-up. */
const IDLE_MS = 30_000;

/** One look at a campaign that runs: who is due gets a message, as many as the pace allows. */
export const sendingCampaign = (ground: CampaignGround): JobOffer =>
  job(sendCampaignJob, {
    maxAttempts: 3,
    async run({ workspaceId, payload: { campaignId } }) {
      const found = await ground.db.inWorkspace(workspaceId, (tx) =>
        tx.maybeOne(sql<{ id: string; name: string }>`select id, name from campaigns where id = ${campaignId}`),
      );
      if (found !== null) await lookAtCampaign(ground, campaignCtx(ground, workspaceId, found), campaignId);
    },
  });

async function lookAtCampaign(ground: CampaignGround, ctx: Ctx, campaignId: string): Promise<void> {
  const due = await ctx.transaction((tx) => beginLook(tx, ctx, ground, campaignId));
  if (due === null) return;
  let written = 0;
  for (const contactId of due.contactIds) {
    const outcome = await sendToRecipient(ground, ctx, campaignId, contactId);
    if (outcome === "stopped") return;
    if (outcome === "written") written += 1;
    // Of everybody: there is no sense in asking for the others.
    if (outcome instanceof Date) return sleepUntil(ctx, campaignId, outcome);
  }
  await ctx.transaction(async (tx) => {
    if (written > 0) emit(tx, [campaignProgressed({ workspaceId: ctx.workspaceId, subjectId: campaignId })], ctx.now());
    const next = new Date(ctx.now().getTime() + (due.contactIds.length > 0 || due.isFull ? LOOK_MS : IDLE_MS));
    await tx.run(sql`update campaigns set wake_at = ${next} where id = ${campaignId} and state = 'running'`);
  });
}

/** Prepares it where that was not done, asks whether it may go on, ends it when there is nobody left. @returns null: nothing is to be done now */
async function beginLook(tx: Tx, ctx: Ctx, ground: CampaignGround, id: string): Promise<{ contactIds: string[]; isFull: boolean } | null> {
  const campaign = await lockCampaign(tx, id);
  if (campaign.state === "scheduled") {
    if (campaign.startsAt !== null && campaign.startsAt > ctx.now()) return null;
    await moveCampaign(tx, ctx, campaign, { to: "running", what: "started", wakeAt: new Date(ctx.now().getTime() + 60_000) });
  } else if (campaign.state !== "running") return null;
  if (campaign.preparedAt === null) await prepareCampaign(tx, ctx, ground, campaign);
  const guard = await guardCampaign(tx, ctx, campaign);
  if (guard.pause !== null) {
    await moveCampaign(tx, ctx, campaign, { to: "paused", what: "paused", reason: guard.pause });
    return null;
  }
  if (guard.wait !== null) {
    await waitFor(tx, ctx, campaign, guard.wait.reason, guard.wait.until);
    return null;
  }
  await tx.run(sql`update campaigns set reason = ${guard.isSlowed ? "slowed" : null} where id = ${id}`);
  if (campaign.picksWinner && campaign.winner === null && campaign.variants.length > 1) {
    const winner = winnerOf(new Map((await readArms(tx, id)).map((arm) => [arm.key, armOf(arm)])));
    if (winner !== null) await setWinner(tx, ctx, id, winner);
  }
  const most = Math.min(guard.allowance, MOST_A_LOOK);
  const contactIds = most <= 0 ? [] : await findDue(tx, campaign, ctx.now(), most);
  if (contactIds.length === 0 && most > 0 && (await isOver(tx, id))) {
    await moveCampaign(tx, ctx, campaign, { to: "finished", what: "finished" });
    return null;
  }
  return { contactIds, isFull: most <= 0 };
}

/** Whose time has come, by the campaign and by their own clock, in the order that was drawn. */
async function findDue(tx: Tx, { id, window }: Campaign, now: Date, most: number): Promise<string[]> {
  const rows = await tx.many(sql<{ contactId: string }>`
    select r.contact_id as "contactId" from campaign_recipients r
    where r.campaign_id = ${id} and r.due_at <= ${now}
      and (${now}::timestamptz at time zone r.zone)::time >= ${window.from}::time and (${now}::timestamptz at time zone r.zone)::time < ${window.to}::time
      and date_part('isodow', ${now}::timestamptz at time zone r.zone)::int = any(${window.weekdays}::int[])
    order by r.due_at, r.position limit ${most}`);
  return rows.map(({ contactId }) => contactId);
}

/** Nobody is due any more, and what was written has left, or never will. */
async function isOver(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.maybeOne(sql`
    select 1 from campaign_recipients where campaign_id = ${id} and (due_at is not null or state = 'queued') limit 1`);
  return row === null;
}

async function sleepUntil(ctx: Ctx, campaignId: string, until: Date): Promise<void> {
  await ctx.transaction(async (tx) => waitFor(tx, ctx, await readCampaign(tx, campaignId), "quiet_hours", until));
}

/** It goes on by itself. */
async function waitFor(tx: Tx, ctx: Ctx, { id }: Pick<Campaign, "id">, reason: string, until: Date): Promise<void> {
  await tx.run(sql`update campaigns set reason = ${reason}, wake_at = ${until} where id = ${id} and state = 'running'`);
  emit(tx, [campaignProgressed({ workspaceId: ctx.workspaceId, subjectId: id })], ctx.now());
}
