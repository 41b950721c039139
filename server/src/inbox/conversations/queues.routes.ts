import { Type } from "typebox";
import { type App, idSchema, sql } from "../../platform/index.ts";
import { membersByQueue } from "../../team/index.ts";
import { conversationsRead } from "../rights.ts";

const MemberIds = Type.Array(idSchema("member"), { maxItems: 1000, uniqueItems: true });
const Queue = Type.Object({ id: idSchema("queue"), name: Type.String(), memberIds: MemberIds });

/** Queues, and whose they are: members see the conversations of their queues. */
export function queueRoutes(app: App) {
  app.get(
    "/queues",
    {
      config: { access: conversationsRead },
      schema: { tags: ["Queues"], summary: "Queues and their members", response: { 200: Type.Object({ items: Type.Array(Queue) }) } },
    },
    ({ ctx }) =>
      ctx.transaction(async (tx) => {
        const queues = await tx.many(sql<{ id: string; name: string }>`select id, name from queues order by created_at, id limit 500`);
        const members = await membersByQueue(tx);
        return { items: queues.map((queue) => ({ ...queue, memberIds: members.get(queue.id) ?? [] })) };
      }),
  );
}
