import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import type { EMOJI_LEVELS, TONES } from "../closed-sets.ts";

/** What a model is told of the agent that it speaks as: the part of which there are versions. */
export interface Told {
  goal: string;
  prompt: string;
  tone: (typeof TONES)[number];
  emoji: (typeof EMOJI_LEVELS)[number];
  tools: string[];
}

/** Nothing else of a larger record. Pure. */
export const keptOf = ({ goal, prompt, tone, emoji, tools }: Told): Told => ({ goal, prompt, tone, emoji, tools });

/** Pure. */
export const isSameTold = (one: Told, other: Told): boolean => JSON.stringify(keptOf(one)) === JSON.stringify(keptOf(other));

export async function keepVersion(tx: Tx, ctx: Ctx, agentId: string, version: number, told: Told): Promise<void> {
  const { goal, prompt, tone, emoji, tools } = told;
  await tx.run(sql`
    insert into ai_agent_versions (workspace_id, agent_id, version, goal, prompt, tone, emoji, tools, changed_by, changed_at)
    values (${ctx.workspaceId}, ${agentId}, ${version}, ${goal}, ${prompt}, ${tone}, ${emoji}, ${tools}, ${ctx.actor.name}, ${ctx.now()})`);
}

/** The number of the next one. Versions that only some contacts are answered with count too. */
export async function nextVersion(tx: Tx, agentId: string): Promise<number> {
  const { version } = await tx.one(
    sql<{ version: number }>`select max(version) + 1 as version from ai_agent_versions where agent_id = ${agentId}`,
  );
  return version;
}
