import { Type } from "typebox";
import { type Adapters, CHANNEL_KINDS } from "../../channels/index.ts";
import { type App, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { conversationsReply } from "../rights.ts";
import { listWays, openConversation } from "./write-first.ts";

const WaySchema = Type.Object({
  channel: Type.Object({ id: Type.String(), kind: OneOf(CHANNEL_KINDS), name: Type.String() }),
  address: Type.String({ description: "Where it would arrive." }),
  conversationId: Nullable(Type.String()),
  isElsewhere: Type.Boolean({ description: "Somebody else has the conversation there, out of your sight." }),
  needsTemplate: Type.Boolean({ description: "Only an approved template can leave now." }),
  caution: Nullable(
    OneOf(["blocked", "withdrawn", "no_consent", "quiet_hours", "too_often"], {
      description: "Why no machine may begin now. A person may, and should know.",
    }),
  ),
});

/** Writing to a contact first: over which accounts, and the conversation for it. */
export function writeFirstRoutes(app: App, adapters: Adapters) {
  const reply = { config: { access: conversationsReply } };
  const params = Type.Object({ contactId: idSchema("contact") });
  app.get(
    "/contacts/:contactId/ways",
    {
      ...reply,
      schema: {
        tags: ["Contacts"],
        summary: "Over which accounts a contact can be written to, and what holds there",
        params,
        response: { 200: Type.Object({ items: Type.Array(WaySchema) }) },
      },
    },
    async ({ ctx, params }) => ({ items: await listWays(ctx, adapters, params.contactId) }),
  );
  app.post(
    "/contacts/:contactId/conversations",
    {
      ...reply,
      schema: {
        tags: ["Contacts"],
        summary: "The conversation with a contact over an account; it stands in no list before its first message",
        params,
        body: Type.Object({ channelId: idSchema("channel") }, { additionalProperties: false }),
        response: { 201: Type.Object({ id: idSchema("conversation") }) },
      },
    },
    async ({ ctx, params, body }, answer) =>
      answer.code(201).send({ id: await openConversation(ctx, adapters, params.contactId, body.channelId) }),
  );
}
