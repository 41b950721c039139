import { buffer } from "node:stream/consumers";
import type { MediaKind } from "../../../../content/content.ts";
import type { OutboundMedia } from "../../channels/index.ts";
import type { Storage, Tx } from "../../platform/index.ts";

export type LoadMedia = (attachmentId: string) => Promise<OutboundMedia>;

/** Loads the files of a message for its adapter; only files that belong to it can be asked for. */
export async function loadMedia(tx: Tx, storage: Storage, messageIds: string[]): Promise<(messageId: string) => LoadMedia> {
  const rows = await tx.named<{
    id: string;
    messageId: string;
    kind: MediaKind;
    mediaType: string | null;
    fileName: string | null;
    storageKey: string | null;
  }>(
    "inbox.media_to_send",
    `select id, message_id as "messageId", kind, media_type as "mediaType", file_name as "fileName", storage_key as "storageKey"
     from attachments where message_id = any($1) and state = 'stored'`,
    [messageIds],
  );
  return (messageId) => async (attachmentId) => {
    const row = rows.find((candidate) => candidate.id === attachmentId && candidate.messageId === messageId);
    if (row === undefined || row.storageKey === null) throw new Error("the attachment does not belong to the message");
    const { stream } = await storage.read(row.storageKey);
    return {
      kind: row.kind,
      bytes: await buffer(stream),
      mediaType: row.mediaType ?? "application/octet-stream",
      fileName: row.fileName ?? "file",
    };
  };
}
