import { sql, type Tx } from "../../platform/index.ts";

/** A file of a message, as rooms above that keep their own copy need it. */
export interface NamedFile {
  id: string;
  kind: string;
  /** `pending` while it is on its way, `tiered` in cold storage. */
  state: string;
  mediaType: string | null;
  fileName: string | null;
  storageKey: string | null;
}

const columns = sql`id, kind, state, media_type as "mediaType", file_name as "fileName", storage_key as "storageKey"`;

/** Null where there is none. Whoever acts for a person asks `accessAttachment` first. */
export const findFile = (tx: Tx, attachmentId: string): Promise<NamedFile | null> =>
  tx.maybeOne(sql<NamedFile>`select ${columns} from attachments where id = ${attachmentId}`);

/** In the order in which they came. */
export const filesOfMessage = (tx: Tx, messageId: string): Promise<NamedFile[]> =>
  tx.many(sql<NamedFile>`select ${columns} from attachments where message_id = ${messageId} order by position, id`);
