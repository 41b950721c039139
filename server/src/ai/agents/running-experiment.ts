import { sql, type Tx } from "../../platform/index.ts";
import { experimentRuns } from "../errors.ts";

/** Two versions of an agent that contacts are answered with now. */
export interface RunningExperiment {
  id: string;
  /** What the agent is told. */
  champion: number;
  challenger: number;
  /** Of a hundred contacts so many get the challenger. */
  percent: number;
}

export const findRunning = (tx: Tx, agentId: string): Promise<RunningExperiment | null> =>
  tx.maybeOne(
    sql<RunningExperiment>`select id, champion, challenger, percent from ai_experiments where agent_id = ${agentId} and stopped_at is null`,
  );

/** @throws {AppError} ai.experiment_runs */
export async function ensureNoExperiment(tx: Tx, agentId: string): Promise<void> {
  if ((await findRunning(tx, agentId)) !== null) throw experimentRuns();
}
