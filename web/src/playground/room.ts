import type { Fact } from "../api/realtime.ts";
import { inboxWords } from "../inbox/words/words.ts";
import { defineRoom, type Refresh } from "../shell/room.ts";
import { Smartphone } from "../ui/icons.generated.ts";
import { toPlayground } from "./paths.ts";
import { playgroundFace, playgroundWords } from "./words/words.ts";

const { phrase } = playgroundFace;
const target = toPlayground();

export const playground = defineRoom({
  place: 90,
  onlyInDemo: true,
  face: playgroundFace,
  pages: [
    {
      path: "/playground",
      component: async () => (await import("./playground-page.tsx")).PlaygroundPage,
      // The team's side is the inbox's thread.
      words: [playgroundWords, inboxWords],
      title: phrase("nav.playground"),
    },
  ],
  rail: [{ group: "tools", icon: Smartphone, label: phrase("nav.playground"), target }],
  shortcuts: [{ keys: "g y", says: phrase("shortcuts.goPlayground"), target }],
  palette: [{ says: phrase("shortcuts.goPlayground"), target }],
  live: [
    { kinds: "message.", refresh: journey },
    { kinds: "conversation.", refresh: journey },
    { kinds: "session.", refresh: journey },
  ],
  forget(conversationIds, cache) {
    for (const id of conversationIds) cache.removeQueries({ queryKey: ["journey", id] });
  },
});

/** What happened inside is told step by step. */
function journey({ conversationId }: Fact): Refresh {
  return conversationId === null ? {} : { now: [["journey", conversationId]] };
}
