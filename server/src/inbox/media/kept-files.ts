import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { fileArchived, fileNotStored } from "../errors.ts";
import { type Attachment, accessAttachment } from "./access-attachment.ts";

/** A file that a record of an upper room keeps. */
export interface KeptFile {
  id: string;
  kind: string;
  fileName: string | null;
}

const kept = sql`id, kind, file_name as "fileName"`;

/** The files of a message, for a record that keeps them: from now on they stay as they were received. The caller answers for sight. */
export const keepFilesOf = (tx: Tx, messageId: string): Promise<KeptFile[]> =>
  tx.many(sql<KeptFile>`
    update attachments set keep_original = true where message_id = ${messageId} and kind <> 'sticker' returning ${kept}`);

/** A file that the asker uploaded, or sees in a message, for a record that keeps it. @throws {AppError} platform.not_found */
export async function keepFile(tx: Tx, ctx: Ctx, attachmentId: string): Promise<KeptFile> {
  await accessAttachment(tx, ctx, attachmentId);
  return tx.one(sql<KeptFile>`update attachments set keep_original = true where id = ${attachmentId} returning ${kept}`);
}

/**
 * Where a kept file lies. Whoever asks sees the record that keeps it; the caller answers for that.
 * @throws {AppError} inbox.file_not_stored while it is on its way, inbox.file_archived
 */
export async function readKeptFile(tx: Tx, attachmentId: string, isSmall: boolean) {
  const file = await tx.maybeOne(sql<Attachment>`
    select a.state, a.storage_key as "storageKey", a.thumbnail_key as "thumbnailKey", a.media_type as "mediaType", a.file_name as "fileName", a.pages
    from attachments a left join messages m on m.workspace_id = a.workspace_id and m.id = a.message_id
    where a.id = ${attachmentId} and m.deleted_at is null`);
  if (file === null) throw fileNotStored();
  const thumbnail = isSmall ? file.thumbnailKey : null;
  const key = thumbnail ?? file.storageKey;
  if (key === null) throw fileNotStored();
  if (file.state === "tiered" && thumbnail === null) throw fileArchived();
  const mediaType = thumbnail === null ? (file.mediaType ?? "application/octet-stream") : "image/webp";
  return { key, mediaType, fileName: file.fileName };
}
