import { defineRoom } from "../shell/room.ts";
import { Radio } from "../ui/icons.generated.ts";
import { toChannels } from "./paths.ts";
import { channelFace, channelWords } from "./words/words.ts";

const { phrase } = channelFace;
const target = toChannels();
const right = "channels.read";

export const channels = defineRoom({
  place: 80,
  face: channelFace,
  pages: [
    {
      path: "/channels",
      component: async () => (await import("./channels-page.tsx")).ChannelsPage,
      words: [channelWords],
      title: phrase("nav.channels"),
    },
  ],
  rail: [{ group: "tools", icon: Radio, label: phrase("nav.channels"), target, right }],
  shortcuts: [{ keys: "g n", says: phrase("shortcuts.goChannels"), target }],
  palette: [{ says: phrase("shortcuts.goChannels"), target, right }],
  live: [{ kinds: "channel.", refresh: () => ({ now: [["channels"]] }) }],
});
