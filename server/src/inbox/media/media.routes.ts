import { buffer } from "node:stream/consumers";
import multipart from "@fastify/multipart";
import pLimit from "p-limit";
import { Type } from "typebox";
import type { MediaKind } from "../../../../content/content.ts";
import { channelsManage, channelsRead } from "../../channels/index.ts";
import { type App, addJobs, type Ctx, emit, hashOf, idSchema, Nullable, newId, notFound, OneOf, sql } from "../../platform/index.ts";
import { may } from "../../team/index.ts";
import { ATTACHMENT_KINDS } from "../closed-sets.ts";
import {
  fileArchived,
  fileForbidden,
  fileInfected,
  fileMissing,
  fileNeedsAdministrator,
  fileNotStored,
  fileTooLarge,
  scannerAway,
  storageFull,
} from "../errors.ts";
import { messageMediaChanged } from "../events.ts";
import { fetchMediaJob, recallMediaJob } from "../job-kinds.ts";
import { conversationsRead, conversationsReply } from "../rights.ts";
import { accessAttachment } from "./access-attachment.ts";
import { type StoreParts, storeFile } from "./fetch-media.ts";
import { safeFileName } from "./inspect-file.ts";
import { FILE_HEADERS, inMemory, serveFile } from "./serve-file.ts";
import { addStorageUse, judgeStorage, noteStorageFull, storageUse } from "./storage-use.ts";
import { webmToOgg } from "./webm-to-ogg.ts";

const MAX_UPLOAD_BYTES = 25 * 1024 * 1024;
/** As many as there are lanes that draw them. */
const PAGES_AT_ONCE = 3;
const Upload = Type.Object({
  id: idSchema("attachment"),
  kind: OneOf(ATTACHMENT_KINDS),
  mediaType: Type.String(),
  fileName: Type.String(),
  size: Type.Integer(),
});

interface UploadParts extends StoreParts {
  /** Bytes of files that a workspace may keep; null without a limit. */
  storageLimit: number | null;
}

