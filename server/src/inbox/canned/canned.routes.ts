import { Type } from "typebox";
import { type App, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { conversationsReply } from "../rights.ts";
import type { Variables } from "../variables/variable.ts";
import { changeCannedReply, createCannedReply, listCannedReplies, removeCannedReply } from "./canned-replies.ts";
import { insertCannedReply } from "./insert-canned-reply.ts";

const Name = Type.String({ minLength: 1, maxLength: 40, pattern: "^[^\\s/]+$", description: "What is typed after `/`: one word." });
const common = {
  text: Type.String({ minLength: 1, maxLength: 10_000, pattern: "\\S", description: "May hold {{variables}} of `GET /variables`." }),
  language: Nullable(OneOf(["pt-BR", "en", "es"], { description: "In which dates and numbers are written; null: the workspace's." })),
};
const closed = { additionalProperties: false } as const;
const Input = Type.Union([
  Type.Object({ scope: OneOf(["own", "everybody"]), name: Name, ...common }, closed),
  Type.Object({ scope: Type.Literal("queue"), queueId: idSchema("queue"), name: Name, ...common }, closed),
]);
const CannedReplySchema = Type.Object({
  id: idSchema("canned reply"),
  name: Type.String(),
  ...common,
  scope: OneOf(["own", "queue", "everybody"]),
  queueId: Nullable(Type.String({ description: "It is offered in conversations of this queue." })),
  uses: Type.Integer({ description: "How often it was put into a conversation." }),
  mayChange: Type.Boolean(),
});
const params = Type.Object({ replyId: idSchema("canned reply") });

/** Texts that are written once and sent often. */
export function cannedRoutes(app: App, variables: Variables) {
  const tags = ["Canned replies"];
  const reply = { config: { access: conversationsReply } };
  app.get(
    "/canned-replies",
    {
      ...reply,
      schema: {
        tags,
        summary: "Your replies, and those of queues and everybody, the most used first",
        response: { 200: Type.Object({ items: Type.Array(CannedReplySchema) }) },
      },
    },
    async ({ ctx }) => ({ items: await listCannedReplies(ctx) }),
  );
  app.post(
    "/canned-replies",
    { ...reply, schema: { tags, summary: "Write a reply; for others it is a right", body: Input, response: { 201: CannedReplySchema } } },
    async ({ ctx, body }, answer) =>
      answer.code(201).send(await createCannedReply(ctx, variables, { ...body, queueId: "queueId" in body ? body.queueId : null })),
  );
  app.put(
    "/canned-replies/:replyId",
    { ...reply, schema: { tags, summary: "Change a reply", params, body: Input, response: { 200: CannedReplySchema } } },
    ({ ctx, params, body }) =>
      changeCannedReply(ctx, variables, params.replyId, { ...body, queueId: "queueId" in body ? body.queueId : null }),
  );
  app.delete(
    "/canned-replies/:replyId",
    { ...reply, schema: { tags, summary: "Remove a reply", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, answer) => {
      await removeCannedReply(ctx, params.replyId);
      return answer.code(204).send(null);
    },
  );
  app.post(
    "/conversations/:conversationId/canned-replies/:replyId",
    {
      ...reply,
      schema: {
        tags,
        summary: "A reply as it reads in a conversation; its use is counted, nothing is sent",
        params: Type.Object({ conversationId: idSchema("conversation"), replyId: idSchema("canned reply") }),
        response: {
          200: Type.Object({
            text: Type.String(),
            missing: Type.Array(Type.String(), { description: "Variables that are empty here; ____ stands in their place." }),
          }),
        },
      },
    },
    ({ ctx, params }) => insertCannedReply(ctx, variables, params.conversationId, params.replyId),
  );
}
