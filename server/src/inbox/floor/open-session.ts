import { type Ctx, emit, newId, sql, type Tx } from "../../platform/index.ts";
import { sessionOpened } from "../events.ts";
import { memberOf } from "./give-floor.ts";

interface Opening {
  id: string;
  contactId: string;
  channelId: string;
}

/** A person begins a session, by writing first or by reopening: they have the floor. @returns its id */
export async function openSession(tx: Tx, ctx: Ctx, conversation: Opening, { isReply }: { isReply: boolean }): Promise<string> {
  const sessionId = newId();
  const { id: conversationId, contactId, channelId } = conversation;
  await tx.run(sql`
    insert into sessions (workspace_id, id, conversation_id, opened_at, opened_by, first_reply_at, holder, holder_id, held_since)
    values (${ctx.workspaceId}, ${sessionId}, ${conversationId}, ${ctx.now()}, 'member', ${isReply ? ctx.now() : null}, 'person', ${memberOf(ctx)}, ${ctx.now()})`);
  await tx.run(sql`
    update conversations set session_id = ${sessionId}, floor_version = floor_version + 1, person_floor_version = floor_version + 1 where id = ${conversationId}`);
  const detail = { contactId, channelId, by: "member" as const };
  emit(tx, [sessionOpened({ workspaceId: ctx.workspaceId, conversationId, subjectId: sessionId, detail })], ctx.now());
  return sessionId;
}
