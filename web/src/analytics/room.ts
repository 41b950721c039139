import { defineRoom } from "../shell/room.ts";
import { ChartColumn } from "../ui/icons.generated.ts";
import { readAnalyticsSearch, toAnalytics } from "./paths.ts";
import { analyticsFace } from "./words/face-words.ts";

const says = analyticsFace.phrase("nav.analytics");
const right = "conversations.read";
// The page waits for its own words: they are no part of the first load.
const words: [] = [];

export const analytics = defineRoom({
  place: 60,
  face: analyticsFace,
  pages: [
    {
      path: "/analytics",
      component: async () => (await import("./analytics-page.tsx")).AnalyticsPage,
      words,
      readSearch: readAnalyticsSearch,
      title: says,
    },
  ],
  rail: [{ group: "work", icon: ChartColumn, label: says, target: toAnalytics(), right }],
  shortcuts: [{ keys: "g y", says, target: toAnalytics() }],
  palette: [{ says, target: toAnalytics(), right }],
});
