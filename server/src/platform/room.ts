import { deadEvents, deadJobs } from "./dead-letters.ts";
import { type Room, watch } from "./house.ts";
import { watchYoungTables } from "./maintenance.ts";

/** What the ground itself offers. */
export const room: Room = {
  name: "platform",
  open: ({ db, log }) => [deadJobs, deadEvents, watch(() => watchYoungTables(db, log))],
};
