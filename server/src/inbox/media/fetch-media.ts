import { createHash } from "node:crypto";
import { adapterOf, type MediaKind, type MediaOutcome } from "../../channels/index.ts";
import { completeJobs, emit, type Job, type Storage, sql, storageKey, type Tx } from "../../platform/index.ts";
import type { DeliveryParts } from "../messages/deliver-message.ts";
import { inspectFile, isForbidden, safeFileName } from "./inspect-file.ts";

interface Pending {
  id: string;
  kind: MediaKind;
  state: string;
  providerMediaId: string;
  declaredType: string | null;
  declaredHash: string | null;
  fileName: string | null;
  channelId: string;
  conversationId: string;
  messageId: string;
  rawEventId: string | null;
}

/** Tries before the attachment is shown as failed; a person can ask again as long as the provider keeps the file. */
export const MEDIA_TRIES = 8;

/**
 * Fetches one file from the provider, looks at its bytes, stores it once under its hash. A file that stays away is
 * visible on its message, with the reason, and can be asked for again.
 */
export async function fetchMedia({ db, clock, metrics, adapters, channels, tools, storage }: DeliveryParts, job: Job): Promise<void> {
  const attachmentId = job.payload["attachmentId"] as string;
  const { workspaceId } = job;
  const found = await db.inWorkspace(workspaceId, async (tx) => {
    const pending = await findPending(tx, attachmentId);
    const channel = pending === null ? null : await channels.open(tx, pending.channelId);
    return pending === null || channel === null ? null : { pending, channel };
  });
  if (found === null || found.pending.state !== "pending") return;
  const { pending, channel } = found;
  const adapter = adapterOf(adapters, channel.kind);
  const maxBytes = adapter.maxMediaBytes(pending.kind);
  const outcome =
    pending.rawEventId === null
      ? await adapter.fetchMedia?.({ providerMediaId: pending.providerMediaId }, maxBytes, channel, tools)
      : await cutOut(pending.rawEventId);
  if (outcome === undefined) return;
  metrics.media.inc({ result: outcome.status });

  if (outcome.status === "fetched") {
    const hash = createHash("sha256").update(outcome.bytes).digest("hex");
    const wanted = outcome.declaredHash ?? pending.declaredHash;
    if (wanted !== null && wanted !== undefined && wanted !== hash) {
      if (job.attempt < MEDIA_TRIES) throw new Error("the file is not the one that the provider announced");
      return fail("hash_mismatch");
    }
    const stored = await storeFile(storage, workspaceId, outcome.bytes, pending.kind);
    if (stored === null) return fail("forbidden_type");
    await finish(async (tx) => {
      await tx.run(sql`
        update attachments set state = 'stored', failure_code = null, kind = ${stored.kind}, media_type = ${stored.mediaType}, size = ${outcome.bytes.length}, hash = ${hash},
          storage_key = ${stored.key}, thumbnail_key = ${stored.thumbnailKey}, width = ${stored.width}, height = ${stored.height},
          file_name = ${safeFileName(pending.fileName)}, stored_at = ${clock.now()}
        where id = ${attachmentId}`);
    });
    return;
  }
  if (outcome.status === "too_large") return fail("too_large", outcome.size);
  if (outcome.status === "gone") return fail("gone");
  if (outcome.status === "refused") return fail("address_refused");
  if (job.attempt >= MEDIA_TRIES) return fail("unavailable");
  throw new Error(outcome.text);

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
    await finish(async (tx) => {
      await tx.run(
        sql`update attachments set state = 'failed', failure_code = ${code}, size = coalesce(${size ?? null}, size), file_name = ${safeFileName(pending.fileName)} where id = ${attachmentId}`,
      );
    });
  }

  async function finish(write: (tx: Tx) => Promise<void>) {
    await db.inWorkspace(
      workspaceId,
      async (tx) => {
        await write(tx);
        await emit(
          tx,
          [{ workspaceId, kind: "message.media_changed", conversationId: pending.conversationId, subjectId: pending.messageId }],
          clock.now(),
        );
        await completeJobs(tx, [job]);
      },
      job.correlationId,
    );
  }
}

function findPending(tx: Tx, id: string): Promise<Pending | null> {
  return tx.maybeOne(sql<Pending>`
    select a.id, a.kind, a.state, a.provider_media_id as "providerMediaId", a.declared_type as "declaredType", a.declared_hash as "declaredHash", a.file_name as "fileName",
      m.channel_id as "channelId", m.conversation_id as "conversationId", m.id as "messageId", a.raw_event_id as "rawEventId"
    from attachments a join messages m on m.workspace_id = a.workspace_id and m.id = a.message_id where a.id = ${id} and a.provider_media_id is not null`);
}

export interface StoredFile {
  key: string;
  thumbnailKey: string | null;
  mediaType: string;
  kind: MediaKind;
  width: number | null;
  height: number | null;
}

/** Null when the bytes are of a type that is never kept. */
export async function storeFile(storage: Storage, workspaceId: string, bytes: Buffer, declaredKind: MediaKind): Promise<StoredFile | null> {
  const { mediaType, kind, width, height, thumbnail } = await inspectFile(bytes, declaredKind);
  if (isForbidden(mediaType)) return null;
  const key = storageKey(workspaceId, bytes);
  await storage.put(key, bytes);
  const thumbnailKey = thumbnail === null ? null : storageKey(workspaceId, bytes, "-thumbnail");
  if (thumbnail !== null && thumbnailKey !== null) await storage.put(thumbnailKey, thumbnail);
  return { key, thumbnailKey, mediaType, kind, width, height };
}
