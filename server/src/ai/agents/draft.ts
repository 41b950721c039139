import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { readAgent } from "./agent.ts";
import { isSameTold, type Told } from "./told.ts";

/** What an agent will be told once it is published. Nobody is answered by it. */
export interface AgentDraft extends Told {
  changedBy: string;
  changedAt: Date;
}

/** Null where what it is told is all there is. */
export const findDraft = (tx: Tx, agentId: string): Promise<AgentDraft | null> =>
  tx.maybeOne(sql<AgentDraft>`
    select goal, prompt, tone, emoji, tools, changed_by as "changedBy", changed_at as "changedAt" from ai_agent_drafts where agent_id = ${agentId}`);

/** What is the same as what it is told is no draft. @returns null for it @throws {AppError} platform.not_found */
export const keepDraft = (ctx: Ctx, agentId: string, draft: Told): Promise<AgentDraft | null> =>
  ctx.transaction((tx) => keepDraftIn(tx, ctx, agentId, draft));

/** As `keepDraft`, in a transaction that does more. */
export async function keepDraftIn(tx: Tx, ctx: Ctx, agentId: string, draft: Told): Promise<AgentDraft | null> {
  const { goal, prompt, tone, emoji, tools } = draft;
  if (isSameTold(await readAgent(tx, agentId), draft)) await removeDraft(tx, agentId);
  else
    await tx.run(sql`
      insert into ai_agent_drafts (workspace_id, agent_id, goal, prompt, tone, emoji, tools, changed_by, changed_at)
      values (${ctx.workspaceId}, ${agentId}, ${goal}, ${prompt}, ${tone}, ${emoji}, ${tools}, ${ctx.actor.name}, ${ctx.now()})
      on conflict (workspace_id, agent_id) do update set goal = excluded.goal, prompt = excluded.prompt, tone = excluded.tone, emoji = excluded.emoji,
        tools = excluded.tools, changed_by = excluded.changed_by, changed_at = excluded.changed_at`);
  return findDraft(tx, agentId);
}

/** @throws {AppError} platform.not_found */
export async function readDraft(tx: Tx, agentId: string): Promise<AgentDraft> {
  const draft = await findDraft(tx, agentId);
  if (draft === null) throw notFound({ what: "draft" });
  return draft;
}

export const removeDraft = (tx: Tx, agentId: string) => tx.run(sql`delete from ai_agent_drafts where agent_id = ${agentId}`);
