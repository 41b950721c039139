import { useParams } from "@tanstack/react-router";
import type { Target } from "../shell/room.ts";

export const toTemplates = (): Target => ({ to: "/templates" });
export const toCampaigns = (): Target => ({ to: "/campaigns" });
export const toCampaign = (campaignId: string): Target => ({ to: "/campaigns/$campaignId", params: { campaignId } });

/** The address of a campaign that is not saved yet. */
export const NEW = "new";

/** The campaign that the address names. */
export const useCampaignId = (): string =>
  useParams({ strict: false, select: ({ campaignId }: { campaignId?: string }) => campaignId }) ?? NEW;
