import { openConversationIn, previewMessageIn } from "../inbox/index.ts";
import { AppError, type Ctx, type Tx } from "../platform/index.ts";
import { namesOf, reachOf } from "./audience/audience.ts";
import type { Campaign } from "./documents/campaign.ts";
import { readCampaign } from "./documents/campaigns.ts";
import { type CampaignGround, campaignCtx } from "./ground.ts";
import { contentFor, writeOut } from "./sending/send-to-recipient.ts";

/** What one person would read. */
export interface PersonPreview {
  contactId: string;
  name: string;
  variant: string;
  /** Null where it could not be written. */
  text: string | null;
  /** Why it cannot be sent to them: a code and its sentence. */
  problem: { code: string; message: string } | null;
}

const MOST = 10;

/** What some people of the audience would read, in each text; nothing is written down. @throws {AppError} platform.not_found */
export async function previewCampaign(ctx: Ctx, ground: CampaignGround, id: string): Promise<PersonPreview[]> {
  const { campaign, people } = await ctx.transaction(async (tx) => {
    const campaign = await readCampaign(tx, id);
    return { campaign, people: await namesOf(tx, ctx, ground.parts.adapters, await reachOf(tx, campaign), MOST) };
  });
  const writer = campaignCtx(ground, ctx.workspaceId, campaign);
  const previews: PersonPreview[] = [];
  for (const person of people)
    for (const { key } of campaign.variants)
      previews.push({ ...person, variant: key, ...(await previewFor(writer, ground, campaign, person.contactId, key)) });
  return previews;
}

/** Takes back what a preview had to write: a conversation that may not be there yet. */
class TakenBack extends Error {
  readonly text: string;
  constructor(text: string) {
    super("taken back");
    this.text = text;
  }
}

async function previewFor(
  ctx: Ctx,
  ground: CampaignGround,
  campaign: Campaign,
  contactId: string,
  variant: string,
): Promise<Pick<PersonPreview, "text" | "problem">> {
  try {
    await ctx.transaction(async (tx) => {
      throw new TakenBack(await textFor(tx, ctx, ground, campaign, contactId, variant));
    });
    throw new Error("a preview wrote something");
  } catch (error) {
    if (error instanceof TakenBack) return { text: error.text, problem: null };
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return { text: null, problem: { code: error.code, message: error.message } };
  }
}

async function textFor(tx: Tx, ctx: Ctx, ground: CampaignGround, campaign: Campaign, contactId: string, variant: string): Promise<string> {
  const conversationId = await openConversationIn(tx, ctx, ground.parts.adapters, { contactId, channelId: campaign.channelId });
  const content = contentFor(campaign, variant, 0);
  if (content === null) return "";
  const written = await writeOut(tx, ctx, ground, conversationId, content);
  const { parts } = await previewMessageIn(tx, ctx, ground.parts, { conversationId, content: written });
  return parts.map((part) => ("text" in part ? (part.text ?? "") : "")).join("\n\n");
}
