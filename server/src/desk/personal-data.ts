import { personalData } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";

/** Tickets go with their conversations. */
export const ticketPersonalData = personalData({
  name: "tickets",
  tell: (tx, { conversationIds }) =>
    tx.many(sql<object>`
      select t.protocol, t.state, t.opened_at as "openedAt", t.ended_at as "endedAt", r.score, r.comment, r.rated_at as "ratedAt"
      from tickets t left join ticket_ratings r on r.workspace_id = t.workspace_id and r.ticket_id = t.id
      where t.conversation_id = any(${conversationIds}) order by t.opened_at`),
  erase: async (tx, { conversationIds }) => {
    const { count } = await tx.one(
      sql<{ count: number }>`select count(*)::int from tickets where conversation_id = any(${conversationIds})`,
    );
    return count;
  },
});
