import { type Ctx, emit, holdNames, newId, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { externalIdTaken } from "../errors.ts";
import { documentChanged, documentWithdrawn } from "../events.ts";
import { type KnowledgeDocument, lockDocument, type Reason, readDocument } from "./document.ts";
import { publishIn } from "./publish-document.ts";

/** What is written of a document. */
export type DocumentInput = Pick<
  KnowledgeDocument,
  "kind" | "title" | "body" | "questions" | "language" | "audience" | "persona" | "externalId" | "url" | "expiresAt" | "rereadDays"
>;

/** What reading a file or a page gave. */
export interface ReadFacts {
  fileName?: string | undefined;
  pages?: number | null | undefined;
  reasons: Reason[];
  /** Nothing of it could be read: it is kept so that somebody sees why. */
  hasFailed: boolean;
}

const DAY_MS = 86_400_000;

/**
 * Keeps a new document, and publishes it where that is asked for.
 * @throws {AppError} ai.external_id_taken, ai.nothing_to_publish, ai.question_answered
 */
export function keepDocument(ctx: Ctx, input: DocumentInput, publish: boolean, read?: ReadFacts): Promise<KnowledgeDocument> {
  return ctx.transaction((tx) => keepDocumentIn(tx, ctx, input, publish, read));
}

/** The same as a part of something larger. */
export async function keepDocumentIn(
  tx: Tx,
  ctx: Ctx,
  input: DocumentInput,
  publish: boolean,
  read?: ReadFacts,
): Promise<KnowledgeDocument> {
  await holdNames(tx, ctx.workspaceId, "knowledge_documents");
  await ensureFree(tx, input.externalId, null);
  const id = newId();
  const now = ctx.now();
  const readAt = input.kind === "file" || input.kind === "web_page" ? now : null;
  await tx.run(sql`
    insert into knowledge_documents (workspace_id, id, kind, title, body, questions, language, audience, persona, state, reasons, external_id, url, file_name, pages,
      expires_at, read_at, reread_days, next_read_at, created_at, changed_at, changed_by)
    values (${ctx.workspaceId}, ${id}, ${input.kind}, ${input.title}, ${input.body}, ${input.questions}, ${input.language}, ${input.audience}, ${input.persona},
      ${read?.hasFailed === true ? "failed" : "draft"}, ${JSON.stringify(read?.reasons ?? [])}::jsonb, ${input.externalId}, ${input.url}, ${read?.fileName ?? null}, ${read?.pages ?? null},
      ${input.expiresAt}, ${readAt}, ${input.rereadDays}, ${nextReading(input, now)}, ${now}, ${now}, ${ctx.actor.name})`);
  await record(tx, ctx, "created", id, input.title);
  if (publish && read?.hasFailed !== true) await publishIn(tx, ctx, id);
  return readDocument(tx, id);
}

/**
 * Changes what is written. What is published stays as it was until it is published again; whom it is for and until when holds at once.
 * @throws {AppError} platform.not_found, ai.external_id_taken, ai.nothing_to_publish, ai.question_answered
 */
export function changeDocument(
  ctx: Ctx,
  id: string,
  change: Partial<Omit<DocumentInput, "kind">>,
  publish: boolean,
  read?: ReadFacts,
): Promise<KnowledgeDocument> {
  return ctx.transaction(async (tx) => {
    await holdNames(tx, ctx.workspaceId, "knowledge_documents");
    const before = await lockDocument(tx, id);
    const after = { ...before, ...change };
    await ensureFree(tx, after.externalId, id);
    const state =
      read?.hasFailed === true && before.publishedVersion === null ? "failed" : before.state === "failed" ? "draft" : before.state;
    await tx.run(sql`
      update knowledge_documents set title = ${after.title}, body = ${after.body}, questions = ${after.questions}, language = ${after.language}, audience = ${after.audience},
        persona = ${after.persona}, external_id = ${after.externalId}, url = ${after.url}, expires_at = ${after.expiresAt}, reread_days = ${after.rereadDays}, state = ${state},
        reasons = ${JSON.stringify(read?.reasons ?? (read === undefined ? before.reasons : []))}::jsonb, pages = ${read?.pages ?? before.pages},
        read_at = ${read === undefined ? before.readAt : ctx.now()}, next_read_at = ${nextReading(after, ctx.now())},
        version = version + ${saysOtherwise(before, after) ? 1 : 0}, changed_at = ${ctx.now()}, changed_by = ${ctx.actor.name}
      where id = ${id}`);
    await record(tx, ctx, "changed", id, after.title);
    if (publish && read?.hasFailed !== true) await publishIn(tx, ctx, id);
    return readDocument(tx, id);
  });
}

/** Writes the document of another system: the one that has its id is changed, else there is a new one. */
export function upsertDocument(ctx: Ctx, externalId: string, input: Omit<DocumentInput, "externalId">, publish: boolean) {
  return ctx.transaction(async (tx) => {
    await holdNames(tx, ctx.workspaceId, "knowledge_documents");
    const there = await tx.maybeOne(
      sql<{ id: string; kind: string }>`select id, kind from knowledge_documents where external_id = ${externalId}`,
    );
    if (there !== null && there.kind !== input.kind) await removeIn(tx, ctx, there.id);
    const known = there !== null && there.kind === input.kind;
    const inside: Ctx = { ...ctx, transaction: (run) => Promise.resolve(run(tx)) };
    const { kind: _kind, ...change } = input;
    const document = known
      ? await changeDocument(inside, there.id, { ...change, externalId }, publish)
      : await keepDocumentIn(tx, ctx, { ...input, externalId }, publish);
    return { document, isNew: !known };
  });
}

/** With all that was found of it, in one transaction. @throws {AppError} platform.not_found */
export const removeDocument = (ctx: Ctx, id: string): Promise<void> => ctx.transaction((tx) => removeIn(tx, ctx, id));

async function removeIn(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const { title } = await lockDocument(tx, id);
  await tx.run(sql`delete from knowledge_documents where id = ${id}`);
  await recordAudit(tx, ctx, { action: "knowledge.removed", subjectKind: "knowledge_document", subjectId: id, detail: { title } });
  emit(tx, [documentWithdrawn({ workspaceId: ctx.workspaceId, conversationId: null, subjectId: id, detail: { title } })], ctx.now());
}

async function record(tx: Tx, ctx: Ctx, verb: "created" | "changed", id: string, title: string): Promise<void> {
  await recordAudit(tx, ctx, { action: `knowledge.${verb}`, subjectKind: "knowledge_document", subjectId: id, detail: { title } });
  emit(tx, [documentChanged({ workspaceId: ctx.workspaceId, conversationId: null, subjectId: id, detail: { title } })], ctx.now());
}

async function ensureFree(tx: Tx, externalId: string | null, ownId: string | null): Promise<void> {
  if (externalId === null) return;
  const taken = await tx.maybeOne(
    sql`select 1 from knowledge_documents where external_id = ${externalId} and id is distinct from ${ownId}::uuid`,
  );
  if (taken !== null) throw externalIdTaken({ externalId });
}

const nextReading = ({ kind, rereadDays }: Pick<DocumentInput, "kind" | "rereadDays">, now: Date): Date | null =>
  kind === "web_page" && rereadDays !== null ? new Date(now.getTime() + rereadDays * DAY_MS) : null;

const saysOtherwise = (before: KnowledgeDocument, after: Omit<DocumentInput, "kind">): boolean =>
  before.title !== after.title ||
  before.body !== after.body ||
  before.language !== after.language ||
  JSON.stringify(before.questions) !== JSON.stringify(after.questions);
