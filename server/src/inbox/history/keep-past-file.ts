import type { MediaKind } from "../../../../content/content.ts";
import { type Clock, type Database, hashOf, sql, type Tx } from "../../platform/index.ts";
import { type StoreParts, storeFile } from "../media/fetch-media.ts";
import { safeFileName } from "../media/inspect-file.ts";
import { addStorageUse, judgeStorage, storageUse } from "../media/storage-use.ts";

interface Parts extends StoreParts {
  db: Database;
  clock: Clock;
  /** Bytes of files that a workspace may keep; null without a limit. */
  storageLimit: number | null;
}

/** Why a file of the past is not here. */
export type PastFileFailure = "gone" | "too_large" | "address_refused";

interface Waiting {
  kind: MediaKind;
  fileName: string | null;
}

/**
 * Stores the bytes of a file that `writeHistory` announced, or why there are none; looked at and scanned as what comes in is. Twice is once.
 * No event tells of it: nobody waits for a file of the past.
 * @param settle what is written in the same transaction
 * @returns what became of it; `storage_full` writes nothing, and may be tried again
 */
export async function keepPastFile(
  parts: Parts,
  workspaceId: string,
  attachmentId: string,
  given: Buffer | PastFileFailure,
  settle: (tx: Tx) => Promise<void>,
): Promise<"kept" | "failed" | "storage_full"> {
  const { db, clock, storageLimit } = parts;
  const { waiting, used } = await db.inWorkspace(workspaceId, async (tx) => ({
    waiting: await tx.maybeOne(sql<Waiting>`
      select kind, file_name as "fileName" from attachments where id = ${attachmentId} and state = 'pending'`),
    used: await storageUse(tx, workspaceId),
  }));
  if (waiting === null) {
    await db.inWorkspace(workspaceId, settle);
    return "failed";
  }
  if (typeof given !== "string" && storageLimit !== null && used + given.length > storageLimit) return "storage_full";
  const stored =
    typeof given === "string"
      ? { refused: given }
      : await storeFile(parts, workspaceId, { bytes: given, hash: hashOf(given) }, waiting.kind);
  await db.inWorkspace(workspaceId, async (tx) => {
    if ("refused" in stored)
      await tx.run(
        sql`update attachments set state = 'failed', failure_code = ${stored.refused} where id = ${attachmentId} and state = 'pending'`,
      );
    else if (typeof given !== "string") {
      const changed = await tx.run(sql`
        update attachments set state = 'stored', kind = ${stored.kind}, media_type = ${stored.mediaType}, size = ${given.length}, hash = ${hashOf(given)},
          storage_key = ${stored.key}, thumbnail_key = ${stored.thumbnailKey}, width = ${stored.width}, height = ${stored.height}, pages = ${stored.pages},
          duration_ms = ${stored.durationMs}, waveform = ${stored.waveform}, file_name = ${safeFileName(waiting.fileName)}, stored_at = ${clock.now()}
        where id = ${attachmentId} and state = 'pending'`);
      if (changed > 0) addStorageUse(tx, workspaceId, given.length);
      await judgeStorage(tx, workspaceId, storageLimit, clock.now());
    }
    await settle(tx);
  });
  return "refused" in stored ? "failed" : "kept";
}
