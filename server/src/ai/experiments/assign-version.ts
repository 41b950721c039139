import { createHmac } from "node:crypto";
import type { Turn } from "../../inbox/index.ts";
import { sql, type Tx } from "../../platform/index.ts";
import type { Agent } from "../agents/agent.ts";
import { findRunning } from "../agents/running-experiment.ts";
import { readTold } from "../agents/versions.ts";

/** An agent as it is told for one contact. */
export interface Served {
  agent: Agent;
  /** Of which comparison of versions that is part; null: of none. */
  experimentId: string | null;
}

/**
 * Which version of the agent a turn is of. Reckoned, and not looked up: of turns that run at once all come to the same. A talk goes on with
 * what it began with, also where it began before the versions ran side by side, or where two contacts became one meanwhile.
 */
export async function assignVersion(
  tx: Tx,
  agent: Agent,
  { sessionId, contactId }: Pick<Turn, "sessionId" | "contactId">,
): Promise<Served> {
  const running = await findRunning(tx, agent.id);
  if (running === null) return { agent, experimentId: null };
  const begun = await tx.maybeOne(sql<{ version: number; experimentId: string | null }>`
    select agent_version as version, experiment_id as "experimentId" from ai_turns where session_id = ${sessionId} and agent_id = ${agent.id}
    order by up_to limit 1`);
  if (begun !== null && begun.experimentId !== running.id) return { agent, experimentId: null };
  const version = begun?.version ?? (placeOf(running.id, contactId) < running.percent ? running.challenger : running.champion);
  const told = version === agent.version ? agent : await readTold(tx, agent.id, version);
  return { agent: { ...agent, ...told, version }, experimentId: running.id };
}

/** From 0 to 99, the same for a contact as long as the comparison runs, and another in the next one. Pure. */
const placeOf = (experimentId: string, contactId: string): number =>
  createHmac("sha256", experimentId).update(contactId).digest().readUIntBE(0, 6) % 100;
