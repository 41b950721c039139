import { addStorageUse } from "../../inbox/index.ts";
import { addJobs, type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { keepFileJob } from "../job-kinds.ts";
import { registrationVisibleTo } from "../registration.ts";
import type { KeptBytes } from "./keep-bytes.ts";

/** A file of a registration. */
export interface RegistrationFile {
  id: string;
  registrationId: string;
  field: string;
  state: "waiting" | "kept" | "lost";
  givenName: string | null;
  mediaType: string | null;
  size: number | null;
  hash: string | null;
  storageKey: string | null;
  thumbnailKey: string | null;
  width: number | null;
  height: number | null;
  pages: number | null;
  /** A newer one came for its field. */
  isReplaced: boolean;
  createdAt: Date;
}

const columns = sql`
  f.id, f.registration_id as "registrationId", f.field, f.state, f.given_name as "givenName", f.media_type as "mediaType", f.size::float8 as size, f.hash,
    f.storage_key as "storageKey", f.thumbnail_key as "thumbnailKey", f.width, f.height, f.pages, f.replaced_at is not null as "isReplaced", f.created_at as "createdAt"`;

/** In the order in which they came, those that were replaced too. */
export const filesOf = (tx: Tx, registrationId: string): Promise<RegistrationFile[]> =>
  tx.many(
    sql<RegistrationFile>`select ${columns} from registration_files f where f.registration_id = ${registrationId} order by f.created_at, f.id limit 500`,
  );

/** The one way to a file: of a registration that the asker sees. @throws {AppError} platform.not_found */
export async function accessFile(
  tx: Tx,
  ctx: Pick<Ctx, "actor">,
  id: string,
): Promise<RegistrationFile & { taxId: string | null; number: string }> {
  const file = await tx.maybeOne(sql<RegistrationFile & { taxId: string | null; number: string }>`
    select ${columns}, r.tax_id as "taxId", r.number
    from registration_files f join registrations r on r.workspace_id = f.workspace_id and r.id = f.registration_id
    where f.id = ${id} and ${registrationVisibleTo(ctx.actor)}`);
  if (file === null) throw notFound({ what: "registration file" });
  return file;
}

/** What takes the place of a field's file. Bytes that are here, or a file of the inbox, which is copied as soon as it is there. */
export type NewFile = { field: string } & ({ kept: KeptBytes } | { attachmentId: string });

/** What stood in these fields before stays, as replaced. */
export async function addFiles(tx: Tx, ctx: Ctx, registrationId: string, files: readonly NewFile[]): Promise<void> {
  const fields = [...new Set(files.map(({ field }) => field))];
  await tx.run(sql`
    update registration_files set replaced_at = ${ctx.now()} where registration_id = ${registrationId} and field = any(${fields}) and replaced_at is null`);
  for (const file of files) await addFile(tx, ctx, registrationId, file);
}

async function addFile(tx: Tx, ctx: Ctx, registrationId: string, file: NewFile): Promise<void> {
  const { workspaceId } = ctx;
  const id = newId();
  const kept = "kept" in file ? file.kept : null;
  const attachmentId = "kept" in file ? null : file.attachmentId;
  await tx.run(sql`
    insert into registration_files (workspace_id, id, registration_id, field, state, attachment_id, given_name, media_type, size, hash, storage_key, thumbnail_key,
      width, height, pages, created_at)
    values (${workspaceId}, ${id}, ${registrationId}, ${file.field}, ${kept === null ? "waiting" : "kept"}, ${attachmentId}, ${kept?.givenName ?? null},
      ${kept?.mediaType ?? null}, ${kept?.size ?? null}, ${kept?.hash ?? null}, ${kept?.key ?? null}, ${kept?.thumbnailKey ?? null},
      ${kept?.width ?? null}, ${kept?.height ?? null}, ${kept?.pages ?? null}, ${ctx.now()})`);
  if (kept === null) addJobs(tx, [keepFileJob({ workspaceId, payload: { fileId: id } })], ctx.now());
  else addStorageUse(tx, workspaceId, kept.size);
}

const ENDINGS: Readonly<Record<string, string>> = {
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/gif": "gif",
  "image/heic": "heic",
  "image/heif": "heif",
  "application/pdf": "pdf",
};

/** Named by field and tax id, so that a folder of many people's papers stays in order; by the number where nobody gave a tax id. Pure. */
export function fileNameOf(
  { field, mediaType }: Pick<RegistrationFile, "field" | "mediaType">,
  taxId: string | null,
  number: string,
): string {
  return `${field}_${taxId?.split(" ")[1] ?? number}.${ENDINGS[mediaType ?? ""] ?? "bin"}`;
}
