import { defineEvent } from "../platform/index.ts";

export const moveChanged = defineEvent<{ state: string }>("move.changed", {
  says: "Moving in from another product began, stopped or came to its end.",
  subject: "move",
  example: { state: "done" },
});
