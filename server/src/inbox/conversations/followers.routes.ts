import { Type } from "typebox";
import { type App, IsoTime, idSchema } from "../../platform/index.ts";
import { conversationsRead } from "../rights.ts";
import { addFollower, listFollowers, removeFollower } from "./followers.ts";

const params = Type.Object({ conversationId: idSchema("conversation"), memberId: idSchema("member") });
const FollowerSchema = Type.Object({ id: idSchema("member"), name: Type.String(), since: IsoTime });

/** Who follows a conversation: it stands in their view of what they follow, and they see it whoever has it. */
export function followerRoutes(app: App) {
  const tags = ["Conversations"];
  const read = { config: { access: conversationsRead } };
  app.get(
    "/conversations/:conversationId/followers",
    {
      ...read,
      schema: {
        tags,
        summary: "Who follows the conversation",
        params: Type.Object({ conversationId: idSchema("conversation") }),
        response: { 200: Type.Object({ items: Type.Array(FollowerSchema) }) },
      },
    },
    async ({ ctx, params }) => ({
      items: (await listFollowers(ctx, params.conversationId)).map(({ since, ...who }) => ({ ...who, since: since.toISOString() })),
    }),
  );
  app.put(
    "/conversations/:conversationId/followers/:memberId",
    { ...read, schema: { tags, summary: "A member follows it from now on", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, answer) => {
      await addFollower(ctx, params.conversationId, params.memberId);
      return answer.code(204).send(null);
    },
  );
  app.delete(
    "/conversations/:conversationId/followers/:memberId",
    { ...read, schema: { tags, summary: "A member follows it no longer", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, answer) => {
      await removeFollower(ctx, params.conversationId, params.memberId);
      return answer.code(204).send(null);
    },
  );
}
