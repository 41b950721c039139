import { type Ctx, emit, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import type { GAP_STATES } from "../closed-sets.ts";
import { gapNoted } from "../events.ts";
import { type DocumentInput, keepDocumentIn } from "./keep-document.ts";
import { tellingStems, tellsSomething } from "./plain-words.ts";

/** A matter that people asked about and no document answers. */
export interface Gap {
  id: string;
  /** As it was first asked. */
  question: string;
  /** How often, by how many conversations each once. */
  asked: number;
  state: (typeof GAP_STATES)[number];
  /** Other ways in which it was asked. */
  questions: { text: string; conversationId: string; askedAt: string }[];
  documentId: string | null;
  firstAt: Date;
  lastAt: Date;
}

/** Two questions with so much in common are one matter. */
const SAME_MATTER = 0.5;
const LOOKED_AT = 300;

/** Notes what could not be answered, with others of the same matter. What says nothing that could be looked for is not noted. */
export async function noteGap(tx: Tx, ctx: Ctx, conversationId: string, question: string): Promise<void> {
  if (!tellsSomething(question) || question.length > 500) return;
  const stems = tellingStems(question);
  const open = await tx.many(sql<{ id: string; stems: string[] }>`
    select id, stems from knowledge_gaps where state = 'open' order by last_at desc limit ${LOOKED_AT} for update`);
  const same = open.find((gap) => likeness(gap.stems, stems) >= SAME_MATTER);
  const gapId = same?.id ?? newId();
  if (same === undefined)
    await tx.run(sql`
      insert into knowledge_gaps (workspace_id, id, question, stems, asked, state, first_at, last_at)
      values (${ctx.workspaceId}, ${gapId}, ${question}, ${stems}, 0, 'open', ${ctx.now()}, ${ctx.now()})`);
  const added = await tx.run(sql`
    insert into knowledge_gap_questions (workspace_id, gap_id, conversation_id, text, asked_at)
    values (${ctx.workspaceId}, ${gapId}, ${conversationId}, ${question}, ${ctx.now()}) on conflict do nothing`);
  await tx.run(sql`update knowledge_gaps set asked = asked + ${added}, last_at = ${ctx.now()} where id = ${gapId}`);
  emit(tx, [gapNoted({ workspaceId: ctx.workspaceId, conversationId: null, subjectId: gapId, detail: { question } })], ctx.now());
}

/** What is asked most first. */
export const listGaps = (ctx: Ctx, { state, limit }: { state: Gap["state"]; limit: number }): Promise<Gap[]> =>
  ctx.transaction((tx) =>
    tx.many(sql<Gap>`
      select ${columns} from knowledge_gaps g where g.workspace_id = ${ctx.workspaceId} and g.state = ${state}
      order by g.asked desc, g.last_at desc, g.id limit ${limit}`),
  );

const columns = sql`
  g.id, g.question, g.asked, g.state, g.document_id as "documentId", g.first_at as "firstAt", g.last_at as "lastAt",
    coalesce((select json_agg(json_build_object('text', q.text, 'conversationId', q.conversation_id, 'askedAt', to_char(q.asked_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) order by q.asked_at)
      from (select * from knowledge_gap_questions q where q.workspace_id = g.workspace_id and q.gap_id = g.id order by q.asked_at desc limit 20) q), '[]') as questions`;

/**
 * Answers a matter with a FAQ that is published at once; the ways in which it was asked become its questions.
 * @returns the document's id
 * @throws {AppError} platform.not_found, ai.question_answered
 */
export function answerGap(
  ctx: Ctx,
  id: string,
  { answer, title, ...about }: { answer: string; title?: string | undefined } & Pick<DocumentInput, "language" | "audience" | "persona">,
): Promise<string> {
  return ctx.transaction(async (tx) => {
    const gap = await lockGap(tx, id);
    const asked = [...new Set([gap.question, ...gap.questions.map(({ text }) => text)])];
    const name = (title ?? gap.question).slice(0, 300);
    const questions = asked.filter((text) => text !== name).slice(0, 20);
    const own = { externalId: null, url: null, expiresAt: null, rereadDays: null };
    const document = await keepDocumentIn(tx, ctx, { kind: "faq", title: name, body: answer, questions, ...about, ...own }, true);
    await tx.run(sql`update knowledge_gaps set state = 'answered', document_id = ${document.id} where id = ${id}`);
    await recordAudit(tx, ctx, {
      action: "knowledge_gap.answered",
      subjectKind: "knowledge_gap",
      subjectId: id,
      detail: { documentId: document.id },
    });
    return document.id;
  });
}

/** Nothing that the knowledge should answer. @throws {AppError} platform.not_found */
export function dismissGap(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { question } = await lockGap(tx, id);
    await tx.run(sql`update knowledge_gaps set state = 'dismissed' where id = ${id}`);
    await recordAudit(tx, ctx, { action: "knowledge_gap.dismissed", subjectKind: "knowledge_gap", subjectId: id, detail: { question } });
  });
}

async function lockGap(tx: Tx, id: string): Promise<Gap> {
  await tx.run(sql`select 1 from knowledge_gaps where id = ${id} for update`);
  const gap = await tx.maybeOne(sql<Gap>`select ${columns} from knowledge_gaps g where g.id = ${id} and g.state = 'open'`);
  if (gap === null) throw notFound({ what: "open question" });
  return gap;
}

function likeness(one: readonly string[], other: readonly string[]): number {
  const common = one.filter((stem) => other.includes(stem)).length;
  return common / Math.max(1, one.length + other.length - common);
}
