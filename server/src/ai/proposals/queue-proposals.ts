import { type Clock, createCtx, type Database, type Logger } from "../../platform/index.ts";
import { beginProposal } from "./proposal.ts";

/** Between two looks at an agent. */
const WEEK_MS = 7 * 86_400_000;

/**
 * Looks at each active agent once in a week, where a model is connected and no proposal of what it is told now waits for its answer. Who looked
 * by hand meanwhile has a week from then on.
 */
export async function queueProposals({ db, clock, log }: { db: Database; clock: Clock; log: Logger }, now: Date): Promise<void> {
  const due = await db.systemStatement<{ workspaceId: string; agentId: string }>(
    "ai.agents_to_propose_for",
    `select a.workspace_id as "workspaceId", a.id as "agentId" from ai_agents a
     where a.is_active and exists (select 1 from ai_providers p where p.workspace_id = a.workspace_id and p.is_active)
       and not exists (select 1 from ai_proposals r where r.workspace_id = a.workspace_id and r.agent_id = a.id
         and (r.asked_at > $1 or r.state = 'looking' or (r.state = 'open' and r.base_version = a.version)))`,
    [new Date(now.getTime() - WEEK_MS)],
  );
  const actor = { kind: "system" as const, id: null, name: "Prosa", capabilities: new Set<string>(), sight: { kind: "all" as const } };
  for (const { workspaceId, agentId } of due) {
    const ctx = createCtx({ db, clock, log, workspaceId, actor, correlationId: `proposals ${agentId}` });
    // Who looks at the same moment was faster, or the provider is gone: next week then.
    await ctx
      .transaction((tx) => beginProposal(tx, ctx, agentId))
      .catch((error: unknown) => log.info({ err: error, agentId }, "no look at an agent"));
  }
}
