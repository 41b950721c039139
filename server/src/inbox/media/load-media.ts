import type { MediaKind, OutboundMedia } from "../../channels/index.ts";
import { type Storage, sql, type Tx } from "../../platform/index.ts";

/** Loads the files of one message for its adapter; only files that belong to it can be asked for. */
export async function loadMedia(tx: Tx, storage: Storage, messageId: string): Promise<(attachmentId: string) => Promise<OutboundMedia>> {
  const rows = await tx.many(sql<{
    id: string;
    kind: MediaKind;
    mediaType: string | null;
    fileName: string | null;
    storageKey: string | null;
  }>`
    select id, kind, media_type as "mediaType", file_name as "fileName", storage_key as "storageKey" from attachments where message_id = ${messageId} and state = 'stored'`);
  return async (attachmentId) => {
    const row = rows.find(({ id }) => id === attachmentId);
    if (row === undefined || row.storageKey === null) throw new Error("the attachment does not belong to the message");
    const { stream } = await storage.read(row.storageKey);
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return {
      kind: row.kind,
      bytes: Buffer.concat(chunks),
      mediaType: row.mediaType ?? "application/octet-stream",
      fileName: row.fileName ?? "file",
    };
  };
}
