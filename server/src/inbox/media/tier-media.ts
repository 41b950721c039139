import { buffer } from "node:stream/consumers";
import {
  addJobs,
  type Clock,
  type Database,
  emit,
  FileAsleep,
  hashOf,
  type Logger,
  Postpone,
  type Storage,
  sql,
  storageKey,
  type Tx,
} from "../../platform/index.ts";
import { messageMediaChanged } from "../events.ts";
import { tierMediaJob } from "../job-kinds.ts";
import type { FileReader } from "./file-reader.ts";
import { addStorageUse, judgeStorage } from "./storage-use.ts";

export interface TierParts {
  db: Database;
  clock: Clock;
  log: Logger;
  storage: Storage;
  /** Where old files lie: slower, cheaper. */
  coldStorage: Storage;
  fileReader: FileReader;
  storageLimit: number | null;
}

const DAY_MS = 86_400_000;
/** Old files are rarely opened: first they are made smaller, then they lie where it is cheap. */
const SMALLER_AFTER_MS = 91 * DAY_MS;
const COLD_AFTER_MS = 182 * DAY_MS;
/** What somebody brought back stays for a while. */
const RECALLED_MS = 30 * DAY_MS;
const LEFTOVER_MS = DAY_MS;
const AT_ONCE = 100;

/** One job a workspace and night. */
export async function queueTiering(db: Database, now: Date): Promise<void> {
  const workspaces = await db.systemStatement<{ id: string }>("inbox.workspaces_to_tier", "select id from workspaces", []);
  for (const { id } of workspaces) await db.inWorkspace(id, (tx) => addJobs(tx, [tierMediaJob({ workspaceId: id, payload: {} })], now));
}

interface Aged {
  id: string;
  key: string;
  hash: string | null;
  size: number | null;
}

/** Makes old pictures smaller, moves older files away, removes what nobody names. Runs again while there is more. */
export async function tierMedia(parts: TierParts, workspaceId: string): Promise<void> {
  const now = parts.clock.now();
  const smaller = await makeSmaller(parts, workspaceId, now);
  const moved = await moveToCold(parts, workspaceId, now);
  const removed = await removeLeftovers(parts, workspaceId, now);
  if (smaller + moved + removed > 0) parts.log.info({ workspaceId, smaller, moved, removed }, "old files were tiered");
  await parts.db.inWorkspace(workspaceId, (tx) => judgeStorage(tx, workspaceId, parts.storageLimit, now));
  if (smaller === AT_ONCE || moved === AT_ONCE || removed === AT_ONCE)
    await parts.db.inWorkspace(workspaceId, (tx) => addJobs(tx, [tierMediaJob({ workspaceId, payload: {} })], now));
}

async function makeSmaller({ db, storage, fileReader, log }: TierParts, workspaceId: string, now: Date): Promise<number> {
  const aged = await db.inWorkspace(workspaceId, (tx) =>
    tx.many(sql<Aged>`
      select id, storage_key as key, hash, size from attachments
      where workspace_id = ${workspaceId} and state = 'stored' and tier = 'original' and created_at < ${new Date(now.getTime() - SMALLER_AFTER_MS)}
        and media_type in ('image/jpeg', 'image/png') and not keep_original and message_id is not null
      order by created_at limit ${AT_ONCE}`),
  );
  for (const { id, key, hash, size } of aged) {
    const bytes = await read(storage, key);
    const picture = bytes === null ? null : await fileReader.shrink(workspaceId, bytes);
    if (bytes === null) log.warn({ attachmentId: id }, "a stored file is not where it should be");
    const isWorth = picture !== null && bytes !== null && picture.length < bytes.length * 0.9;
    const newKey = isWorth ? storageKey(workspaceId, hashOf(picture)) : key;
    if (isWorth) await storage.put(newKey, picture);
    await db.inWorkspace(workspaceId, async (tx) => {
      if (!isWorth) return tx.run(sql`update attachments set tier = 'smaller' where id = ${id}`);
      const changed = await tx.run(sql`
        update attachments set tier = 'smaller', storage_key = ${newKey}, media_type = 'image/webp', size = ${picture.length}, hash = ${newKey.slice(-64)},
          original_hash = ${hash}, original_size = ${size} where id = ${id} and storage_key = ${key} and state = 'stored'`);
      if (changed > 0) {
        await leave(tx, workspaceId, key, now);
        addStorageUse(tx, workspaceId, picture.length - (size ?? bytes.length));
      }
      return changed;
    });
  }
  return aged.length;
}

