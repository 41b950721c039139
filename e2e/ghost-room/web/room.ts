import { defineRoom } from "../shell/room.ts";
import { Ghost } from "../ui/icons.generated.ts";
import { toSightings } from "./paths.ts";
import { ghostFace, ghostWords } from "./words/words.ts";

const { phrase } = ghostFace;
const target = toSightings();
const right = "sightings.read";

export const ghost = defineRoom({
  place: 85,
  face: ghostFace,
  pages: [
    {
      path: "/sightings",
      component: async () => (await import("./sightings-page.tsx")).SightingsPage,
      words: [ghostWords],
      title: phrase("nav.sightings"),
    },
  ],
  rail: [{ group: "tools", icon: Ghost, label: phrase("nav.sightings"), target, right, tab: phrase("nav.sightings") }],
  shortcuts: [{ keys: "g s", says: phrase("shortcuts.goSightings"), target }],
  palette: [{ says: phrase("shortcuts.goSightings"), target, right }],
  live: [{ kinds: "sighting.", refresh: () => ({ now: [["sightings"]] }) }],
});
