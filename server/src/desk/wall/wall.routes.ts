import { Type } from "typebox";
import type { HandOverParts } from "../../inbox/index.ts";
import { type App, idSchema } from "../../platform/index.ts";
import { deskWatch } from "../rights.ts";
import { readWall, WallSchema } from "./read-wall.ts";
import { redistribute } from "./redistribute.ts";

/** The supervisor's wall. */
export function wallRoutes(app: App, parts: HandOverParts) {
  const tags = ["Desk"];
  app.get(
    "/desk/wall",
    {
      config: { access: deskWatch },
      schema: { tags, summary: "Who waits, who serves, and what is near its limit, now and today", response: { 200: WallSchema } },
    },
    ({ ctx }) => readWall(ctx),
  );
  app.post(
    "/desk/redistribute",
    {
      config: { access: deskWatch },
      schema: {
        tags,
        summary: "Let unanswered tickets of absent or overloaded agents go to those who have room",
        body: Type.Object({ queueId: Type.Optional(idSchema("queue; absent: all")) }, { additionalProperties: false }),
        response: { 200: Type.Object({ freed: Type.Integer() }) },
      },
    },
    async ({ ctx, body }) => ({ freed: await redistribute(ctx, parts, body.queueId ?? null) }),
  );
}
