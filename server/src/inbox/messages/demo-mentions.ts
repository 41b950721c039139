import { type Ctx, emit, sql } from "../../platform/index.ts";
import { messageNoted } from "../events.ts";
import { findMentions } from "./find-mentions.ts";
import { follow } from "./write-note.ts";

/** The notes of the story were written without the road of notes: who is named in them is mentioned, and hears of it. */
export async function demoMentions(ctx: Ctx): Promise<void> {
  await ctx.transaction(async (tx) => {
    const notes = await tx.many(sql<{ id: string; conversationId: string; text: string }>`
      select id, conversation_id as "conversationId", text from messages where is_note and text like '%@%' order by occurred_at, id`);
    for (const { id, conversationId, text } of notes) {
      const mentions = await findMentions(tx, text);
      if (mentions.length === 0) continue;
      await tx.run(sql`update messages set content = content || ${JSON.stringify({ mentions })}::jsonb where id = ${id}`);
      await follow(tx, ctx, conversationId, mentions);
      emit(tx, [messageNoted({ workspaceId: ctx.workspaceId, conversationId, subjectId: id, detail: { mentions } })], ctx.now());
    }
  });
}
