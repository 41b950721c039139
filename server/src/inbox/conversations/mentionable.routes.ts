import { Type } from "typebox";
import { type App, idSchema, sql } from "../../platform/index.ts";
import { membersWithSight, type Rights } from "../../team/index.ts";
import { conversationsRead, conversationsReply } from "../rights.ts";
import { seesPlace } from "./audience.ts";
import { ensureVisible } from "./conversations.ts";

const Mentionable = Type.Object({
  id: idSchema("member"),
  name: Type.String({ description: "Behind `@` in a note it means this member." }),
  sees: Type.Boolean({ description: "False: they do not see the conversation yet, and will when they are mentioned." }),
});

/** Whom a note may mention: everybody who reads conversations, and whether they see this one already. */
export function mentionableRoutes(app: App, rights: () => Rights) {
  app.get(
    "/conversations/:conversationId/mentionable",
    {
      config: { access: conversationsReply },
      schema: {
        tags: ["Conversations"],
        summary: "Members whom a note here may mention",
        params: Type.Object({ conversationId: idSchema("conversation") }),
        response: { 200: Type.Object({ items: Type.Array(Mentionable) }) },
      },
    },
    ({ ctx, params: { conversationId } }) =>
      ctx.transaction(async (tx) => {
        await ensureVisible(tx, ctx, conversationId);
        const place = await tx.one(sql<{ assigneeId: string | null; queueId: string | null; followerIds: string[] }>`
          select assignee_id as "assigneeId", queue_id as "queueId",
            array(select f.member_id from conversation_followers f where f.workspace_id = c.workspace_id and f.conversation_id = c.id) as "followerIds"
          from conversations c where c.id = ${conversationId}`);
        const readers = (await membersWithSight(tx)).filter((one) => rights().heldBy(one).has(conversationsRead.name));
        return { items: readers.map(({ id, name, sight }) => ({ id, name, sees: seesPlace(sight, place) })) };
      }),
  );
}
