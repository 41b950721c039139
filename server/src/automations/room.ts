import { actPartsProvision, deliveryParts } from "../inbox/index.ts";
import { demo, nightly, type Room, route, watch, watchDueRows } from "../platform/index.ts";
import { removeOldRuns } from "./across-workspaces.ts";
import { automationRoutes } from "./automations.routes.ts";
import { demoAutomations } from "./demo-automations.ts";
import { followMerges } from "./follow-merges.ts";
import type { AutomationGround } from "./ground.ts";
import { objectFields, objectLookUp } from "./objects/object-fields.ts";
import { objectRoutes } from "./objects/objects.routes.ts";
import { automationPersonalData } from "./personal-data.ts";
import { automationRights } from "./rights.ts";
import { dueRuns } from "./runs/due-runs.ts";
import { followEvents } from "./runs/follow-events.ts";
import { sweeping, watchSweeps } from "./runs/sweep.ts";
import { takingSteps } from "./runs/take-steps.ts";

/** Rules that act by themselves: something happens, or nothing does, and steps follow. */
export const room: Room = {
  name: "automations",
  open(house) {
    const { db, clock, log } = house;
    const ground: AutomationGround = { db, clock, log, parts: house.need(deliveryParts), acts: house.need(actPartsProvision) };
    return [
      ...automationRights,
      ...automationPersonalData,
      followEvents,
      followMerges,
      takingSteps(ground),
      sweeping(ground),
      objectFields,
      objectLookUp,
      route((app) => automationRoutes(app, ground)),
      route((app) => objectRoutes(app)),
      watch(() => watchDueRows(ground, dueRuns)),
      watch(() => watchSweeps(ground)),
      nightly((now) => removeOldRuns(db, now)),
      demo((ctx) => demoAutomations(ctx, ground)),
    ];
  },
};
