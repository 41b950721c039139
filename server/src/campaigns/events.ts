import { defineEvent } from "../platform/index.ts";

const campaign = { subject: "campaign" };

export const campaignChanged = defineEvent("campaign.changed", { says: "A campaign was written, changed or removed.", ...campaign });
export const campaignMoved = defineEvent<{ state: string; reason: string | null }>("campaign.moved", {
  says: "A campaign was planned, started, paused, went on or ended; `reason` is why, where nobody wanted it.",
  ...campaign,
  example: { state: "paused", reason: "failures" },
});
export const campaignProgressed = defineEvent("campaign.progressed", {
  says: "Messages of a campaign were written, or something became of them; told once a batch, not once a message.",
  ...campaign,
});
export const campaignReplied = defineEvent<{ contactId: string }>("campaign.replied", {
  says: "Somebody answered a campaign.",
  ...campaign,
  example: { contactId: "01a1fc32-0d5f-7351-a3ea-300000000001" },
});
