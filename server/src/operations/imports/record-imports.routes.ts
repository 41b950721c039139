import { type Static, Type } from "typebox";
import { type App, IsoTime, idSchema, type JobOffer, job, Nullable, OneOf } from "../../platform/index.ts";
import { findActor } from "../../team/index.ts";
import { type ChatGround, systemCtx } from "../chat/chat-ground.ts";
import { importRecordsJob } from "../job-kinds.ts";
import { operationsWrite } from "../rights.ts";
import { IMPORT_STATES, type RecordImport, readImport } from "./record-import.ts";
import { createImport, findImport, listImports, type SeenImport, startImport, undoImport } from "./record-imports.ts";
import { runRecordImport } from "./run-record-import.ts";
import { IMPORT_KINDS } from "./targets.ts";

const MAX_FILE_BYTES = 5 * 1024 * 1024;
const Count = Type.Integer();
const MappingSchema = Type.Array(Nullable(Type.String({ maxLength: 40 })), {
  maxItems: 100,
  description:
    "What each column is, by kind: code, name, kind, manufacturer, model, serial, site, purchased_on, cost, warranty_until, synonyms, address, latitude, longitude, unit; null is left out.",
});
const ImportSchema = Type.Object({
  id: idSchema("import"),
  kind: OneOf(IMPORT_KINDS),
  fileName: Type.String(),
  headings: Type.Array(Type.String()),
  rowCount: Count,
  state: OneOf(IMPORT_STATES),
  mapping: Nullable(MappingSchema),
  made: Count,
  changed: Count,
  failed: Count,
  kept: Type.Integer({ description: "Records that its undo left alone." }),
  createdAt: IsoTime,
  finishedAt: Nullable(IsoTime),
});
const SeenSchema = Type.Object({
  ...ImportSchema.properties,
  guess: MappingSchema,
  readable: Type.Integer({ description: "Of a draft: lines that can be read so." }),
  firstLines: Type.Array(Type.Object({ number: Count, cells: Type.Array(Type.String()) })),
  firstProblems: Type.Array(
    Type.Object({ number: Count, problems: Type.Array(Type.Object({ column: Nullable(Count), problem: Type.String() })) }),
  ),
});
const params = Type.Object({ importId: idSchema("import") });
const Mapped = Type.Object({ mapping: MappingSchema }, { additionalProperties: false });

/** Assets, sites and parts that come as files. */
export function recordImportRoutes(app: App) {
  const tags = ["Operations"];
  const config = { access: operationsWrite };
  app.post(
    "/record-imports",
    {
      config,
      // Bytes in base64 are a third more.
      bodyLimit: Math.ceil((MAX_FILE_BYTES * 4) / 3) + 4_096,
      schema: {
        tags,
        summary: "Upload a CSV or XLSX of assets, sites or parts; nothing of it is one yet",
        body: Type.Object(
          {
            kind: OneOf(IMPORT_KINDS),
            fileName: Type.String({ minLength: 1, maxLength: 200 }),
            content: Type.String({
              description:
                "The file's bytes in base64, at most 5 MB and 5,000 lines. A CSV in UTF-8 or windows-1252, parted by ; , or tabs.",
            }),
          },
          { additionalProperties: false },
        ),
        response: { 201: SeenSchema },
      },
    },
    async ({ ctx, body: { kind, fileName, content } }, reply) =>
      reply.code(201).send(presentSeen(await createImport(ctx, kind, fileName, Buffer.from(content, "base64")))),
  );
  app.get(
    "/record-imports",
    {
      config,
      schema: {
        tags,
        summary: "Imports of records, the newest first",
        response: { 200: Type.Object({ items: Type.Array(ImportSchema) }) },
      },
    },
    async ({ ctx }) => ({ items: (await listImports(ctx)).map(present) }),
  );
  app.get(
    "/record-imports/:importId",
    {
      config,
      schema: {
        tags,
        summary: "One import: its first lines, what its columns seem to be, what is wrong, how far it is",
        params,
        response: { 200: SeenSchema },
      },
    },
    async ({ ctx, params }) => presentSeen(await findImport(ctx, params.importId)),
  );
  app.post(
    "/record-imports/:importId/check",
    {
      config,
      schema: { tags, summary: "Look at a draft by this mapping; nothing is written", params, body: Mapped, response: { 200: SeenSchema } },
    },
    async ({ ctx, params, body }) => presentSeen(await findImport(ctx, params.importId, body.mapping)),
  );
  app.post(
    "/record-imports/:importId/start",
    {
      config,
      schema: {
        tags,
        summary: "Take the file in, in the background; what is known by its code is changed",
        params,
        body: Mapped,
        response: { 202: SeenSchema },
      },
    },
    async ({ ctx, params, body }, reply) => reply.code(202).send(presentSeen(await startImport(ctx, params.importId, body.mapping))),
  );
  app.post(
    "/record-imports/:importId/undo",
    {
      config,
      schema: {
        tags,
        summary: "Archive what it made and give back what it changed, in the background; not what was changed since",
        params,
        response: { 202: SeenSchema },
      },
    },
    async ({ ctx, params }, reply) => reply.code(202).send(presentSeen(await undoImport(ctx, params.importId))),
  );
}

/** A piece at a time, in the name of who imports. */
export const importingRecords = (ground: ChatGround): JobOffer =>
  job(importRecordsJob, {
    run: ({ workspaceId, id, payload: { importId } }) => {
      const ctx = systemCtx(ground, workspaceId, `job ${id}`);
      return ctx.transaction(async (tx) => {
        const { createdBy } = await readImport(tx, importId);
        const member = createdBy === null ? null : await findActor(tx, ground.rights(), { kind: "member", id: createdBy, now: ctx.now() });
        await runRecordImport(tx, member === null ? ctx : { ...ctx, actor: member }, importId);
      });
    },
  });

type Shown = Static<typeof ImportSchema>;

const present = ({ lines: _lines, nextLine: _next, createdBy: _by, createdAt, finishedAt, ...one }: RecordImport): Shown => ({
  ...one,
  createdAt: createdAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});

const presentSeen = ({ guess, readable, firstProblems, ...one }: SeenImport) => ({
  ...present(one),
  guess,
  readable,
  firstLines: one.lines.slice(0, 5),
  firstProblems,
});
