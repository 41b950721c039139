import { type Static, Type } from "typebox";
import { type App, type Ctx, idSchema } from "../../platform/index.ts";
import { conversationsAssign } from "../rights.ts";
import { HolderSchema } from "./floor.ts";
import { namedFloor } from "./give-floor.ts";
import { type HandOverParts, handOver } from "./hand-over.ts";

const body = Type.Object(
  {
    holder: HolderSchema,
    id: Type.Optional(idSchema("flow, AI agent, queue or member")),
    reason: Type.Optional(Type.String({ maxLength: 200, description: "A word or a sentence for the team." })),
    summary: Type.Optional(Type.String({ maxLength: 4000, description: "What the next one should know; the contact never sees it." })),
  },
  { additionalProperties: false },
);

/** `PUT /conversations/:id/floor`: who may speak. `person` without an id is whoever asks. */
export function floorRoutes(app: App, parts: HandOverParts) {
  app.put(
    "/conversations/:conversationId/floor",
    {
      config: { access: conversationsAssign },
      schema: {
        tags: ["Floor"],
        summary: "Take a conversation over, or hand it to a queue, an AI agent, a flow, a colleague or nobody",
        params: Type.Object({ conversationId: idSchema("conversation") }),
        body,
        response: { 200: Type.Object({ changed: Type.Boolean({ description: "False: it was theirs already, or no session is open." }) }) },
      },
    },
    async ({ ctx, params, body }) => ({ changed: await changeFloor(ctx, parts, params.conversationId, body) }),
  );
}

function changeFloor(
  ctx: Ctx,
  parts: HandOverParts,
  conversationId: string,
  { reason, summary, ...named }: Static<typeof body>,
): Promise<boolean> {
  return handOver(ctx, parts, conversationId, { to: namedFloor(ctx, named), reason: reason ?? "by_hand", summary });
}
