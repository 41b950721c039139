import { defineRoom } from "../shell/room.ts";
import { Megaphone } from "../ui/icons.generated.ts";
import { toCampaigns } from "./paths.ts";
import { campaignsFace } from "./words/face-words.ts";

const says = campaignsFace.phrase("nav.campaigns");
const target = toCampaigns();
const right = "campaigns.read";
// Pages and sections wait for their own words: they are no part of the first load.
const words: [] = [];
const section = [{ key: "campaigns", right, component: async () => (await import("./contact-section.tsx")).ContactSection, words }];

export const campaigns = defineRoom({
  place: 44,
  face: campaignsFace,
  pages: [
    { path: "/campaigns", component: async () => (await import("./campaigns-page.tsx")).CampaignsPage, words, title: says },
    { path: "/campaigns/$campaignId", component: async () => (await import("./campaign-page.tsx")).CampaignPage, words, title: says },
  ],
  rail: [{ group: "tools", icon: Megaphone, label: says, target, right }],
  palette: [{ says, target, right }],
  panel: section,
  contactPage: section,
  live: [{ kinds: "campaign.", refresh: () => ({ soon: [["campaigns"]] }) }],
});
