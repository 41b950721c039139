import { setTimeout as sleep } from "node:timers/promises";
import type { MediaKind } from "../../../../content/content.ts";
import { adapterOf, DOWNLOAD_MS, type MediaOutcome } from "../../channels/index.ts";
import {
  addJobs,
  completeJobs,
  emit,
  hashOf,
  type Job,
  Postpone,
  type ScanFile,
  type Storage,
  sql,
  storageKey,
  type Tx,
} from "../../platform/index.ts";
import type { DeliveryParts } from "../delivery/delivery-parts.ts";
import { messageMediaChanged } from "../events.ts";
import { transcribeJob } from "../job-kinds.ts";
import type { FileReader } from "./file-reader.ts";
import { type InspectedFile, isForbidden, safeFileName } from "./inspect-file.ts";
import { addStorageUse, judgeStorage, noteStorageFull, storageUse } from "./storage-use.ts";

interface Pending {
  id: string;
  kind: MediaKind;
  state: string;
  failureCode: string | null;
  providerMediaId: string;
  declaredType: string | null;
  declaredHash: string | null;
  fileName: string | null;
  channelId: string;
  conversationId: string;
  messageId: string;
  rawEventId: string | null;
  createdAt: Date;
}

/** Tries one soon after the other, then one every hour for as long as providers keep files. WhatsApp: 7 days. */
const QUICK_TRIES = 8;
const SLOW_RETRY_MS = 60 * 60_000;
const KEPT_MS = 7 * 86_400_000;
/** What a person may still fetch: the largest that any provider carries. */
const LARGEST_BYTES = 100 * 1024 * 1024;
/** The queue's own limit must not end it before. */
export const MEDIA_TRIES = 400;

/**
 * Fetches one file from the provider, looks at its bytes, stores it once under its hash. A file that stays away is
 * visible on its message, with the reason, and can be asked for again.
 */
export async function fetchMedia(
  { db, clock, metrics, adapters, channels, tools, storage, scan, fileReader, storageLimit }: DeliveryParts,
  job: Job<{ attachmentId: string; anySize?: boolean }>,
): Promise<void> {
  const { attachmentId } = job.payload;
  const { workspaceId } = job;
  const found = await db.inWorkspace(workspaceId, async (tx) => {
    const [pending, used] = await Promise.all([findPending(tx, attachmentId), storageUse(tx, workspaceId)]);
    const channel = pending === null ? null : await channels.open(tx, pending.channelId);
    return pending === null || channel === null ? null : { pending, channel, used };
  });
  if (found === null || !isWanted(found.pending)) return;
  const { pending, channel } = found;
  const adapter = adapterOf(adapters, channel.kind);
  // Whoever manages channels may ask for one that is over the limit.
  const maxBytes = job.payload.anySize === true ? LARGEST_BYTES : adapter.maxMediaBytes(pending.kind);
  const outcome =
    pending.rawEventId === null
      ? await inTime(adapter.fetchMedia?.({ providerMediaId: pending.providerMediaId }, maxBytes, channel, tools))
      : await cutOut(pending.rawEventId);
  if (outcome === undefined) return;
  metrics.media.inc({ result: outcome.status });

  if (outcome.status === "fetched") {
    if (storageLimit !== null && found.used + outcome.bytes.length > storageLimit) return comeBackLater("storage_full");
    const hash = hashOf(outcome.bytes);
    const wanted = outcome.declaredHash ?? pending.declaredHash;
    if (wanted !== null && wanted !== undefined && wanted !== hash) {
      if (job.attempt < QUICK_TRIES) throw new Error("the file is not the one that the provider announced");
      return fail("hash_mismatch");
    }
    const stored = await storeFile({ storage, scan, fileReader }, workspaceId, { bytes: outcome.bytes, hash }, pending.kind);
    if ("refused" in stored) return fail(stored.refused);
    await finish(async (tx) => {
      const changed = await tx.run(sql`
        update attachments set state = 'stored', failure_code = null, kind = ${stored.kind}, media_type = ${stored.mediaType}, size = ${outcome.bytes.length}, hash = ${hash},
          storage_key = ${stored.key}, thumbnail_key = ${stored.thumbnailKey}, width = ${stored.width}, height = ${stored.height},
          pages = ${stored.pages}, duration_ms = ${stored.durationMs}, waveform = ${stored.waveform},
          file_name = ${safeFileName(pending.fileName)}, stored_at = ${clock.now()},
          transcript_state = case when transcript_state is null then null when ${stored.kind} in ('voice', 'audio') then 'pending' else 'refused' end,
          transcript_reason = case when transcript_state is null or ${stored.kind} in ('voice', 'audio') then null else 'not_audio' end
        where id = ${attachmentId} and state <> 'stored'`);
      // Asked for twice at once, it is stored and counted once.
      if (changed > 0) addStorageUse(tx, workspaceId, outcome.bytes.length);
      const heard = await tx.maybeOne(sql`select 1 from attachments where id = ${attachmentId} and transcript_state = 'pending'`);
      if (changed > 0 && heard !== null) addJobs(tx, [transcribeJob({ workspaceId, payload: { attachmentId } })], clock.now());
      await judgeStorage(tx, workspaceId, storageLimit, clock.now());
      tellChanged(tx);
    });
    return;
  }
  if (outcome.status === "too_large") return fail("too_large", outcome.size);
  if (outcome.status === "gone") return fail("gone");
  if (outcome.status === "refused") return fail("address_refused");
  if (job.attempt < QUICK_TRIES && !isOld()) throw new Error(outcome.text);
  return comeBackLater("unavailable");

  function isOld(): boolean {
    return clock.now().getTime() - pending.createdAt.getTime() > KEPT_MS;
  }

  /** People see that it is not here, and why; it is not lost while the provider keeps it, and asked for every hour. */
  async function comeBackLater(code: string): Promise<void> {
    if (isOld()) return fail(code);
    await db.inWorkspace(workspaceId, async (tx) => {
      if (pending.state === "pending") await showFailed(tx, code);
      if (code === "storage_full") await noteStorageFull(tx, workspaceId, clock.now());
    });
    throw new Postpone(SLOW_RETRY_MS);
  }

  /** The raw event holds the file: it goes with the event, after three months. */
  async function cutOut(rawEventId: string): Promise<MediaOutcome> {
    const event = await db.inWorkspace(workspaceId, (tx) =>
      tx.maybeOne(sql<{ body: Buffer }>`select body from raw_events where workspace_id = ${workspaceId} and id = ${rawEventId}`),
    );
    const bytes = event === null ? null : ((await adapter.fileIn?.(event.body, pending.providerMediaId)) ?? null);
    if (bytes === null) return { status: "gone", text: "the raw event does not hold the file any more" };
    return bytes.length > maxBytes ? { status: "too_large", size: bytes.length } : { status: "fetched", bytes };
  }

  async function fail(code: string, size?: number) {
    await finish((tx) => showFailed(tx, code, size));
  }

  async function showFailed(tx: Tx, code: string, size?: number) {
    await tx.run(
      sql`update attachments set state = 'failed', failure_code = ${code}, size = coalesce(${size ?? null}, size), file_name = ${safeFileName(pending.fileName)},
        transcript_state = case when transcript_state is not null then 'failed' end, transcript_reason = case when transcript_state is not null then 'no_file' end
      where id = ${attachmentId}`,
    );
    tellChanged(tx);
  }

  async function finish(write: (tx: Tx) => Promise<void>) {
    await db.inWorkspace(
      workspaceId,
      async (tx) => {
        await write(tx);
        await completeJobs(tx, [job]);
      },
      job.correlationId,
    );
  }

  function tellChanged(tx: Tx) {
    const { conversationId, messageId } = pending;
    emit(tx, [messageMediaChanged({ workspaceId, conversationId, subjectId: messageId })], clock.now());
  }
}

