import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { type Agent, changeAgent } from "./agent.ts";
import { keptOf, type Told } from "./told.ts";

/** What an agent was told, from then on until the next one. */
export interface AgentVersion extends Told {
  version: number;
  changedBy: string;
  changedAt: Date;
  /** Turns that models took for it under this version, and how many of them ended with a person. */
  turns: number;
  handedOver: number;
  /** Millionths of the workspace's currency, of all its calls. */
  cost: number;
}

const MOST = 50;

/** The newest first. */
export const readVersions = (tx: Tx, agentId: string): Promise<AgentVersion[]> =>
  tx.many(sql<AgentVersion>`
    select v.version, v.goal, v.prompt, v.tone, v.emoji, v.tools, v.changed_by as "changedBy", v.changed_at as "changedAt",
      coalesce(r.turns, 0)::int as turns, coalesce(r.handed_over, 0)::int as "handedOver", coalesce(r.cost, 0)::float8 as cost
    from ai_agent_versions v left join (
      select agent_version, count(distinct run_id) as turns, count(distinct run_id) filter (where came_to = 'handed_over') as handed_over, sum(cost) as cost
      from ai_calls where agent_id = ${agentId} and purpose = 'answer' group by agent_version) r on r.agent_version = v.version
    where v.agent_id = ${agentId} order by v.version desc limit ${MOST}`);

/** Tells it again what it was told then: that is a new version. @throws {AppError} platform.not_found */
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
