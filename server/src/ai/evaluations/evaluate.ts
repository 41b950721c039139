import { createCtx, emit, type Job, type Logger, Postpone, sql, type Tx } from "../../platform/index.ts";
import { type Agent, readAgent } from "../agents/agent.ts";
import { evaluated } from "../events.ts";
import { type Evaluation, readEvaluations } from "./evaluation.ts";
import { type Judgement, judge } from "./expectations.ts";
import { type Played, type PlayGround, performanceOf, play } from "./play.ts";
import { type EvaluationRun, endRun, readRun } from "./runs.ts";

interface EvaluationGround extends PlayGround {
  log: Logger;
}

/** A worker that stops waits for its jobs: none begins another test after this. */
const SLICE_MS = 3_000;

/** One test for one side of the comparison. */
interface Next {
  evaluation: Evaluation;
  isBase: boolean;
}

/**
 * Some seconds of a run: plays a test, writes down what came of it, and plays the next one that nothing is written of. A program that dies
 * goes on with the test that it was playing.
 * @throws {Postpone} while there is more
 */
export async function evaluate(ground: EvaluationGround, { workspaceId, id, payload: { runId } }: Job<{ runId: string }>): Promise<void> {
  const until = performance.now() + SLICE_MS;
  const actor = { kind: "system" as const, id: null, name: "Prosa", capabilities: new Set<string>(), sight: { kind: "all" as const } };
  const ctx = createCtx({ ...ground, workspaceId, actor, correlationId: `evaluation ${id}` });
  for (;;) {
    const found = await ctx.transaction((tx) => findNext(tx, runId));
    if (found === null) return;
    const { run, agent, next } = found;
    if (next === null) {
      await ctx.transaction((tx) => end(tx, workspaceId, run, "done", ctx.now()));
      return;
    }
    const told = next.isBase ? (run.baseTold ?? run.told) : run.told;
    const version = next.isBase ? run.baseVersion : run.version;
    const played = await play(ground, ctx, { agent: { ...agent, ...told }, version, evaluation: next.evaluation });
    await ctx.transaction((tx) =>
      played.stopped === "budget"
        ? end(tx, workspaceId, run, "stopped", ctx.now())
        : keepResult(tx, { workspaceId, runId, now: ctx.now() }, next, played),
    );
    if (performance.now() > until) throw new Postpone(0);
  }
}

/** Null where the run is over, or gone with its agent. */
async function findNext(tx: Tx, runId: string): Promise<{ run: EvaluationRun; agent: Agent; next: Next | null } | null> {
  const running = await tx.maybeOne(sql`select 1 from ai_evaluation_runs where id = ${runId} and state = 'running'`);
  if (running === null) return null;
  const run = await readRun(tx, runId);
  const kept = await tx.many(sql<{ evaluationId: string; isBase: boolean }>`
    select evaluation_id as "evaluationId", is_base as "isBase" from ai_evaluation_results where run_id = ${runId}`);
  const done = new Set(kept.map(({ evaluationId, isBase }) => `${evaluationId} ${isBase}`));
  const sides = run.baseTold === null ? [false] : [false, true];
  const all = (await readEvaluations(tx, run.evaluationIds)).flatMap((evaluation) => sides.map((isBase) => ({ evaluation, isBase })));
  const next = all.find(({ evaluation, isBase }) => !done.has(`${evaluation.id} ${isBase}`)) ?? null;
  return { run, agent: await readAgent(tx, run.agentId), next };
}

/** Nothing is written of a run that was cancelled meanwhile, of a test that is gone, and of what another worker was faster with. */
async function keepResult(
  tx: Tx,
  { workspaceId, runId, now }: { workspaceId: string; runId: string; now: Date },
  { evaluation, isBase }: Next,
  played: Played,
): Promise<void> {
  const { said, acts, modelRunId, stopped } = played;
  const judged: Pick<Judgement, "missing" | "forbidden"> & { outcome: Judgement["outcome"] | "not_played" } =
    stopped === null ? judge(evaluation, performanceOf(played)) : { outcome: "not_played", missing: [], forbidden: [] };
  await tx.run(sql`
    insert into ai_evaluation_results (workspace_id, run_id, evaluation_id, is_base, outcome, missing, forbidden, said, acts, model_run_id, played_at)
    select ${workspaceId}::uuid, r.id, e.id, ${isBase}, ${judged.outcome}, ${JSON.stringify(judged.missing)}::jsonb, ${JSON.stringify(judged.forbidden)}::jsonb,
      ${JSON.stringify(said)}::jsonb, ${JSON.stringify(acts)}::jsonb, ${modelRunId}::uuid, ${now}
    from ai_evaluation_runs r, ai_evaluations e where r.id = ${runId} and r.state = 'running' and e.id = ${evaluation.id}
    on conflict do nothing`);
}

async function end(tx: Tx, workspaceId: string, { id, agentId }: EvaluationRun, state: "done" | "stopped", now: Date): Promise<void> {
  if (await endRun(tx, id, state, now))
    emit(tx, [evaluated({ workspaceId, conversationId: null, subjectId: agentId, detail: { state } })], now);
}
