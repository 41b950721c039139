import { type Ctx, holdNames, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { readAgent, tellVersion } from "../agents/agent.ts";
import { readDraft, removeDraft } from "../agents/draft.ts";
import { ensureNoExperiment, type RunningExperiment } from "../agents/running-experiment.ts";
import { isSameTold, keepVersion, nextVersion } from "../agents/told.ts";
import { readTold } from "../agents/versions.ts";
import type { EXPERIMENT_SIDES } from "../closed-sets.ts";
import { experimentOver, sameVersion } from "../errors.ts";
import { passGate } from "../evaluations/publish-draft.ts";

/** Two versions of an agent side by side, each with its own contacts, until one of them is kept. */
export interface Experiment extends RunningExperiment {
  agentId: string;
  startedBy: string;
  startedAt: Date;
  /** Null while it runs, as are the two after it. */
  stoppedBy: string | null;
  stoppedAt: Date | null;
  /** The version that was kept. */
  kept: number | null;
}

const MOST = 10;
const columns = sql`
  id, agent_id as "agentId", champion, challenger, percent, started_by as "startedBy", started_at as "startedAt", stopped_by as "stoppedBy",
  stopped_at as "stoppedAt", kept`;

/** The newest first: one that runs is the first. */
export const listExperiments = (tx: Tx, agentId: string): Promise<Experiment[]> =>
  tx.many(
    sql<Experiment>`select ${columns} from ai_experiments where agent_id = ${agentId} order by started_at desc, id desc limit ${MOST}`,
  );

async function readExperiment(tx: Tx, id: string): Promise<Experiment> {
  const experiment = await tx.maybeOne(sql<Experiment>`select ${columns} from ai_experiments where id = ${id}`);
  if (experiment === null) throw notFound({ what: "comparison of versions" });
  return experiment;
}

interface ExperimentInput {
  /** Null: what the draft says, which becomes a version by it. */
  version: number | null;
  /** Of a hundred contacts so many get it, 1 to 99. */
  percent: number;
  /** Why it may begin though its tests do not say that it is as good. */
  reason: string | null;
}

/**
 * From now on some contacts are answered with another version than the others.
 * @throws {AppError} ai.experiment_runs, ai.same_version, ai.not_evaluated, ai.would_regress, platform.not_found
 */
export function startExperiment(ctx: Ctx, agentId: string, { version, percent, reason }: ExperimentInput): Promise<Experiment> {
  return ctx.transaction(async (tx) => {
    // Who changes the agent at the same time waits here.
    await holdNames(tx, ctx.workspaceId, "ai_agents");
    const agent = await readAgent(tx, agentId);
    await ensureNoExperiment(tx, agentId);
    const told = version === null ? await readDraft(tx, agentId) : await readTold(tx, agentId, version);
    if (isSameTold(agent, told)) throw sameVersion();
    const verdict = await passGate(tx, agentId, told, reason);
    const challenger = version ?? (await nextVersion(tx, agentId));
    if (version === null) {
      await keepVersion(tx, ctx, agentId, challenger, told);
      await removeDraft(tx, agentId);
    }
    const id = newId();
    await tx.run(sql`
      insert into ai_experiments (workspace_id, id, agent_id, champion, challenger, percent, started_by, started_at)
      values (${ctx.workspaceId}, ${id}, ${agentId}, ${agent.version}, ${challenger}, ${percent}, ${ctx.actor.name}, ${ctx.now()})`);
    const detail = { experimentId: id, champion: agent.version, challenger, percent, ...verdict, reason };
    await recordAudit(tx, ctx, { action: "ai_experiment.started", subjectKind: "ai_agent", subjectId: agentId, detail });
    return readExperiment(tx, id);
  });
}

/** Everybody is answered with the version that is kept, under its own number. @throws {AppError} ai.experiment_over, platform.not_found */
export function stopExperiment(ctx: Ctx, id: string, keep: (typeof EXPERIMENT_SIDES)[number]): Promise<Experiment> {
  return ctx.transaction(async (tx) => {
    await holdNames(tx, ctx.workspaceId, "ai_agents");
    const { agentId, stoppedAt, ...sides } = await readExperiment(tx, id);
    if (stoppedAt !== null) throw experimentOver();
    const kept = sides[keep];
    await tx.run(sql`update ai_experiments set stopped_by = ${ctx.actor.name}, stopped_at = ${ctx.now()}, kept = ${kept} where id = ${id}`);
    if (keep === "challenger") await tellVersion(tx, ctx, agentId, kept, await readTold(tx, agentId, kept));
    const detail = { experimentId: id, kept };
    await recordAudit(tx, ctx, { action: "ai_experiment.stopped", subjectKind: "ai_agent", subjectId: agentId, detail });
    return readExperiment(tx, id);
  });
}
