import { type Ctx, cursorOf, notFound, readCursor, sql, type Tx } from "../../platform/index.ts";
import type { Audience, DOCUMENT_STATES, DocumentKind, LANGUAGES, Persona } from "../closed-sets.ts";

/** Why a document could not be read, or what of it could not. */
export interface Reason {
  code: "no_text" | "scanned_pages" | "unreadable" | "too_large" | "login" | "address_refused" | "not_found" | "away";
  /** Of a PDF: pages that are pictures. */
  pages?: number[];
  status?: number;
}

/** Something that is known, as it is written; what is found of it are the passages of the version that was published. */
export interface KnowledgeDocument {
  id: string;
  kind: DocumentKind;
  title: string;
  /** Markdown; of a FAQ the answer. */
  body: string;
  /** Of a FAQ: other ways to ask it. */
  questions: string[];
  language: (typeof LANGUAGES)[number];
  audience: Audience;
  persona: Persona | null;
  state: (typeof DOCUMENT_STATES)[number];
  reasons: Reason[];
  /** Grows with each change; `publishedVersion` is the one that is found, null when none is. */
  version: number;
  publishedVersion: number | null;
  externalId: string | null;
  url: string | null;
  fileName: string | null;
  pages: number | null;
  /** From then on it is found no longer. */
  expiresAt: Date | null;
  readAt: Date | null;
  /** Of a web page: it is read again after so many days. */
  rereadDays: number | null;
  /** How often agents answered from it. */
  cited: number;
  passages: number;
  createdAt: Date;
  changedAt: Date;
  changedBy: string;
}

/** Columns of a document `d`. */
const documentColumns = sql`
  d.id, d.kind, d.title, d.body, d.questions, d.language, d.audience, d.persona, d.state, d.reasons, d.version, d.published_version as "publishedVersion",
    d.external_id as "externalId", d.url, d.file_name as "fileName", d.pages, d.expires_at as "expiresAt", d.read_at as "readAt", d.reread_days as "rereadDays", d.cited,
    (select count(*)::int from knowledge_passages p where p.workspace_id = d.workspace_id and p.document_id = d.id) as passages,
    d.created_at as "createdAt", d.changed_at as "changedAt", d.changed_by as "changedBy"`;

/** @throws {AppError} platform.not_found */
export async function readDocument(tx: Tx, id: string): Promise<KnowledgeDocument> {
  const document = await tx.maybeOne(sql<KnowledgeDocument>`select ${documentColumns} from knowledge_documents d where d.id = ${id}`);
  if (document === null) throw notFound({ what: "document" });
  return document;
}

/** The one way to a document that is acted upon. @throws {AppError} platform.not_found */
export async function lockDocument(tx: Tx, id: string): Promise<KnowledgeDocument> {
  await tx.run(sql`select 1 from knowledge_documents where id = ${id} for update`);
  return readDocument(tx, id);
}

export interface DocumentFilter {
  state?: string | undefined;
  kind?: string | undefined;
  audience?: string | undefined;
  language?: string | undefined;
  /** Part of the title. */
  q?: string | undefined;
  externalId?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** The last changed first, a page at a time. */
export function listDocuments(ctx: Ctx, filter: DocumentFilter): Promise<{ items: KnowledgeDocument[]; nextCursor: string | null }> {
  const parts = [sql`d.workspace_id = ${ctx.workspaceId}`];
  if (filter.state !== undefined) parts.push(sql`d.state = ${filter.state}`);
  if (filter.kind !== undefined) parts.push(sql`d.kind = ${filter.kind}`);
  if (filter.audience !== undefined) parts.push(sql`d.audience = ${filter.audience}`);
  if (filter.language !== undefined) parts.push(sql`d.language = ${filter.language}`);
  if (filter.externalId !== undefined) parts.push(sql`d.external_id = ${filter.externalId}`);
  if (filter.q !== undefined) parts.push(sql`strpos(prosa_fold(d.title), prosa_fold(${filter.q})) > 0`);
  if (filter.cursor !== undefined) {
    const [at, id] = readCursor(filter.cursor, "time", "id");
    parts.push(sql`(d.changed_at, d.id) < (${at}::timestamptz, ${id}::uuid)`);
  }
  return ctx.transaction(async (tx) => {
    const rows = await tx.many(sql<KnowledgeDocument>`
      select ${documentColumns} from knowledge_documents d where ${sql.join(parts, sql` and `)}
      order by d.changed_at desc, d.id desc limit ${filter.limit + 1}`);
    const items = rows.slice(0, filter.limit);
    const last = items.at(-1);
    return {
      items,
      nextCursor: rows.length > filter.limit && last !== undefined ? cursorOf([last.changedAt.toISOString(), last.id]) : null,
    };
  });
}
