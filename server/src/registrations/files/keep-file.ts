import { buffer } from "node:stream/consumers";
import { addStorageUse, findFile, type NamedFile } from "../../inbox/index.ts";
import { AppError, type Ctx, emit, FileAsleep, type Job, type JobOffer, job, Postpone, sql } from "../../platform/index.ts";
import { registrationChanged } from "../events.ts";
import { keepFileJob } from "../job-kinds.ts";
import { type RegistrationGround, roomCtx } from "../room-ctx.ts";
import { type FileParts, type KeptBytes, keepBytes } from "./keep-bytes.ts";

/** A provider gives files within minutes; one that is away is asked for every hour by the inbox. */
const LOOK_AGAIN_MS = 20_000;
const LONGEST_WAIT_MS = 7 * 86_400_000;

/** Copies a conversation's file as it was received. One that never comes is shown as lost. */
export const keepingFiles = (ground: RegistrationGround): JobOffer =>
  job(keepFileJob, { run: (one) => keep(ground, one), maxAttempts: 400 });

interface Waiting {
  attachmentId: string;
  field: string;
  registrationId: string;
  formId: string;
  createdAt: Date;
}

async function keep(
  ground: RegistrationGround,
  { id, workspaceId, payload: { fileId }, correlationId }: Job<{ fileId: string }>,
): Promise<void> {
  const ctx = roomCtx(ground, workspaceId, correlationId ?? `job ${id}`);
  const found = await ctx.transaction(async (tx) => {
    const waiting = await tx.maybeOne(sql<Waiting>`
      select f.attachment_id as "attachmentId", f.field, f.registration_id as "registrationId", r.form_id as "formId", f.created_at as "createdAt"
      from registration_files f join registrations r on r.workspace_id = f.workspace_id and r.id = f.registration_id
      where f.id = ${fileId} and f.state = 'waiting'`);
    return waiting === null ? null : { waiting, file: await findFile(tx, waiting.attachmentId) };
  });
  if (found === null) return;
  const { waiting, file } = found;
  const isOld = ctx.now().getTime() - waiting.createdAt.getTime() > LONGEST_WAIT_MS;
  if (file?.state === "pending" && !isOld) throw new Postpone(LOOK_AGAIN_MS);
  await write(ctx, fileId, waiting, await copy(ground.parts, ctx, waiting.field, file));
}

/** Null where it cannot be had: it never came, or is nothing that is taken. */
async function copy(parts: FileParts, ctx: Ctx, field: string, file: NamedFile | null): Promise<KeptBytes | null> {
  if (file === null || file.storageKey === null || (file.state !== "stored" && file.state !== "tiered")) return null;
  const { storageKey } = file;
  try {
    const { stream } = await (file.state === "tiered" ? parts.coldStorage : parts.storage).read(storageKey);
    return await keepBytes(parts, ctx, { field, bytes: await buffer(stream), name: file.fileName });
  } catch (error) {
    if (error instanceof FileAsleep) throw new Postpone(LOOK_AGAIN_MS);
    if (error instanceof AppError && error.code === "registrations.bad_file") return null;
    throw error;
  }
}

const write = (ctx: Ctx, fileId: string, { registrationId, formId }: Waiting, kept: KeptBytes | null): Promise<void> =>
  ctx.transaction(async (tx) => {
    const changed = await tx.run(sql`
      update registration_files set state = ${kept === null ? "lost" : "kept"}, given_name = ${kept?.givenName ?? null}, media_type = ${kept?.mediaType ?? null},
        size = ${kept?.size ?? null}, hash = ${kept?.hash ?? null}, storage_key = ${kept?.key ?? null}, thumbnail_key = ${kept?.thumbnailKey ?? null},
        width = ${kept?.width ?? null}, height = ${kept?.height ?? null}, pages = ${kept?.pages ?? null}
      where id = ${fileId} and state = 'waiting'`);
    if (changed === 0) return;
    if (kept !== null) addStorageUse(tx, ctx.workspaceId, kept.size);
    emit(tx, [registrationChanged({ workspaceId: ctx.workspaceId, subjectId: registrationId, detail: { formId } })], ctx.now());
  });
