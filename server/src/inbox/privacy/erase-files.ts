import { sql, type Tx } from "../../platform/index.ts";
import { addStorageUse } from "../media/storage-use.ts";
import type { Person } from "./personal-data.ts";

interface Row {
  key: string | null;
  thumbnailKey: string | null;
  size: number | null;
  state: string;
}

/**
 * Removes the files of the person's messages, and those that wait in drafts to them. Their bytes go in the next moments, from every tier,
 * unless the same bytes came from somebody else as well.
 * @returns how many
 */
export async function eraseFiles(tx: Tx, { workspaceId, conversationIds }: Person): Promise<number> {
  const gone = await tx.many(sql<Row>`
    delete from attachments a where a.workspace_id = current_workspace() and (
      a.message_id in (select m.id from messages m where m.workspace_id = a.workspace_id and m.conversation_id = any(${conversationIds}))
      or (a.message_id is null and a.id in (select unnest(d.attachment_ids) from drafts d where d.workspace_id = a.workspace_id and d.conversation_id = any(${conversationIds}))))
    returning a.storage_key as key, a.thumbnail_key as "thumbnailKey", a.size, a.state`);
  await letGo(tx, workspaceId, gone);
  return gone.length;
}

/** For records of upper rooms: files that were handed in for them. Those of messages go with these. */
export async function eraseKeptFiles(tx: Tx, { workspaceId }: Person, attachmentIds: string[]): Promise<void> {
  const gone = await tx.many(sql<Row>`
    delete from attachments where id = any(${attachmentIds}) and message_id is null returning storage_key as key, thumbnail_key as "thumbnailKey", size, state`);
  await letGo(tx, workspaceId, gone);
}

async function letGo(tx: Tx, workspaceId: string, gone: Row[]): Promise<void> {
  await forgetKeys(tx, workspaceId, gone);
  addStorageUse(tx, workspaceId, -gone.reduce((sum, { size, state }) => sum + (state === "stored" ? (size ?? 0) : 0), 0));
}

/** Due at once: nobody lends these any more. */
const LONG_AGO = new Date(0);

/** Bytes are removed by the sweep of leftovers when no other row names them; small pictures go with their file. */
export async function forgetKeys(tx: Tx, workspaceId: string, files: { key: string | null; thumbnailKey: string | null }[]): Promise<void> {
  const keys = [...new Set(files.flatMap(({ key }) => key ?? []))];
  const used = await tx.many(sql<{ key: string }>`
    select distinct storage_key as key from attachments where workspace_id = current_workspace() and storage_key = any(${keys})`);
  const isUsed = new Set(used.map(({ key }) => key));
  const free = files.filter(({ key }) => key !== null && !isUsed.has(key)).flatMap(({ key, thumbnailKey }) => [key, thumbnailKey]);
  await tx.run(sql`
    insert into media_leftovers (workspace_id, storage_key, left_at)
    select ${workspaceId}, key, ${LONG_AGO} from unnest(${[...new Set(free.flatMap((key) => key ?? []))]}::text[]) key
    on conflict (workspace_id, storage_key) do update set left_at = excluded.left_at`);
}
