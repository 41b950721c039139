import type { OutboundContent } from "../../../../content/content.ts";
import { openConversationIn, sendMessageIn } from "../../inbox/index.ts";
import { AppError, type Ctx, sql, type Tx } from "../../platform/index.ts";
import type { Campaign, CampaignContent } from "../documents/campaign.ts";
import { readCampaign } from "../documents/campaigns.ts";
import { missingVariable } from "../errors.ts";
import type { CampaignGround } from "../ground.ts";

/** `stopped`: the campaign runs no more. A date: nobody is written to before it. */
export type Outcome = "written" | "left_out" | "gone" | "stopped" | Date;

interface Recipient {
  variant: string;
  step: number;
  tries: number;
}

/** So often a fault of ours is tried again. */
const MOST_TRIES = 3;

/**
 * The next message for one person, or why not: one transaction, so that the message is written and the row says so, or neither. A worker that dies
 * in between sends nothing twice and leaves nobody out.
 */
export async function sendToRecipient(ground: CampaignGround, ctx: Ctx, campaignId: string, contactId: string): Promise<Outcome> {
  try {
    return await ctx.transaction((tx) => sendIn(tx, ctx, ground, campaignId, contactId));
  } catch (error) {
    ground.log.error({ err: error, campaignId, contactId }, "a message of a campaign could not be written");
    await ctx.transaction((tx) => tryLater(tx, ctx, campaignId, contactId));
    return "gone";
  }
}

async function sendIn(tx: Tx, ctx: Ctx, ground: CampaignGround, campaignId: string, contactId: string): Promise<Outcome> {
  const campaign = await readCampaign(tx, campaignId);
  if (campaign.state !== "running") return "stopped";
  // The contact and the conversation first, as whoever else acts on them.
  const opened = await tried(tx, () => openConversationIn(tx, ctx, ground.parts.adapters, { contactId, channelId: campaign.channelId }));
  const recipient = await tx.maybeOne(sql<Recipient>`
    select variant, step, tries from campaign_recipients where campaign_id = ${campaignId} and contact_id = ${contactId} and due_at <= ${ctx.now()} for update`);
  if (recipient === null) return "gone";
  if (opened instanceof AppError) return leaveOut(tx, campaignId, contactId, recipient, reasonOf(opened));
  const variant = recipient.step === 0 && campaign.winner !== null ? campaign.winner : recipient.variant;
  const content = contentFor(campaign, variant, recipient.step);
  if (content === null) return leaveOut(tx, campaignId, contactId, recipient, "no_text");
  const idempotencyKey = `campaign ${campaignId} ${contactId} ${recipient.step} ${recipient.tries}`;
  const sent = await tried(tx, async () => {
    const written = await writeOut(tx, ctx, ground, opened, content);
    return sendMessageIn(tx, ctx, ground.parts, { conversationId: opened, content: written, idempotencyKey });
  });
  if (sent instanceof AppError) return refused(tx, campaignId, contactId, recipient, sent);
  await noteWritten(tx, ctx, campaign, contactId, { conversationId: opened, variant, step: recipient.step });
  return "written";
}

/** What is wrong with one person's message is taken back alone. */
async function tried<T>(tx: Tx, run: () => Promise<T>): Promise<T | AppError> {
  await tx.run(sql`savepoint campaign_message`);
  try {
    const value = await run();
    await tx.run(sql`release savepoint campaign_message`);
    return value;
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    await tx.run(sql`rollback to savepoint campaign_message`);
    return error;
  }
}

/** The first message is the person's variant, each after it the follow-up of its number. */
export function contentFor({ variants, followUps }: Campaign, variant: string, step: number): CampaignContent | null {
  if (step === 0) return variants.find(({ key }) => key === variant)?.content ?? null;
  return followUps[step - 1]?.content ?? null;
}

