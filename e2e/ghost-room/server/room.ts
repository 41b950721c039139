import { demo, job, type Room, route } from "../platform/index.ts";
import { checkSighting } from "./check-sighting.ts";
import { addDemoSightings } from "./demo-sightings.ts";
import { ghostBlock } from "./ghost-block.ts";
import { ghostFields } from "./ghost-fields.ts";
import { checkSightingJob } from "./job-kinds.ts";
import { ghostListeners } from "./listeners.ts";
import { ghostRights } from "./rights.ts";
import { sightingActions } from "./sighting-actions.ts";
import { sightingRoutes } from "./sightings.routes.ts";

/** What was seen, and by whom. */
export const room: Room = {
  name: "ghost",
  open: ({ db, clock }) => [
    ...ghostRights,
    route((app) => sightingRoutes(app)),
    job(checkSightingJob, {
      run: ({ workspaceId, payload: { sightingId } }) =>
        db.inWorkspace(workspaceId, (tx) => checkSighting(tx, workspaceId, sightingId, clock.now())),
    }),
    ...sightingActions,
    ghostFields,
    ghostBlock,
    ...ghostListeners,
    demo(addDemoSightings),
  ],
};
