import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { type Agent, changeAgent } from "./agent.ts";
import { keptOf, type Told } from "./told.ts";

/** What an agent was told, from then on until the next one. */
export interface AgentVersion extends Told {
  version: number;
  changedBy: string;
  changedAt: Date;
}

const MOST = 50;

/** The newest first. */
export const readVersions = (tx: Tx, agentId: string): Promise<AgentVersion[]> =>
  tx.many(sql<AgentVersion>`
    select version, goal, prompt, tone, emoji, tools, changed_by as "changedBy", changed_at as "changedAt" from ai_agent_versions
    where agent_id = ${agentId} order by version desc limit ${MOST}`);

/** Tells it again what it was told then: that is a new version. @throws {AppError} ai.experiment_runs, platform.not_found */
export async function restoreVersion(ctx: Ctx, agentId: string, version: number): Promise<Agent> {
  const told = await ctx.transaction((tx) => readTold(tx, agentId, version));
  return changeAgent(ctx, agentId, keptOf(told));
}

/** What it was told then. @throws {AppError} platform.not_found */
export async function readTold(tx: Tx, agentId: string, version: number): Promise<Told> {
  const told = await tx.maybeOne(
    sql<Told>`select goal, prompt, tone, emoji, tools from ai_agent_versions where agent_id = ${agentId} and version = ${version}`,
  );
  if (told === null) throw notFound({ what: "version" });
  return told;
}
