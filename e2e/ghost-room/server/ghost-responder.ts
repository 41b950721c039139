import { responder } from "../inbox/index.ts";

/** Answers for flows, of which this room has one: it says boo, and gives the floor back. */
export const ghostResponder = responder({
  holder: "flow",
  turns: "each",
  canTake: async (_tx, _id, now) => ({ from: now }),
  takeTurn: async () => ({
    outcome: "handed_to",
    holder: "nobody",
    id: null,
    reason: "said_boo",
    sentence: { kind: "text", text: "Buu!" },
  }),
});
