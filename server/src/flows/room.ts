import { type ActionOffer, type BlockOffer, block, deliveryParts, keepUpload, responder } from "../inbox/index.ts";
import { demo, nightly, type Room, route, watch, watchDueRows } from "../platform/index.ts";
import { removeOldRuns } from "./across-workspaces.ts";
import { demoFlows } from "./demo-flows.ts";
import { flowFigures } from "./flow-figures.ts";
import { flowRoutes } from "./flows.routes.ts";
import type { FlowGround } from "./ground.ts";
import { sealedFlowCredentials } from "./http/credentials.ts";
import { httpRoutes } from "./http/http.routes.ts";
import { runPersonalData } from "./personal-data.ts";
import { flowResponder } from "./responder.ts";
import { flowRights } from "./rights.ts";
import { doingEffects } from "./runs/do-effect.ts";
import { followFloor } from "./runs/follow-floor.ts";
import { followMerges } from "./runs/follow-merges.ts";
import { runSource } from "./runs/run-source.ts";
import { dueRuns, wakingRuns } from "./runs/wake-runs.ts";
import { runRoutes } from "./runs.routes.ts";
import { beginningUnasked } from "./starts/begin-unasked.ts";
import { followEvents } from "./starts/follow-events.ts";
import { dueSchedules, runningSchedules } from "./starts/schedules.ts";
import { startFlowAction } from "./starts/start-run.ts";
import { typebotBlock } from "./typebot/typebot-block.ts";
import { versionRoutes } from "./versions.routes.ts";

/** What a bot says next, drawn on a canvas: flows, and every conversation's way through them. */
export const room: Room = {
  name: "flows",
  open(house) {
    const { db, clock, log, http, secrets, storage } = house;
    // Upper rooms offer theirs: they are complete when all rooms are open.
    const once = <Value>(make: () => Value) => {
      let made: { value: Value } | undefined;
      return () => {
        made ??= { value: make() };
        return made.value;
      };
    };
    const ground: FlowGround = {
      db,
      clock,
      log,
      http,
      secrets,
      parts: house.need(deliveryParts),
      actions: once(() => new Map(house.all<ActionOffer>("action").map(({ action }) => [action.id, action]))),
      blocks: once(() => new Map(house.all<BlockOffer>("block").map(({ block }) => [block.id, block]))),
    };
    return [
      ...flowRights,
      runPersonalData,
      ...flowFigures,
      responder(flowResponder(ground)),
      startFlowAction(ground),
      block(typebotBlock({ db, http, secrets, storage, keepUpload: house.need(keepUpload) })),
      doingEffects(ground),
      wakingRuns(ground),
      runningSchedules(ground),
      beginningUnasked(ground),
      followEvents,
      followFloor,
      followMerges,
      runSource,
      sealedFlowCredentials(secrets),
      route((app) => flowRoutes(app, ground)),
      route((app) => versionRoutes(app, ground)),
      route((app) => runRoutes(app, ground)),
      route((app) => httpRoutes(app, ground)),
      watch(() => watchDueRows(ground, dueRuns)),
      watch(() => watchDueRows(ground, dueSchedules)),
      nightly((now) => removeOldRuns(db, now)),
      demo(demoFlows(ground)),
    ];
  },
};