/** Files of messages: up, down, and again when a download failed. */
export async function mediaRoutes(app: App, parts: UploadParts) {
  const { storage } = parts;
  // A browser asks for several pages at once, and each may need the 30 MB of its file: they wait outside of the memory.
  const fewAtOnce = pLimit(PAGES_AT_ONCE);
  await app.register(multipart, { limits: { fileSize: MAX_UPLOAD_BYTES, files: 1, fields: 3, parts: 4, headerPairs: 50 } });

  app.post(
    "/uploads",
    {
      config: { access: conversationsReply },
      bodyLimit: MAX_UPLOAD_BYTES + 64 * 1024,
      schema: {
        tags: ["Files"],
        summary: "Upload a file to send it: multipart form data, field `file`",
        consumes: ["multipart/form-data"],
        querystring: Type.Object({
          voice: Type.Optional(Type.Boolean({ description: "True for a recording that shall be shown as a voice message." })),
        }),
        response: { 201: Upload },
      },
    },
    async (request, reply) => {
      if (!request.isMultipart()) throw fileMissing();
      const part = await request.file().catch(() => undefined); // without a boundary there are no parts
      if (part === undefined || part.fieldname !== "file") throw fileMissing();
      const bytes = await part.toBuffer().catch(() => {
        throw fileTooLarge({ maxMegabytes: MAX_UPLOAD_BYTES / 1024 / 1024 });
      });
      const saved = await saveUpload(request.ctx, parts, {
        bytes,
        fileName: part.filename,
        declaredType: part.mimetype,
        voice: request.query.voice === true,
      });
      return reply.code(201).send(saved);
    },
  );

  app.get(
    "/attachments/:attachmentId/content",
    {
      config: { access: conversationsRead },
      schema: {
        tags: ["Files"],
        summary: "The file, or its small picture",
        params: Type.Object({ attachmentId: idSchema("attachment") }),
        querystring: Type.Object({ variant: Type.Optional(Type.Union([Type.Literal("original"), Type.Literal("thumbnail")])) }),
      },
    },
    async (request, reply) => {
      const file = await request.ctx.transaction((tx) => accessAttachment(tx, request.ctx, request.params.attachmentId));
      const thumbnail = request.query.variant === "thumbnail" && file.thumbnailKey !== null;
      const key = thumbnail ? file.thumbnailKey : file.storageKey;
      if (key === null) throw fileNotStored();
      if (file.state === "tiered" && !thumbnail) throw fileArchived();
      return serveFile(reply, storage, {
        key,
        mediaType: thumbnail ? "image/webp" : (file.mediaType ?? "application/octet-stream"),
        fileName: file.fileName,
        range: request.headers.range,
      });
    },
  );

  app.get(
    "/attachments/:attachmentId/sound",
    {
      config: { access: conversationsRead },
      schema: {
        tags: ["Files"],
        summary: "A voice message in Ogg Opus as WAV, for browsers that do not play Opus",
        params: Type.Object({ attachmentId: idSchema("attachment") }),
      },
    },
    async ({ ctx, params, headers }, reply) => {
      const file = await ctx.transaction((tx) => accessAttachment(tx, ctx, params.attachmentId));
      if (file.state === "tiered") throw fileArchived();
      if (file.storageKey === null) throw fileNotStored();
      if (file.mediaType !== "audio/ogg") throw notFound({ what: "sound" });
      const { storageKey, fileName } = file;
      const wav = await fewAtOnce(async () =>
        parts.fileReader.asWav(ctx.workspaceId, await buffer((await storage.read(storageKey)).stream)),
      );
      if (wav === null) throw notFound({ what: "sound" });
      return serveFile(reply, inMemory(wav), { key: storageKey, mediaType: "audio/wav", fileName, range: headers.range });
    },
  );

  app.get(
    "/attachments/:attachmentId/pages/:page",
    {
      config: { access: conversationsRead },
      schema: {
        tags: ["Files"],
        summary: "One page of a PDF as a picture (WebP, at most 1800 px): it is read without being opened by the browser",
        params: Type.Object({ attachmentId: idSchema("attachment"), page: Type.Integer({ minimum: 1, maximum: 10_000 }) }),
      },
    },
    async ({ ctx, params }, reply) => {
      const file = await ctx.transaction((tx) => accessAttachment(tx, ctx, params.attachmentId));
      if (file.state === "tiered") throw fileArchived();
      if (file.storageKey === null) throw fileNotStored();
      if (file.pages === null || params.page > file.pages) throw notFound({ what: "page" });
      const { storageKey } = file;
      const picture = await fewAtOnce(async () =>
        parts.fileReader.showPage(ctx.workspaceId, await buffer((await storage.read(storageKey)).stream), params.page),
      );
      if (picture === null) throw notFound({ what: "page" });
      return reply.headers(FILE_HEADERS).type("image/webp").send(picture);
    },
  );

  app.get(
    "/storage-use",
    {
      config: { access: channelsRead },
      schema: {
        tags: ["Files"],
        summary: "How much room the workspace's files take",
        response: {
          200: Type.Object({
            usedBytes: Type.Integer({ description: "Of files outside cold storage." }),
            limitBytes: Nullable(Type.Integer({ description: "Null without a limit." })),
          }),
        },
      },
    },
    async ({ ctx }) => ({
      usedBytes: await ctx.transaction((tx) => storageUse(tx, ctx.workspaceId)),
      limitBytes: parts.storageLimit,
    }),
  );

  app.post(
    "/attachments/:attachmentId/recall",
    {
      config: { access: conversationsRead },
      schema: {
        tags: ["Files"],
        summary: "Bring a file back from cold storage",
        params: Type.Object({ attachmentId: idSchema("attachment") }),
        response: { 202: Type.Object({ done: Type.Boolean() }) },
      },
    },
    async ({ ctx, params }, reply) => {
      await ctx.transaction(async (tx) => {
        const { state } = await accessAttachment(tx, ctx, params.attachmentId);
        if (state !== "tiered") throw notFound({ what: "archived file" });
        addJobs(tx, [recallMediaJob({ workspaceId: ctx.workspaceId, payload: { attachmentId: params.attachmentId } })], ctx.now());
      });
      return reply.code(202).send({ done: true });
    },
  );

  app.post(
    "/attachments/:attachmentId/retry",
    {
      config: { access: conversationsReply },
      schema: {
        tags: ["Files"],
        summary: "Fetch a failed file from the provider again",
        description: "One that was too large needs `channels.manage`, and is fetched up to 100 MB.",
        params: Type.Object({ attachmentId: idSchema("attachment") }),
        response: { 202: Type.Object({ done: Type.Boolean() }) },
      },
    },
    async ({ ctx, params }, reply) => {
      await ctx.transaction(async (tx) => {
        await accessAttachment(tx, ctx, params.attachmentId);
        const row = await tx.maybeOne(sql<{ messageId: string; conversationId: string; failureCode: string | null }>`
          update attachments a set state = 'pending', failure_code = null
          from messages m, (select failure_code from attachments where id = ${params.attachmentId} for update) before
          where a.id = ${params.attachmentId} and a.state = 'failed' and a.provider_media_id is not null and m.workspace_id = a.workspace_id and m.id = a.message_id
          returning m.id as "messageId", m.conversation_id as "conversationId", before.failure_code as "failureCode"`);
        if (row === null) throw notFound({ what: "failed attachment" });
        const anySize = row.failureCode === "too_large";
        if (anySize && !may(ctx.actor, channelsManage)) throw fileNeedsAdministrator();
        addJobs(tx, [fetchMediaJob({ workspaceId: ctx.workspaceId, payload: { attachmentId: params.attachmentId, anySize } })], ctx.now());
        emit(
          tx,
          [messageMediaChanged({ workspaceId: ctx.workspaceId, conversationId: row.conversationId, subjectId: row.messageId })],
          ctx.now(),
        );
      });
      return reply.code(202).send({ done: true });
    },
  );
}

