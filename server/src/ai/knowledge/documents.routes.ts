import { Type } from "typebox";
import { type App, cursorSchema, limitSchema, listOf, OneOf, sql } from "../../platform/index.ts";
import { DOCUMENT_KINDS, DOCUMENT_STATES, LANGUAGES } from "../closed-sets.ts";
import { fileNotRead } from "../errors.ts";
import { aiRead, aiWrite } from "../rights.ts";
import { type KnowledgeDocument, listDocuments, readDocument } from "./document.ts";
import { ensureAudience, inputOf } from "./document-input.ts";
import {
  about,
  audience,
  Change,
  DocumentSchema,
  external,
  Line,
  Page,
  PassageSchema,
  params,
  publish,
  Upsert,
  Written,
  words,
} from "./documents.schemas.ts";
import { changeDocument, keepDocument, removeDocument, upsertDocument } from "./keep-document.ts";
import { publishDocument, withdrawDocument } from "./publish-document.ts";
import { readAgain } from "./read-again.ts";
import { readFileSource, readPageSource, type SourceParts } from "./read-source.ts";

const MAX_FILE_BYTES = 20_000_000;

/** What is known: articles, questions with answers, files and web pages. */
export function documentRoutes(app: App, parts: SourceParts) {
  const tags = ["Knowledge"];
  const read = { config: { access: aiRead } };
  const write = { config: { access: aiWrite } };
  app.get(
    "/knowledge/documents",
    {
      ...read,
      schema: {
        tags,
        summary: "Documents, the last changed first",
        querystring: Type.Object({
          state: Type.Optional(OneOf(DOCUMENT_STATES)),
          kind: Type.Optional(OneOf(DOCUMENT_KINDS)),
          audience: Type.Optional(audience),
          language: Type.Optional(OneOf(LANGUAGES)),
          q: Type.Optional(Type.String({ minLength: 1, maxLength: 100, description: "Part of the title." })),
          externalId: Type.Optional(external),
          limit: Type.Optional(limitSchema),
          cursor: Type.Optional(cursorSchema),
        }),
        response: { 200: listOf(Line) },
      },
    },
    async ({ ctx, query }) => {
      const { items, nextCursor } = await listDocuments(ctx, { ...query, limit: query.limit ?? 50 });
      return { items: items.map(presentLine), nextCursor };
    },
  );
  app.get(
    "/knowledge/documents/:documentId",
    { ...read, schema: { tags, summary: "One document as it is written", params, response: { 200: DocumentSchema } } },
    ({ ctx, params }) => ctx.transaction(async (tx) => present(await readDocument(tx, params.documentId))),
  );
  app.get(
    "/knowledge/documents/:documentId/passages",
    {
      ...read,
      schema: {
        tags,
        summary: "What is found and quoted of it",
        params,
        response: { 200: Type.Object({ items: Type.Array(PassageSchema) }) },
      },
    },
    ({ ctx, params }) =>
      ctx.transaction(async (tx) => {
        await readDocument(tx, params.documentId);
        const items = await tx.many(sql<{ id: string; position: number; heading: string; text: string }>`
          select id, position, heading, text from knowledge_passages where document_id = ${params.documentId} order by position limit 5000`);
        return { items };
      }),
  );
  app.post(
    "/knowledge/documents",
    {
      ...write,
      schema: {
        tags,
        summary: "Write a document, or read a web page",
        body: Type.Union([Written, Page]),
        response: { 201: DocumentSchema },
      },
    },
    async ({ ctx, body }, reply) => {
      if (body.kind !== "web_page") return reply.code(201).send(present(await keepDocument(ctx, inputOf(body), body.publish === true)));
      const source = await readPageSource(parts, ctx.workspaceId, body.url);
      const title = body.title ?? source.title ?? body.url.slice(0, 300);
      const input = inputOf({ ...body, title, body: source.markdown });
      return reply.code(201).send(present(await keepDocument(ctx, input, body.publish === true, source)));
    },
  );
  app.post(
    "/knowledge/files",
    {
      ...write,
      bodyLimit: MAX_FILE_BYTES + 64 * 1024,
      schema: {
        tags,
        summary: "Read a PDF or DOCX of at most 20 MB: multipart form data, field `file`",
        description: "Its words are kept, not the file. What cannot be read is kept as failed, with the reason.",
        consumes: ["multipart/form-data"],
        querystring: Type.Object({
          title: Type.Optional(words.title),
          language: Type.Optional(about.language),
          audience: Type.Optional(OneOf(["public", "customers", "members"])),
          publish: Type.Optional(publish),
        }),
        response: { 201: DocumentSchema },
      },
    },
    async (request, reply) => {
      const part = request.isMultipart() ? await request.file().catch(() => undefined) : undefined;
      if (part === undefined || part.fieldname !== "file") throw fileNotRead({ reason: "no file came" });
      const bytes = await part.toBuffer().catch(() => null);
      if (bytes === null || bytes.length > MAX_FILE_BYTES) throw fileNotRead({ reason: "it is larger than 20 MB" });
      const { ctx, query } = request;
      const source = await readFileSource(parts, ctx.workspaceId, bytes);
      const fileName = (part.filename ?? "").replaceAll(/[\p{Cc}\p{Cf}\\/]/gu, "").slice(0, 120) || "documento";
      const input = inputOf({ kind: "file", ...query, title: query.title ?? source.title ?? fileName, body: source.markdown });
      const document = await keepDocument(ctx, input, query.publish === true, { ...source, fileName });
      return reply.code(201).send(present(document));
    },
  );
  app.put(
    "/knowledge/documents",
    {
      ...write,
      schema: {
        tags,
        summary: "Write the document of another system: a new one, or a change of the one that has this id",
        body: Upsert,
        response: { 200: DocumentSchema, 201: DocumentSchema },
      },
    },
    async ({ ctx, body }, reply) => {
      const { document, isNew } = await upsertDocument(ctx, body.externalId, inputOf(body), body.publish === true);
      return reply.code(isNew ? 201 : 200).send(present(document));
    },
  );
  app.patch(
    "/knowledge/documents/:documentId",
    {
      ...write,
      schema: {
        tags,
        summary: "Change what is written; it is found so when it is published",
        params,
        body: Change,
        response: { 200: DocumentSchema },
      },
    },
    async ({ ctx, params, body: { publish: wanted = false, expiresAt, ...change } }) => {
      ensureAudience(change.audience, change.persona);
      const expires = expiresAt === undefined ? {} : { expiresAt: expiresAt === null ? null : new Date(expiresAt) };
      const persona = change.audience !== undefined && change.audience !== "persona" ? { persona: null } : {};
      return present(await changeDocument(ctx, params.documentId, { ...change, ...expires, ...persona }, wanted));
    },
  );
  app.delete(
    "/knowledge/documents/:documentId",
    { ...write, schema: { tags, summary: "Remove a document, with all that is found of it", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, reply) => {
      await removeDocument(ctx, params.documentId);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/knowledge/documents/:documentId/publication",
    { ...write, schema: { tags, summary: "Have it found as it is written now", params, response: { 200: DocumentSchema } } },
    async ({ ctx, params }) => present(await publishDocument(ctx, params.documentId)),
  );
  app.delete(
    "/knowledge/documents/:documentId/publication",
    { ...write, schema: { tags, summary: "Have it found no longer; it stays as a draft", params, response: { 200: DocumentSchema } } },
    async ({ ctx, params }) => present(await withdrawDocument(ctx, params.documentId)),
  );
  app.post(
    "/knowledge/documents/:documentId/reading",
    {
      ...write,
      schema: {
        tags,
        summary: "Read a web page again, and publish what it says where it was published",
        params,
        response: { 200: DocumentSchema },
      },
    },
    async ({ ctx, params }) => present(await readAgain(ctx, parts, params.documentId)),
  );
}

const present = ({ createdAt, changedAt, readAt, expiresAt, ...document }: KnowledgeDocument) => ({
  ...document,
  createdAt: createdAt.toISOString(),
  changedAt: changedAt.toISOString(),
  readAt: readAt?.toISOString() ?? null,
  expiresAt: expiresAt?.toISOString() ?? null,
});

function presentLine(document: KnowledgeDocument) {
  const { body: _body, questions: _questions, ...line } = present(document);
  return line;
}
