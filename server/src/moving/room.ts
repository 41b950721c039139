import { deliveryParts } from "../inbox/index.ts";
import { demo, job, type Room, route } from "../platform/index.ts";
import { rightsOf } from "../team/index.ts";
import { demoMove } from "./demo-move.ts";
import { goOn } from "./go-on.ts";
import type { MovingGround } from "./ground.ts";
import { goOnJob } from "./job-kinds.ts";
import { sealedMoveKeys } from "./move.ts";
import { moveRoutes } from "./moves.routes.ts";
import { movesManage } from "./rights.ts";

/** Side by side: whole workspaces that move in. */
const AT_ONCE = 2;

/** Moving in from another product. */
export const room: Room = {
  name: "moving",
  open(house) {
    const { db, clock, log, http, secrets, trial } = house;
    const ground: MovingGround = { db, clock, log, http, secrets, parts: house.need(deliveryParts), rights: () => rightsOf(house) };
    return [
      movesManage,
      route((app) => moveRoutes(app, ground)),
      job(goOnJob, { atOnce: AT_ONCE, run: (one) => goOn(ground, one) }),
      sealedMoveKeys(secrets),
      demo((ctx) => demoMove(ctx, ground, trial?.simulatorUrl)),
    ];
  },
};
