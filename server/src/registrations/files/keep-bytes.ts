import { type DeliveryParts, safeFileName, storageFull, storageUse } from "../../inbox/index.ts";
import { type Ctx, hashOf, storageKey } from "../../platform/index.ts";
import { badFile } from "../errors.ts";

export type FileParts = Pick<DeliveryParts, "storage" | "coldStorage" | "scan" | "fileReader" | "storageLimit">;

/** Bytes that are kept, with what was seen in them. */
export interface KeptBytes {
  givenName: string | null;
  mediaType: string;
  size: number;
  hash: string;
  key: string;
  thumbnailKey: string | null;
  width: number | null;
  height: number | null;
  pages: number | null;
}

export const LARGEST_FILE = 10 * 1024 * 1024;
const TAKEN = /^(image\/(jpeg|png|webp|gif|heic|heif)|application\/pdf)$/;
/** Apart from the files of conversations, which are made smaller and moved away when they are old. */
const SUFFIX = "-registration";

/**
 * Looks at bytes and keeps them as they are. What the file says of itself does not count.
 * @throws {AppError} registrations.bad_file, inbox.storage_full
 */
export async function keepBytes(
  parts: FileParts,
  ctx: Pick<Ctx, "workspaceId" | "transaction">,
  { field, bytes, name }: { field: string; bytes: Buffer; name: string | null },
): Promise<KeptBytes> {
  const { workspaceId } = ctx;
  if (bytes.length > LARGEST_FILE) throw badFile({ field, because: "too_large" });
  const { thumbnail, mediaType, width, height, pages } = await parts.fileReader.inspect(workspaceId, bytes, "document");
  if (!TAKEN.test(mediaType)) throw badFile({ field, because: "wrong_type" });
  const used = await ctx.transaction((tx) => storageUse(tx, workspaceId));
  if (parts.storageLimit !== null && used + bytes.length > parts.storageLimit)
    throw storageFull({ limitMegabytes: parts.storageLimit / 1_000_000 });
  if (!(await parts.scan(bytes)).isClean) throw badFile({ field, because: "refused" });
  const hash = hashOf(bytes);
  const key = storageKey(workspaceId, hash, SUFFIX);
  await parts.storage.put(key, bytes);
  const thumbnailKey = thumbnail === null ? null : storageKey(workspaceId, hash, `${SUFFIX}small`);
  if (thumbnail !== null && thumbnailKey !== null) await parts.storage.put(thumbnailKey, thumbnail);
  return { givenName: safeFileName(name), mediaType, size: bytes.length, hash, key, thumbnailKey, width, height, pages };
}
