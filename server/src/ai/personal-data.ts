import { personalData } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";

/** Calls of models with their texts, what agents did, and questions that nobody could answer: all of it goes with the conversations. */
export const aiPersonalData = personalData({
  name: "ai_answers",
  tell: (tx, { conversationIds }) =>
    tx.many(sql<object>`
      select asked, did, certainty, taken_at as "takenAt" from ai_turns where conversation_id = any(${conversationIds}) order by taken_at`),
  async erase(tx, { conversationIds }) {
    const calls = await tx.run(sql`delete from ai_calls where conversation_id = any(${conversationIds})`);
    await tx.run(sql`delete from knowledge_gap_questions where conversation_id = any(${conversationIds})`);
    return calls;
  },
});
