import { defineRoom } from "../shell/room.ts";
import { commonWords } from "../text/define-words.ts";

/** The kit of components, for those who build screens; see its page. Nothing of the product leads there. */
export const kit = defineRoom({
  place: 110,
  pages: [{ path: "/kit", component: async () => (await import("./kit-page.tsx")).KitPage, words: [commonWords] }],
});
