import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { messageVisibleTo } from "../conversations/sight.ts";

export interface Attachment {
  state: string;
  storageKey: string | null;
  thumbnailKey: string | null;
  mediaType: string | null;
  fileName: string | null;
  pages: number | null;
}

/**
 * The one way to a file: one of a message that the asker sees and that was not deleted, or one that they uploaded and have not sent yet.
 * @throws {AppError} platform.not_found
 */
export async function accessAttachment(tx: Tx, ctx: Ctx, id: string): Promise<Attachment> {
  const row = await tx.maybeOne(sql<Attachment>`
    select a.state, a.storage_key as "storageKey", a.thumbnail_key as "thumbnailKey", a.media_type as "mediaType", a.file_name as "fileName", a.pages
    from attachments a left join messages m on m.workspace_id = a.workspace_id and m.id = a.message_id
    where a.id = ${id} and m.deleted_at is null
      and case when a.message_id is null then a.uploaded_by = ${ctx.actor.id} else ${messageVisibleTo(ctx.actor)} end`);
  if (row === null) throw notFound({ what: "attachment" });
  return row;
}