async function moveToCold({ db, storage, coldStorage, log }: TierParts, workspaceId: string, now: Date): Promise<number> {
  const aged = await db.inWorkspace(workspaceId, (tx) =>
    tx.many(sql<Aged>`
      select id, storage_key as key, hash, size from attachments
      where workspace_id = ${workspaceId} and state = 'stored' and created_at < ${new Date(now.getTime() - COLD_AFTER_MS)}
        and (recalled_at is null or recalled_at < ${new Date(now.getTime() - RECALLED_MS)}) and message_id is not null
      order by created_at limit ${AT_ONCE}`),
  );
  for (const { id, key, size } of aged) {
    const bytes = await read(storage, key);
    if (bytes === null) {
      log.warn({ attachmentId: id }, "a stored file is not where it should be");
      continue;
    }
    await coldStorage.put(key, bytes);
    await db.inWorkspace(workspaceId, async (tx) => {
      const changed = await tx.run(
        sql`update attachments set state = 'tiered' where id = ${id} and storage_key = ${key} and state = 'stored'`,
      );
      if (changed === 0) return;
      await leave(tx, workspaceId, key, now);
      addStorageUse(tx, workspaceId, -(size ?? 0));
    });
  }
  return aged.length;
}

/** Brings a file back from cold storage; one that was restored from a backup lies here already. */
export async function recallMedia(
  { db, clock, storage, coldStorage }: TierParts,
  workspaceId: string,
  attachmentId: string,
): Promise<void> {
  const found = await db.inWorkspace(workspaceId, (tx) =>
    tx.maybeOne(sql<{ key: string }>`select storage_key as key from attachments where id = ${attachmentId} and state = 'tiered'`),
  );
  if (found === null) return;
  const bytes = (await read(coldStorage, found.key).catch(waitForArchive)) ?? (await read(storage, found.key));
  if (bytes === null) throw new Error("the file is not in cold storage");
  await storage.put(found.key, bytes);
  const now = clock.now();
  await db.inWorkspace(workspaceId, async (tx) => {
    const back = await tx.maybeOne(sql<{ messageId: string; conversationId: string; size: number | null }>`
      update attachments a set state = 'stored', recalled_at = ${now} from messages m
      where a.id = ${attachmentId} and a.state = 'tiered' and m.workspace_id = a.workspace_id and m.id = a.message_id
      returning m.id as "messageId", m.conversation_id as "conversationId", a.size`);
    if (back !== null) addStorageUse(tx, workspaceId, back.size ?? 0);
    await tx.run(sql`delete from media_leftovers where storage_key = ${found.key}`);
    if (back !== null)
      emit(tx, [messageMediaChanged({ workspaceId, conversationId: back.conversationId, subjectId: back.messageId })], now);
  });
}

/** Archives of the Glacier kind take hours. */
const ASK_ARCHIVE_MS = 30 * 60_000;

function waitForArchive(error: unknown): never {
  throw error instanceof FileAsleep ? new Postpone(ASK_ARCHIVE_MS) : error;
}

function leave(tx: Tx, workspaceId: string, key: string, now: Date): Promise<number> {
  return tx.run(sql`
    insert into media_leftovers (workspace_id, storage_key, left_at) values (${workspaceId}, ${key}, ${now})
    on conflict (workspace_id, storage_key) do update set left_at = excluded.left_at`);
}

/**
 * The same bytes may belong to several messages: they go when the last one has let go of them. The rows go after the bytes, so that a
 * program that dies in between removes them again, and none stays behind.
 */
async function removeLeftovers({ db, storage, coldStorage }: TierParts, workspaceId: string, now: Date): Promise<number> {
  const left = await db.inWorkspace(workspaceId, (tx) =>
    tx.many(sql<{ key: string; isUsed: boolean; isNamed: boolean }>`
      select l.storage_key as key,
        exists (select 1 from attachments a where a.workspace_id = l.workspace_id and a.storage_key = l.storage_key and a.state = 'stored') as "isUsed",
        exists (select 1 from attachments a where a.workspace_id = l.workspace_id and a.storage_key = l.storage_key) as "isNamed"
      from media_leftovers l where l.workspace_id = ${workspaceId} and l.left_at < ${new Date(now.getTime() - LEFTOVER_MS)} limit ${AT_ONCE}`),
  );
  for (const { key, isUsed, isNamed } of left) {
    if (!isUsed) await storage.delete(key);
    // What nobody names any more was erased.
    if (!isNamed) await coldStorage.delete(key);
  }
  await db.inWorkspace(workspaceId, (tx) =>
    tx.run(sql`delete from media_leftovers where workspace_id = ${workspaceId} and storage_key = any(${left.map(({ key }) => key)})`),
  );
  return left.length;
}

async function read(storage: Storage, key: string): Promise<Buffer | null> {
  const file = await storage.read(key).catch((error) => {
    if (error instanceof FileAsleep) throw error;
    return null;
  });
  return file === null ? null : buffer(file.stream);
}
