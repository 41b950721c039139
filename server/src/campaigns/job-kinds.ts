import { defineJob } from "../platform/index.ts";

/** The next messages of a campaign that runs. */
export const sendCampaignJob = defineJob<{ campaignId: string }>("campaigns.send");
