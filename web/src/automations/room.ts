import { defineRoom } from "../shell/room.ts";
import { Zap } from "../ui/icons.generated.ts";
import { toAutomations } from "./paths.ts";
import { automationsFace } from "./words/face-words.ts";

const { phrase } = automationsFace;
const says = phrase("nav.automations");
const target = toAutomations();
const right = "automations.read";
// The page waits for its own words: they are no part of the first load.
const words: [] = [];
const page = { component: async () => (await import("./automations-page.tsx")).AutomationsPage, words, title: says };

export const automations = defineRoom({
  place: 46,
  face: automationsFace,
  pages: [
    { path: "/automations", ...page },
    { path: "/automations/$automationId", ...page },
  ],
  rail: [{ group: "tools", icon: Zap, label: says, target, right }],
  palette: [{ says, target, right }],
  live: [{ kinds: "automation.", refresh: () => ({ soon: [["automations"]] }) }],
});
