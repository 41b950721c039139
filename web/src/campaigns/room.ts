import { defineRoom } from "../shell/room.ts";
import { Megaphone } from "../ui/icons.generated.ts";
import { toCampaigns, toTemplates } from "./paths.ts";
import { campaignsFace } from "./words/face-words.ts";

const says = campaignsFace.phrase("nav.campaigns");
const templates = campaignsFace.phrase("nav.templates");
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
    { path: "/templates", component: async () => (await import("./templates-page.tsx")).TemplatesPage, words, title: templates },
    { path: "/campaigns/$campaignId", component: async () => (await import("./campaign-page.tsx")).CampaignPage, words, title: says },
  ],
  rail: [{ group: "tools", icon: Megaphone, label: says, target, right }],
  palette: [
    { says, target, right },
    { says: templates, target: toTemplates(), right: "channels.read" },
  ],
  panel: section,
  contactPage: section,
  live: [{ kinds: "campaign.", refresh: () => ({ soon: [["campaigns"]] }) }],
});
