import { defineRoom } from "../shell/room.ts";
import { Truck } from "../ui/icons.generated.ts";
import { toMoving } from "./paths.ts";
import { movingFace } from "./words/face-words.ts";

const says = movingFace.phrase("settings.moving");
const right = "moves.manage";

export const moving = defineRoom({
  place: 62,
  face: movingFace,
  // The page waits for its own words: they are no part of the first load.
  pages: [{ path: "/settings/moving", component: async () => (await import("./moving-page.tsx")).MovingPage, words: [], title: says }],
  palette: [{ says, target: toMoving(), right }],
  settings: [{ group: "company", icon: Truck, label: says, target: toMoving(), right }],
  live: [{ kinds: "move.", refresh: () => ({ soon: [["moves"], ["contacts"], ["conversations"], ["labels"]] }) }],
});