/** Also one that is shown as failed: as long as its provider may give it. */
/** Several calls may make one download: together they end in time as well. */
async function inTime(download: Promise<MediaOutcome> | undefined): Promise<MediaOutcome | undefined> {
  if (download === undefined) return undefined;
  const ended = new AbortController();
  const late = sleep<MediaOutcome>(DOWNLOAD_MS, { status: "unavailable", text: "The download took too long." }, { signal: ended.signal });
  late.catch(() => undefined); // the download was faster
  return Promise.race([download, late]).finally(() => ended.abort());
}

const isWanted = ({ state, failureCode }: Pending): boolean =>
  state === "pending" || (state === "failed" && (failureCode === "unavailable" || failureCode === "storage_full"));

async function findPending(tx: Tx, id: string): Promise<Pending | null> {
  const [pending] = await tx.named<Pending>(
    "inbox.find_pending_file",
    `select a.id, a.kind, a.state, a.failure_code as "failureCode", a.provider_media_id as "providerMediaId", a.declared_type as "declaredType",
       a.declared_hash as "declaredHash", a.file_name as "fileName", m.channel_id as "channelId", m.conversation_id as "conversationId", m.id as "messageId",
       a.raw_event_id as "rawEventId", a.created_at as "createdAt"
     from attachments a join messages m on m.workspace_id = a.workspace_id and m.id = a.message_id where a.id = $1 and a.provider_media_id is not null`,
    [id],
  );
  return pending ?? null;
}

export type StoredFile = Omit<InspectedFile, "thumbnail"> & { key: string; thumbnailKey: string | null };

export interface StoreParts {
  storage: Storage;
  scan: ScanFile;
  fileReader: FileReader;
}

/** Why bytes are never kept: a program by its type, or what a scanner found in it. */
export type NotKept = { refused: "forbidden_type" | "infected"; mediaType: string };

/** @throws when the scanner does not answer */
export async function storeFile(
  { storage, scan, fileReader }: StoreParts,
  workspaceId: string,
  { bytes, hash }: { bytes: Buffer; hash: string },
  declaredKind: MediaKind,
): Promise<StoredFile | NotKept> {
  const { thumbnail, ...inspected } = await fileReader.inspect(workspaceId, bytes, declaredKind);
  const { mediaType } = inspected;
  if (isForbidden(mediaType)) return { refused: "forbidden_type", mediaType };
  if (!(await scan(bytes)).isClean) return { refused: "infected", mediaType };
  const key = storageKey(workspaceId, hash);
  await storage.put(key, bytes);
  const thumbnailKey = thumbnail === null ? null : storageKey(workspaceId, hash, "-thumbnail");
  if (thumbnail !== null && thumbnailKey !== null) await storage.put(thumbnailKey, thumbnail);
  return { key, thumbnailKey, ...inspected };
}
