import { deliveryParts } from "../inbox/index.ts";
import { demo, type Room, route, watch } from "../platform/index.ts";
import { campaignFields } from "./campaign-fields.ts";
import { campaignFigures } from "./campaign-figures.ts";
import { campaignRoutes } from "./campaigns.routes.ts";
import { demoCampaigns } from "./demo-campaigns.ts";
import { followMerges } from "./follow-merges.ts";
import type { CampaignGround } from "./ground.ts";
import { recipientPersonalData } from "./personal-data.ts";
import { followMessages } from "./results/follow-messages.ts";
import { campaignRights } from "./rights.ts";
import { sendingCampaign } from "./sending/send-campaign.ts";
import { watchCampaigns } from "./sending/wake-campaigns.ts";

/** The same words to many, once each, to who said yes. */
export const room: Room = {
  name: "campaigns",
  open(house) {
    const { db, clock, log } = house;
    const ground: CampaignGround = { db, clock, log, parts: house.need(deliveryParts) };
    return [
      ...campaignRights,
      recipientPersonalData,
      ...campaignFigures,
      campaignFields,
      followMessages,
      followMerges,
      sendingCampaign(ground),
      route((app) => campaignRoutes(app, ground)),
      watch(() => watchCampaigns(ground)),
      demo((ctx) => demoCampaigns(ctx, ground)),
    ];
  },
};
