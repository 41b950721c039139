import { defineRoom } from "./room.ts";
import { shellFace } from "./words/words.ts";

const { phrase } = shellFace;

/** The frame's own offers. Its keys are listened to where they act: in the frame, and by the layer that closes. */
export const shell = defineRoom({
  place: 95,
  face: shellFace,
  kept: ["me"],
  shortcuts: [
    { keys: "Mod+k", says: phrase("nav.search") },
    { keys: "[", says: phrase("shortcuts.rail") },
    { keys: "Escape", says: phrase("shortcuts.escape") },
    { keys: "?", says: phrase("shortcuts.help") },
  ],
});
