import { type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { readAgent } from "../agents/agent.ts";
import { tooManyEvaluations } from "../errors.ts";
import type { Heard } from "../responder/talk.ts";
import type { Expectations } from "./expectations.ts";

/** What is played, and what is asked of the answers. */
export interface EvaluationInput extends Expectations {
  title: string;
  /** What was said before. */
  before: Heard[];
  /** What the contact writes, a turn each. */
  lines: string[];
}

/** A test conversation of an agent. */
export interface Evaluation extends EvaluationInput {
  id: string;
  agentId: string;
  /** Whose words these are; null: written by hand. */
  conversationId: string | null;
  isArchived: boolean;
  createdBy: string;
  createdAt: Date;
  changedAt: Date;
}

const MOST_EVALUATIONS = 200;
const columns = sql`
  id, agent_id as "agentId", title, before, lines, facts, acts, forbidden_words as "forbiddenWords", forbidden_acts as "forbiddenActs", forbidden_hosts as "forbiddenHosts",
  conversation_id as "conversationId", is_archived as "isArchived", created_by as "createdBy", created_at as "createdAt", changed_at as "changedAt"`;

/** The oldest first, the archived ones last. */
export const listEvaluations = (tx: Tx, agentId: string): Promise<Evaluation[]> =>
  tx.many(
    sql<Evaluation>`select ${columns} from ai_evaluations where agent_id = ${agentId} order by is_archived, created_at, id limit 1000`,
  );

export const readEvaluations = (tx: Tx, ids: readonly string[]): Promise<Evaluation[]> =>
  tx.many(sql<Evaluation>`select ${columns} from ai_evaluations where id = any(${[...ids]}::uuid[]) order by created_at, id`);

/** @throws {AppError} platform.not_found */
async function readEvaluation(tx: Tx, id: string): Promise<Evaluation> {
  const [evaluation] = await readEvaluations(tx, [id]);
  if (evaluation === undefined) throw notFound({ what: "evaluation" });
  return evaluation;
}

/** @throws {AppError} ai.too_many_evaluations, platform.not_found */
export async function makeEvaluation(
  tx: Tx,
  ctx: Ctx,
  { agentId, conversationId = null, ...input }: EvaluationInput & { agentId: string; conversationId?: string | null },
): Promise<Evaluation> {
  await readAgent(tx, agentId);
  await ensureRoom(tx, agentId);
  const id = newId();
  await tx.run(sql`
    insert into ai_evaluations (workspace_id, id, agent_id, title, before, lines, facts, acts, forbidden_words, forbidden_acts, forbidden_hosts, conversation_id, created_by, created_at, changed_at)
    values (${ctx.workspaceId}, ${id}, ${agentId}, ${input.title}, ${JSON.stringify(input.before)}::jsonb, ${input.lines}, ${JSON.stringify(input.facts)}::jsonb, ${input.acts},
      ${input.forbiddenWords}, ${input.forbiddenActs}, ${input.forbiddenHosts}, ${conversationId}, ${ctx.actor.name}, ${ctx.now()}, ${ctx.now()})`);
  const detail = { title: input.title, agentId, conversationId };
  await recordAudit(tx, ctx, { action: "ai_evaluation.created", subjectKind: "ai_evaluation", subjectId: id, detail });
  return readEvaluation(tx, id);
}

/** @throws {AppError} ai.too_many_evaluations, platform.not_found */
export async function changeEvaluation(
  tx: Tx,
  ctx: Ctx,
  id: string,
  change: Partial<EvaluationInput & { isArchived: boolean }>,
): Promise<Evaluation> {
  const before = await readEvaluation(tx, id);
  if (before.isArchived && change.isArchived === false) await ensureRoom(tx, before.agentId);
  const after = { ...before, ...change };
  await tx.run(sql`
    update ai_evaluations set title = ${after.title}, before = ${JSON.stringify(after.before)}::jsonb, lines = ${after.lines}, facts = ${JSON.stringify(after.facts)}::jsonb, acts = ${after.acts},
      forbidden_words = ${after.forbiddenWords}, forbidden_acts = ${after.forbiddenActs}, forbidden_hosts = ${after.forbiddenHosts}, is_archived = ${after.isArchived}, changed_at = ${ctx.now()}
    where id = ${id}`);
  const detail = { title: after.title, changed: Object.keys(change), isArchived: after.isArchived };
  await recordAudit(tx, ctx, { action: "ai_evaluation.changed", subjectKind: "ai_evaluation", subjectId: id, detail });
  return readEvaluation(tx, id);
}

async function ensureRoom(tx: Tx, agentId: string): Promise<void> {
  const { count } = await tx.one(
    sql<{ count: number }>`select count(*)::int as count from ai_evaluations where agent_id = ${agentId} and not is_archived`,
  );
  if (count >= MOST_EVALUATIONS) throw tooManyEvaluations();
}
