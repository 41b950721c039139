import { type Ctx, newId, sql, type Tx } from "../../platform/index.ts";
import { unknownAttachment } from "../errors.ts";

/**
 * A file that whoever acts may send now, and again another time: an upload that lies ready, or one that came in the same conversation. A
 * file belongs to one message, so each sending has a row of its own over the same bytes.
 * @returns the id of that row
 * @throws {AppError} inbox.unknown_attachment when it is not there, not stored, or of another conversation
 */
export async function lendFile(
  tx: Tx,
  ctx: Ctx,
  { attachmentId, conversationId }: { attachmentId: string; conversationId: string },
): Promise<string> {
  const id = newId();
  const lent = await tx.run(sql`
    insert into attachments (workspace_id, id, kind, state, declared_type, media_type, file_name, size, hash, storage_key, thumbnail_key, width, height, pages,
      duration_ms, waveform, uploaded_by, created_at, stored_at)
    select a.workspace_id, ${id}, a.kind, a.state, a.declared_type, a.media_type, a.file_name, a.size, a.hash, a.storage_key, a.thumbnail_key, a.width, a.height, a.pages,
      a.duration_ms, a.waveform, ${ctx.actor.id}, ${ctx.now()}, a.stored_at
    from attachments a where a.id = ${attachmentId} and a.state = 'stored' and (a.message_id is null or exists (
      select 1 from messages m where m.workspace_id = a.workspace_id and m.id = a.message_id and m.conversation_id = ${conversationId}))`);
  if (lent === 0) throw unknownAttachment();
  return id;
}
