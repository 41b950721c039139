import { type Ctx, emit, holdNames, newId, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { nothingToPublish, questionAnswered } from "../errors.ts";
import { documentPublished, documentWithdrawn } from "../events.ts";
import { type KnowledgeDocument, lockDocument, readDocument } from "./document.ts";
import { type Passage, splitPassages } from "./split-passages.ts";
import { stemsOf } from "./stems.ts";

/**
 * From now on it is found as it is written: the passages of the version before go with the same commit.
 * @throws {AppError} platform.not_found, ai.nothing_to_publish, ai.question_answered
 */
export const publishDocument = (ctx: Ctx, id: string): Promise<KnowledgeDocument> =>
  ctx.transaction(async (tx) => {
    await publishIn(tx, ctx, id);
    return readDocument(tx, id);
  });

/** The same as a part of something larger. */
export async function publishIn(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  await holdNames(tx, ctx.workspaceId, "knowledge_documents");
  const document = await lockDocument(tx, id);
  const passages = passagesOf(document);
  if (passages.length === 0) throw nothingToPublish();
  await ensureOneAnswer(tx, document);
  await tx.run(sql`delete from knowledge_passages where document_id = ${id}`);
  await addPassages(tx, ctx, document, passages);
  await tx.run(sql`update knowledge_documents set state = 'published', published_version = version where id = ${id}`);
  const { title, version } = document;
  const detail = { title, version };
  await recordAudit(tx, ctx, { action: "knowledge.published", subjectKind: "knowledge_document", subjectId: id, detail });
  emit(tx, [documentPublished({ workspaceId: ctx.workspaceId, conversationId: null, subjectId: id, detail: { title } })], ctx.now());
}

/** It stays as a draft, and is found no longer. @throws {AppError} platform.not_found */
export function withdrawDocument(ctx: Ctx, id: string): Promise<KnowledgeDocument> {
  return ctx.transaction(async (tx) => {
    const { title } = await lockDocument(tx, id);
    await tx.run(sql`delete from knowledge_passages where document_id = ${id}`);
    await tx.run(sql`update knowledge_documents set state = 'draft', published_version = null where id = ${id}`);
    await recordAudit(tx, ctx, { action: "knowledge.withdrawn", subjectKind: "knowledge_document", subjectId: id, detail: { title } });
    emit(tx, [documentWithdrawn({ workspaceId: ctx.workspaceId, conversationId: null, subjectId: id, detail: { title } })], ctx.now());
    return readDocument(tx, id);
  });
}

/** The answer of a FAQ is one passage, however long: half of an answer is none. */
function passagesOf({ kind, body }: KnowledgeDocument): Passage[] {
  if (kind !== "faq") return splitPassages(body);
  return body.trim() === "" ? [] : [{ heading: "", text: body.trim() }];
}

/** Two approved answers to one question would be told by chance. */
async function ensureOneAnswer(tx: Tx, { id, kind, title, questions, language, audience, persona }: KnowledgeDocument): Promise<void> {
  if (kind !== "faq") return;
  const keyOf = (question: string) => stemsOf(question).toSorted().join(" ");
  const own = new Map([title, ...questions].map((question) => [keyOf(question), question]));
  const others = await tx.many(sql<{ id: string; title: string; questions: string[] }>`
    select id, title, questions from knowledge_documents
    where kind = 'faq' and state = 'published' and id <> ${id} and language = ${language} and audience = ${audience} and persona is not distinct from ${persona}`);
  for (const other of others)
    for (const question of [other.title, ...other.questions]) {
      const same = own.get(keyOf(question));
      if (same !== undefined) throw questionAnswered({ question: same, documentId: other.id });
    }
}

async function addPassages(tx: Tx, ctx: Ctx, document: KnowledgeDocument, passages: Passage[]): Promise<void> {
  const { id, title, questions, version } = document;
  const words = new Set<string>();
  for (const [position, { heading, text }] of passages.entries()) {
    const stems = [...new Set([title, heading, text, ...questions].flatMap(stemsOf))];
    for (const word of stems) words.add(word);
    await tx.run(sql`
      insert into knowledge_passages (workspace_id, id, document_id, version, position, heading, text, questions, stems)
      values (${ctx.workspaceId}, ${newId()}, ${id}, ${version}, ${position}, ${heading}, ${text}, ${questions},
        array_to_tsvector(${stems}::text[] || knowledge_place(${ctx.workspaceId}::uuid)))`);
  }
  await tx.run(sql`
    insert into knowledge_words (workspace_id, word) select ${ctx.workspaceId}::uuid, word from unnest(${[...words].toSorted()}::text[]) as word on conflict do nothing`);
}
