import { defineRight, READING_ROLES } from "../team/index.ts";

export const campaignsRead = defineRight("campaigns.read", {
  about: "See campaigns, who gets them, and what became of each.",
  roles: READING_ROLES,
  forKeys: true,
});
export const campaignsManage = defineRight("campaigns.manage", {
  about: "Write campaigns, start, pause and end them: messages to many.",
  roles: ["manager"],
  forKeys: true,
});

export const campaignRights = [campaignsRead, campaignsManage];
