import type { Ctx, Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { type Agent, type AgentInput, changeAgentIn, readAgent } from "../agents/agent.ts";
import { readDraft, removeDraft } from "../agents/draft.ts";
import { isSameTold, keptOf, type Told } from "../agents/told.ts";
import type { DRAFT_STATES } from "../closed-sets.ts";
import { notEvaluated, wouldRegress } from "../errors.ts";
import { listEvaluations } from "./evaluation.ts";
import { asksSomething } from "./expectations.ts";
import { readReport } from "./report.ts";
import { findRunOf } from "./runs.ts";

/**
 * Tells an agent what its draft says, as a new version. Where there are tests, they have to have passed as before; else a reason is asked
 * for, and kept.
 * @throws {AppError} ai.not_evaluated, ai.would_regress, both only without a reason; ai.experiment_runs, platform.not_found
 */
export function publishDraft(ctx: Ctx, agentId: string, reason: string | null): Promise<Agent> {
  return ctx.transaction(async (tx) => {
    const draft = await readDraft(tx, agentId);
    const verdict = await passGate(tx, agentId, draft, reason);
    const agent = await changeAgentIn(tx, ctx, agentId, keptOf(draft));
    await removeDraft(tx, agentId);
    await recordAudit(tx, ctx, {
      ...{ action: "ai_agent.published", subjectKind: "ai_agent", subjectId: agentId },
      detail: { version: agent.version, ...verdict, reason },
    });
    return agent;
  });
}

/**
 * Changes an agent at once, through the same gate where its instructions change.
 * @throws {AppError} as `publishDraft`, and those of `changeAgent`
 */
export function changeAtOnce(ctx: Ctx, agentId: string, change: Partial<AgentInput>, reason: string | null): Promise<Agent> {
  return ctx.transaction(async (tx) => {
    const before = await readAgent(tx, agentId);
    const agent = await changeAgentIn(tx, ctx, agentId, change);
    const verdict = isSameTold(before, agent) ? null : await passGate(tx, agentId, agent, reason);
    if (verdict !== null && reason !== null)
      await recordAudit(tx, ctx, {
        ...{ action: "ai_agent.published", subjectKind: "ai_agent", subjectId: agentId },
        detail: { version: agent.version, ...verdict, reason },
      });
    return agent;
  });
}

/**
 * What anybody is answered with has passed its tests as before, or a reason is given.
 * @throws {AppError} ai.not_evaluated, ai.would_regress, both only without a reason
 */
export async function passGate(tx: Tx, agentId: string, told: Told, reason: string | null): Promise<Verdict> {
  const verdict = await verdictOn(tx, agentId, told);
  if (reason === null && verdict.state === "not_evaluated") throw notEvaluated();
  if (reason === null && verdict.state === "regresses") throw wouldRegress({ count: verdict.regressions });
  return verdict;
}

/** What is known of instructions before they are published. */
interface Verdict {
  state: (typeof DRAFT_STATES)[number];
  /** Of the newest run to the end; null: there is none. */
  runId: string | null;
  regressions: number;
}

export async function verdictOn(tx: Tx, agentId: string, told: Told): Promise<Verdict> {
  const none = { runId: null, regressions: 0 };
  const hasTests = (await listEvaluations(tx, agentId)).some((one) => !one.isArchived && asksSomething(one));
  if (!hasTests) return { state: "no_tests", ...none };
  const run = await findRunOf(tx, agentId, told);
  if (run?.state !== "done") return { state: "not_evaluated", ...none };
  const { regressions, notPlayed } = await readReport(tx, run);
  if (notPlayed > 0) return { state: "not_evaluated", ...none };
  return { state: regressions === 0 ? "as_good" : "regresses", runId: run.id, regressions };
}
