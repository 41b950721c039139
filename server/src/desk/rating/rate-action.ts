import { Type } from "typebox";
import { type ActionSubject, accessConversation, action } from "../../inbox/index.ts";
import { emit, sql } from "../../platform/index.ts";
import { nothingToRate } from "../errors.ts";
import { ticketRated } from "../events.ts";
import { deskWatch } from "../rights.ts";

const conversationSubject: ActionSubject = { kind: "conversation", access: accessConversation };

/** What a flow heard about how it was: on the last ticket of the conversation. Of one ticket the first rating counts, a comment may come later. */
export const rateAction = action({
  id: "conversation.rate",
  subject: conversationSubject,
  label: { "pt-BR": "Guardar a nota do atendimento", en: "Keep the rating", es: "Guardar la calificación" },
  // Nobody rates their own work.
  right: deskWatch,
  input: Type.Object(
    {
      score: Type.Integer({ minimum: 1, maximum: 5 }),
      comment: Type.Optional(Type.String({ maxLength: 2000 })),
    },
    { additionalProperties: false },
  ),
  async run({ tx, ctx, subjectId: conversationId, input: { score, comment = "" } }) {
    const ticket = await tx.maybeOne(sql<{ id: string; agentId: string | null; queueId: string | null }>`
      select id, agent_id as "agentId", queue_id as "queueId" from tickets where conversation_id = ${conversationId} order by opened_at desc limit 1 for update`);
    if (ticket === null) throw nothingToRate();
    const words = comment.trim() === "" ? null : comment;
    const { id, ...served } = ticket;
    const rated = await tx.run(sql`
      insert into ticket_ratings (workspace_id, ticket_id, score, comment, rated_at) values (${ctx.workspaceId}, ${id}, ${score}, ${words}, ${ctx.now()})
      on conflict (workspace_id, ticket_id) do update set score = excluded.score, comment = coalesce(ticket_ratings.comment, excluded.comment),
        rated_at = excluded.rated_at where ticket_ratings.rated_at is null and ticket_ratings.skipped_at is null`);
    if (rated === 0) await tx.run(sql`update ticket_ratings set comment = coalesce(comment, ${words}) where ticket_id = ${id}`);
    else emit(tx, [ticketRated({ workspaceId: ctx.workspaceId, conversationId, subjectId: id, detail: { score, ...served } })], ctx.now());
    return null;
  },
});
