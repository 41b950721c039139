import { addJobs, type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { readAgent } from "../agents/agent.ts";
import { findDraft } from "../agents/draft.ts";
import { isSameTold, keptOf, type Told } from "../agents/told.ts";
import { readTold } from "../agents/versions.ts";
import type { EVALUATION_RUN_STATES } from "../closed-sets.ts";
import { evaluationRuns, nothingToEvaluate } from "../errors.ts";
import { evaluateJob } from "../job-kinds.ts";
import { listEvaluations } from "./evaluation.ts";
import { asksSomething } from "./expectations.ts";

/** All tests of an agent, played against what it will be told or was told, and against what it is told now. */
export interface EvaluationRun {
  id: string;
  agentId: string;
  state: (typeof EVALUATION_RUN_STATES)[number];
  told: Told;
  /** Null: a draft. */
  version: number | null;
  /** What it is held against; null: it is what the agent is told. */
  baseTold: Told | null;
  baseVersion: number | null;
  evaluationIds: string[];
  begunBy: string;
  begunAt: Date;
  endedAt: Date | null;
}

/** So many of an agent are kept. */
const MOST_RUNS = 30;
const columns = sql`
  id, agent_id as "agentId", state, told, version, base_told as "baseTold", base_version as "baseVersion", evaluation_ids as "evaluationIds",
  begun_by as "begunBy", begun_at as "begunAt", ended_at as "endedAt"`;

/** The newest first. */
export const listRuns = (tx: Tx, agentId: string): Promise<EvaluationRun[]> =>
  tx.many(
    sql<EvaluationRun>`select ${columns} from ai_evaluation_runs where agent_id = ${agentId} order by begun_at desc, id desc limit ${MOST_RUNS}`,
  );

/** The newest of these instructions; null where they were never played. */
export const findRunOf = (tx: Tx, agentId: string, told: Told): Promise<EvaluationRun | null> =>
  tx.maybeOne(sql<EvaluationRun>`
    select ${columns} from ai_evaluation_runs where agent_id = ${agentId} and told = ${JSON.stringify(keptOf(told))}::jsonb
    order by begun_at desc, id desc limit 1`);

/** @throws {AppError} platform.not_found */
export async function readRun(tx: Tx, id: string): Promise<EvaluationRun> {
  const run = await tx.maybeOne(sql<EvaluationRun>`select ${columns} from ai_evaluation_runs where id = ${id}`);
  if (run === null) throw notFound({ what: "evaluation run" });
  return run;
}

/**
 * Plays a version, or where none is named the draft, or without one what the agent is told.
 * @throws {AppError} ai.nothing_to_evaluate, ai.evaluation_runs, platform.not_found
 */
export async function beginRun(tx: Tx, ctx: Ctx, agentId: string, version: number | null): Promise<EvaluationRun> {
  // Who begins one at the same time waits here.
  await tx.run(sql`select 1 from ai_agents where id = ${agentId} for update`);
  const agent = await readAgent(tx, agentId);
  const running = await tx.maybeOne(sql`select 1 from ai_evaluation_runs where agent_id = ${agentId} and state = 'running'`);
  if (running !== null) throw evaluationRuns();
  const played = (await listEvaluations(tx, agentId)).filter((one) => !one.isArchived && asksSomething(one));
  if (played.length === 0) throw nothingToEvaluate();
  const draft = version === null ? await findDraft(tx, agentId) : null;
  const told = keptOf(draft ?? (version === null ? agent : await readTold(tx, agentId, version)));
  const base = isSameTold(told, agent) ? null : agent;
  const id = newId();
  await tx.run(sql`
    insert into ai_evaluation_runs (workspace_id, id, agent_id, state, told, version, base_told, base_version, evaluation_ids, begun_by, begun_at)
    values (${ctx.workspaceId}, ${id}, ${agentId}, 'running', ${JSON.stringify(told)}::jsonb, ${draft === null ? (version ?? agent.version) : null},
      ${base === null ? null : JSON.stringify(keptOf(base))}::jsonb, ${base?.version ?? null}, ${played.map((one) => one.id)}::uuid[], ${ctx.actor.name}, ${ctx.now()})`);
  await tx.run(sql`
    delete from ai_evaluation_runs where id in (
      select id from ai_evaluation_runs where agent_id = ${agentId} order by begun_at desc, id desc offset ${MOST_RUNS})`);
  await recordAudit(tx, ctx, {
    action: "ai_evaluation_run.begun",
    subjectKind: "ai_agent",
    subjectId: agentId,
    detail: { runId: id, tests: played.length },
  });
  addJobs(tx, [evaluateJob({ workspaceId: ctx.workspaceId, payload: { runId: id }, key: `ai.evaluation ${id}` })], ctx.now());
  return readRun(tx, id);
}

/** What was played by then stays to be read. One that is over stays as it ended. @throws {AppError} platform.not_found */
export async function cancelRun(tx: Tx, ctx: Ctx, id: string): Promise<EvaluationRun> {
  const { agentId } = await readRun(tx, id);
  const cancelled = await endRun(tx, id, "cancelled", ctx.now());
  if (cancelled)
    await recordAudit(tx, ctx, {
      action: "ai_evaluation_run.cancelled",
      subjectKind: "ai_agent",
      subjectId: agentId,
      detail: { runId: id },
    });
  return readRun(tx, id);
}

/** @returns false where it is over already */
export async function endRun(tx: Tx, id: string, state: Exclude<EvaluationRun["state"], "running">, now: Date): Promise<boolean> {
  return (await tx.run(sql`update ai_evaluation_runs set state = ${state}, ended_at = ${now} where id = ${id} and state = 'running'`)) > 0;
}
