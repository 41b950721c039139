import type { SendingLane } from "../../channels/index.ts";
import { deliverCampaignJob, deliverJob } from "../job-kinds.ts";

interface Leaving {
  workspaceId: string;
  messageId: string;
  conversationId: string;
  channelId: string;
  /** Who wrote it, as the timeline names them. */
  authorKind: string;
  /** It alone tries a channel whose sending has paused. */
  isProbe?: boolean;
}

/** The job that sends one queued message. Campaigns have a kind of their own, so that nobody's answer stands behind ten thousand of theirs. */
export function deliveryOf({ workspaceId, messageId, conversationId, channelId, authorKind, isProbe = false }: Leaving) {
  const lane = laneOf(authorKind);
  const payload = { messageId, channelId, lane, ...(isProbe ? { probe: true as const } : {}) };
  return (lane === "campaigns" ? deliverCampaignJob : deliverJob)({ workspaceId, payload, key: deliveryKey(conversationId) });
}

/** Messages of one conversation leave one after the other. */
export const deliveryKey = (conversationId: string) => `deliver ${conversationId}`;

const LANES: Record<string, SendingLane> = {
  campaign: "campaigns",
  flow: "bots",
  ai: "bots",
  automation: "bots",
  system: "notices",
};

/** Whoever is not named is a person, or a program that speaks for one. */
const laneOf = (authorKind: string): SendingLane => LANES[authorKind] ?? "people";