export interface NewUpload {
  bytes: Buffer;
  fileName: string;
  declaredType: string;
  voice: boolean;
}

/** A file that somebody handed in, sniffed and scanned; it belongs to who did until something keeps it. @throws {AppError} for what is not kept */
export async function saveUpload(ctx: Ctx, parts: UploadParts, { bytes: given, fileName, declaredType, voice }: NewUpload) {
  // Browsers of the Chromium family record WebM, which no channel takes as a voice message.
  const bytes = voice ? (webmToOgg(given) ?? given) : given;
  const family = declaredType.split("/")[0];
  const guess: MediaKind = voice ? "voice" : family === "image" || family === "video" || family === "audio" ? family : "document";
  const used = await ctx.transaction((tx) => storageUse(tx, ctx.workspaceId));
  if (parts.storageLimit !== null && used + bytes.length > parts.storageLimit) {
    await ctx.transaction((tx) => noteStorageFull(tx, ctx.workspaceId, ctx.now()));
    throw storageFull({ limitMegabytes: parts.storageLimit / 1_000_000 });
  }
  const stored = await storeFile(parts, ctx.workspaceId, { bytes, hash: hashOf(bytes) }, guess).catch(() => {
    throw scannerAway();
  });
  if ("refused" in stored) throw stored.refused === "infected" ? fileInfected() : fileForbidden({ mediaType: stored.mediaType });
  const id = newId();
  const name = safeFileName(fileName) ?? `${id}`;
  await ctx.transaction(async (tx) => {
    addStorageUse(tx, ctx.workspaceId, bytes.length);
    await tx.run(sql`
      insert into attachments (workspace_id, id, kind, state, declared_type, media_type, file_name, size, hash, storage_key, thumbnail_key, width, height, pages, duration_ms, waveform, uploaded_by, created_at, stored_at)
      values (${ctx.workspaceId}, ${id}, ${stored.kind}, 'stored', ${declaredType.slice(0, 100)}, ${stored.mediaType}, ${name}, ${bytes.length}, ${stored.key.slice(-64)}, ${stored.key},
        ${stored.thumbnailKey}, ${stored.width}, ${stored.height}, ${stored.pages}, ${stored.durationMs}, ${stored.waveform}, ${ctx.actor.id}, ${ctx.now()}, ${ctx.now()})`);
    await judgeStorage(tx, ctx.workspaceId, parts.storageLimit, ctx.now());
  });
  return { id, kind: stored.kind, mediaType: stored.mediaType, fileName: name, size: bytes.length };
}