/** Texts get the person's values; those of templates are written out where they are sent. @throws {AppError} campaigns.missing_variable */
export async function writeOut(
  tx: Tx,
  ctx: Ctx,
  { parts }: CampaignGround,
  conversationId: string,
  content: CampaignContent,
): Promise<OutboundContent> {
  if (content.kind === "template") return { text: "", ...content } as OutboundContent; // absent parts are absent, and not undefined
  const write = await parts.variables.writerFor(tx, ctx, conversationId);
  const { text, missing, unknown } = write(content.text);
  const empty = [...missing, ...unknown];
  if (empty.length > 0) throw missingVariable({ names: empty });
  return { kind: "text", text };
}

async function refused(tx: Tx, campaignId: string, contactId: string, recipient: Recipient, error: AppError): Promise<Outcome> {
  const { reason, until } = error.facts as { reason?: string; until?: string | null };
  if (error.code === "inbox.may_not_write_first" && reason === "quiet_hours" && typeof until === "string") return new Date(until);
  // A follow-up is no reason to interrupt a talk; it is over then.
  if (recipient.step > 0) {
    await tx.run(sql`
      update campaign_recipients set due_at = null, reason = ${reasonOf(error)} where campaign_id = ${campaignId} and contact_id = ${contactId}`);
    return "left_out";
  }
  return leaveOut(tx, campaignId, contactId, recipient, reasonOf(error));
}

async function leaveOut(tx: Tx, campaignId: string, contactId: string, { step }: Recipient, reason: string): Promise<Outcome> {
  await tx.run(sql`
    update campaign_recipients set due_at = null, reason = ${reason}, state = ${step === 0 ? sql`'left_out'` : sql`state`}
    where campaign_id = ${campaignId} and contact_id = ${contactId}`);
  return "left_out";
}

const REASONS: Readonly<Record<string, string>> = {
  "inbox.unreachable": "unreachable",
  "inbox.window_closed": "no_window",
  "inbox.floor_taken": "in_conversation",
  "inbox.held_elsewhere": "in_conversation",
  "campaigns.missing_variable": "missing_variable",
  "inbox.variables_do_not_fit": "missing_variable",
  "inbox.missing_parameters": "missing_variable",
  "inbox.unknown_template": "template_gone",
  "inbox.channel_off": "channel_off",
  "platform.not_found": "gone",
};

/** A word of ours for what is known, the code of docs/errors.md for everything else. */
const reasonOf = ({ code, facts }: AppError): string =>
  code === "inbox.may_not_write_first" ? String((facts as { reason: string }).reason) : (REASONS[code] ?? code);

async function noteWritten(
  tx: Tx,
  ctx: Ctx,
  { id, followUps }: Campaign,
  contactId: string,
  { conversationId, variant, step }: { conversationId: string; variant: string; step: number },
): Promise<void> {
  const next = followUps[step];
  const dueAt = next === undefined ? null : new Date(ctx.now().getTime() + next.afterMinutes * 60_000);
  await tx.run(sql`
    update campaign_recipients set step = step + 1, due_at = ${dueAt}, conversation_id = ${conversationId}, variant = ${variant},
      state = ${step === 0 ? sql`'queued'` : sql`state`}, queued_at = coalesce(queued_at, ${ctx.now()})
    where campaign_id = ${id} and contact_id = ${contactId}`);
}

/** A fault of ours holds nobody else up; after some tries it is told as one. */
async function tryLater(tx: Tx, ctx: Ctx, campaignId: string, contactId: string): Promise<void> {
  const later = new Date(ctx.now().getTime() + 60_000);
  await tx.run(sql`
    update campaign_recipients set tries = tries + 1, due_at = case when tries + 1 < ${MOST_TRIES} then ${later}::timestamptz end,
      state = case when tries + 1 < ${MOST_TRIES} then state else 'failed' end,
      reason = case when tries + 1 < ${MOST_TRIES} then reason else 'internal' end, failed_at = case when tries + 1 < ${MOST_TRIES} then failed_at else ${ctx.now()} end
    where campaign_id = ${campaignId} and contact_id = ${contactId} and due_at is not null`);
}
