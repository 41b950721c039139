import { beginNotice, endNotices } from "../../notices/index.ts";
import type { Tx } from "../../platform/index.ts";
import { storageFull, storageKinds, storageLow } from "./storage-kinds.ts";

/** In the transaction that stores, moves or shrinks a file. @param bytes negative where some became free */
export function addStorageUse(tx: Tx, workspaceId: string, bytes: number): void {
  tx.later(
    "inbox.add_storage_use",
    `insert into storage_use as u (workspace_id, bytes) values ($1, greatest($2::bigint, 0))
     on conflict (workspace_id) do update set bytes = greatest(u.bytes + $2::bigint, 0)`,
    [workspaceId, bytes],
  );
}

/** Bytes of files outside cold storage. Each message's file counts, also where two share their bytes. */
export async function storageUse(tx: Tx, workspaceId: string): Promise<number> {
  const [row] = await tx.named<{ bytes: number }>("inbox.storage_use", "select bytes from storage_use where workspace_id = $1", [
    workspaceId,
  ]);
  return row?.bytes ?? 0;
}

/** Administrators hear of it from here on, so that there is time to make room. The same share as for quotas of sends. */
const WARNED_SHARE = 0.8;

/** After files came or went, in their transaction. @param limit bytes, null for none */
export async function judgeStorage(tx: Tx, workspaceId: string, limit: number | null, now: Date): Promise<void> {
  if (limit === null) return;
  const place = { workspaceId, subjectId: null, now };
  if ((await storageUse(tx, workspaceId)) >= limit * WARNED_SHARE) await beginNotice(tx, place, storageLow);
  else await endNotices(tx, place, storageKinds);
}

/** A file found no room. */
export const noteStorageFull = (tx: Tx, workspaceId: string, now: Date): Promise<void> =>
  beginNotice(tx, { workspaceId, subjectId: null, now }, storageFull);
