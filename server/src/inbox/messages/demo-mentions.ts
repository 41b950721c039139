import { tellMembers } from "../../notices/index.ts";
import { type Ctx, sql } from "../../platform/index.ts";
import { MENTIONED } from "../notices/member-kinds.ts";
import { findMentions } from "./find-mentions.ts";
import { follow } from "./write-note.ts";

/**
 * The notes of the story were written without the road of notes: who is named in them is mentioned, and hears of it. Told here, since
 * listeners begin with what happens after the story.
 */
export async function demoMentions(ctx: Ctx): Promise<void> {
  await ctx.transaction(async (tx) => {
    const notes = await tx.many(sql<{ id: string; conversationId: string; text: string; by: string | null }>`
      select id, conversation_id as "conversationId", text, author_name as by from messages where is_note and text like '%@%' order by occurred_at, id`);
    for (const { id, conversationId, text, by } of notes) {
      const mentions = await findMentions(tx, text);
      if (mentions.length === 0) continue;
      await tx.run(sql`update messages set content = content || ${JSON.stringify({ mentions })}::jsonb where id = ${id}`);
      await follow(tx, ctx, conversationId, mentions);
      const told = mentions.map((memberId) => MENTIONED.of({ memberId, subjectId: conversationId, facts: { by } }));
      await tellMembers(tx, { workspaceId: ctx.workspaceId, now: ctx.now() }, told);
    }
  });
}
