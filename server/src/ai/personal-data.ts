import { personalData } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";

/** Calls of models with their texts, what agents did, questions that nobody could answer, and tests and proposals made of their words: all of it goes with the conversations. */
export const aiPersonalData = personalData({
  name: "ai_answers",
  tell: (tx, { conversationIds }) =>
    tx.many(sql<object>`
      select asked, did, certainty, taken_at as "takenAt" from ai_turns where conversation_id = any(${conversationIds}) order by taken_at`),
  async erase(tx, { conversationIds }) {
    const calls = await tx.run(sql`delete from ai_calls where conversation_id = any(${conversationIds})`);
    const evaluated = await tx.run(sql`
      delete from ai_calls where run_id in (
        select r.model_run_id from ai_evaluation_results r join ai_evaluations e on e.workspace_id = r.workspace_id and e.id = r.evaluation_id
        where e.conversation_id = any(${conversationIds}))`);
    const proposed = await tx.run(sql`
      delete from ai_calls where run_id in (select run_id from ai_proposals where conversation_ids && ${conversationIds}::uuid[])`);
    await tx.run(sql`delete from ai_proposals where conversation_ids && ${conversationIds}::uuid[]`);
    await tx.run(sql`delete from knowledge_gap_questions where conversation_id = any(${conversationIds})`);
    return calls + evaluated + proposed;
  },
});
