import { Readable } from "node:stream";
import { Type } from "typebox";
import { type App, CSV_MARK, type Ctx, csvLine, IsoTime, idSchema, Nullable, notFound, OneOf, sql } from "../../platform/index.ts";
import { contactsImport, contactsRead } from "../rights.ts";
import { findPeopleInSheet } from "./find-people.ts";
import { type ContactImport, IMPORT_STATES } from "./import.ts";
import { createImport, findImport, listImports, type SeenImport, startImport, undoImport } from "./imports.ts";
import type { LineProblem } from "./read-line.ts";
import type { SheetLine } from "./read-sheet.ts";

const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** Bytes in base64 are a third more. */
const MAX_BODY_BYTES = Math.ceil((MAX_FILE_BYTES * 4) / 3) + 4_096;
const Content = Type.String({ description: "The file's bytes in base64, at most 20 MB. UTF-8 or windows-1252, parted by ; , or tabs." });
const MappingSchema = Type.Array(Nullable(Type.String({ maxLength: 60 })), {
  maxItems: 100,
  description: "What each column is: external_id, name, phone, email, persona, lifecycle, company, field:<key>; null is left out.",
});
const Count = Type.Integer();
const ImportSchema = Type.Object({
  id: idSchema("import"),
  fileName: Type.String(),
  headings: Type.Array(Type.String()),
  rowCount: Count,
  state: OneOf(IMPORT_STATES),
  mapping: Nullable(MappingSchema),
  onKnown: OneOf(["update", "skip"]),
  made: Count,
  changed: Count,
  skipped: Count,
  failed: Count,
  kept: Type.Integer({ description: "People that its undo left alone, because somebody had to do with them since." }),
  createdAt: IsoTime,
  finishedAt: Nullable(IsoTime),
});
const Problems = Type.Array(
  Type.Object({ number: Count, problems: Type.Array(Type.Object({ column: Nullable(Count), problem: Type.String() })) }),
);
const SeenSchema = Type.Object({
  ...ImportSchema.properties,
  guess: MappingSchema,
  firstLines: Type.Array(Type.Object({ number: Count, cells: Type.Array(Type.String()) })),
  firstProblems: Problems,
});
const params = Type.Object({ importId: idSchema("import") });

/** Contacts that come as files. */
export function importRoutes(app: App) {
  const tags = ["Contacts"];
  const config = { access: contactsImport };
  app.post(
    "/contact-imports",
    {
      config,
      bodyLimit: MAX_BODY_BYTES,
      schema: {
        tags,
        summary: "Upload a CSV of contacts; nothing of it is a contact yet",
        body: Type.Object(
          {
            fileName: Type.String({ minLength: 1, maxLength: 200 }),
            content: Content,
          },
          { additionalProperties: false },
        ),
        response: { 201: SeenSchema },
      },
    },
    async ({ ctx, body }, reply) => {
      const { id } = await createImport(ctx, body.fileName, Buffer.from(body.content, "base64"));
      return reply.code(201).send(presentSeen(await findImport(ctx, id)));
    },
  );
  app.post(
    "/contacts/in-sheet",
    {
      config: { access: contactsRead },
      bodyLimit: MAX_BODY_BYTES,
      schema: {
        tags,
        summary: "Who of a CSV is written down already; nothing of it is kept",
        body: Type.Object({ content: Content }, { additionalProperties: false }),
        response: {
          200: Type.Object({
            contactIds: Type.Array(idSchema("contact"), { description: "Each once, of those whom the asker sees." }),
            lines: Count,
            unknown: Type.Integer({ description: "Lines about nobody who is written down: import them first." }),
            problems: Problems,
          }),
        },
      },
    },
    ({ ctx, body }) => findPeopleInSheet(ctx, Buffer.from(body.content, "base64")),
  );
  app.get(
    "/contact-imports",
    { config, schema: { tags, summary: "Imports, the newest first", response: { 200: Type.Object({ items: Type.Array(ImportSchema) }) } } },
    async ({ ctx }) => ({ items: (await listImports(ctx)).map(present) }),
  );
  app.get(
    "/contact-imports/:importId",
    {
      config,
      schema: {
        tags,
        summary: "One import: its first lines, what its columns seem to be, how far it is",
        params,
        response: { 200: SeenSchema },
      },
    },
    async ({ ctx, params }) => presentSeen(await findImport(ctx, params.importId)),
  );
  app.post(
    "/contact-imports/:importId/start",
    {
      config,
      schema: {
        tags,
        summary: "Take the file in, or only check it, in the background",
        params,
        body: Type.Object(
          {
            mapping: MappingSchema,
            onKnown: OneOf(["update", "skip"], {
              description: "What becomes of somebody who is known by an external id, a phone or a mail address.",
            }),
            isCheck: Type.Optional(Type.Boolean({ description: "Nothing is written: only what would become of each line." })),
          },
          { additionalProperties: false },
        ),
        response: { 202: SeenSchema },
      },
    },
    async ({ ctx, params, body }, reply) => {
      await startImport(ctx, params.importId, { ...body, isCheck: body.isCheck ?? false });
      return reply.code(202).send(presentSeen(await findImport(ctx, params.importId)));
    },
  );
  app.post(
    "/contact-imports/:importId/undo",
    {
      config,
      schema: { tags, summary: "Take back what nobody had to do with since, in the background", params, response: { 202: SeenSchema } },
    },
    async ({ ctx, params }, reply) => {
      await undoImport(ctx, params.importId);
      return reply.code(202).send(presentSeen(await findImport(ctx, params.importId)));
    },
  );
  app.get(
    "/contact-imports/:importId/problems.csv",
    { config, schema: { tags, summary: "The lines that could not be taken, with why, as a CSV", params, produces: ["text/csv"] } },
    async ({ ctx, params }, reply) => {
      const lines = await problemLines(ctx, params.importId);
      return reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="problems.csv"')
        .send(Readable.from(lines));
    },
  );
}

/** The sheet's own lines, with their numbers and what is wrong before them: corrected, it can be imported again. */
async function problemLines(ctx: Ctx, importId: string): Promise<string[]> {
  return ctx.transaction(async (tx) => {
    const one = await tx.maybeOne(sql<{ headings: string[] }>`select headings from contact_imports where id = ${importId}`);
    if (one === null) throw notFound({ what: "import" });
    const { headings } = one;
    const rows = await tx.many(sql<{ number: number; problems: LineProblem[]; cells: SheetLine["cells"] }>`
      select r.number, r.problems, line->'cells' as cells
      from contact_import_pieces s cross join jsonb_array_elements(s.lines) line
        join contact_import_rows r on r.workspace_id = s.workspace_id and r.import_id = s.import_id and r.number = (line->>'number')::int and r.outcome = 'failed'
      where s.workspace_id = ${ctx.workspaceId} and s.import_id = ${importId} order by r.number`);
    const told = ({ column, problem }: LineProblem) => (column === null ? problem : `${headings[column]}: ${problem}`);
    return [
      CSV_MARK + csvLine(["line", "problem", ...headings]),
      ...rows.map(({ number, problems, cells }) => csvLine([String(number), problems.map(told).join(", "), ...cells])),
    ];
  });
}

const present = ({ nextPiece: _piece, createdBy: _by, createdAt, finishedAt, ...one }: ContactImport) => ({
  ...one,
  createdAt: createdAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});

const presentSeen = ({ guess, firstLines, firstProblems, ...one }: SeenImport) => ({ ...present(one), guess, firstLines, firstProblems });
