import { addJobs, type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { readAgent } from "../agents/agent.ts";
import { type AgentDraft, findDraft, keepDraftIn, readDraft } from "../agents/draft.ts";
import { isSameTold, keptOf } from "../agents/told.ts";
import { readTold } from "../agents/versions.ts";
import type { PROPOSAL_STATES } from "../closed-sets.ts";
import { draftKept, noModel, proposalDecided, proposalLooks } from "../errors.ts";
import { proposeJob } from "../job-kinds.ts";
import { hasProvider } from "../providers/provider.ts";
import type { Failures } from "./failures.ts";

/** Better instructions for an agent, thought of from what went wrong, for a person to accept or refuse. */
export interface Proposal {
  id: string;
  agentId: string;
  state: (typeof PROPOSAL_STATES)[number];
  /** What the agent was told when it was looked at. */
  baseVersion: number;
  failures: Failures["counts"];
  conversationIds: string[];
  /** Null where nothing is proposed. */
  goal: string | null;
  prompt: string | null;
  changes: { what: string; why: string }[];
  /** Of the calls of models; null: none was asked. */
  runId: string | null;
  reason: string | null;
  askedBy: string;
  askedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
}

/** So many of an agent are kept. */
const MOST = 12;
/** Of instructions that are told no longer nothing is open. */
const columns = sql`
  id, agent_id as "agentId", base_version as "baseVersion", failures, conversation_ids as "conversationIds", goal, prompt, changes, run_id as "runId",
  reason, asked_by as "askedBy", asked_at as "askedAt", decided_by as "decidedBy", decided_at as "decidedAt",
  case when state = 'open' and base_version <> (select a.version from ai_agents a where a.workspace_id = ai_proposals.workspace_id and a.id = agent_id) then 'overtaken'
    else state end as state`;

/** The newest first. */
export const listProposals = (tx: Tx, agentId: string): Promise<Proposal[]> =>
  tx.many(sql<Proposal>`select ${columns} from ai_proposals where agent_id = ${agentId} order by asked_at desc, id desc limit ${MOST}`);

/** @throws {AppError} platform.not_found */
async function readProposal(tx: Tx, id: string): Promise<Proposal> {
  const proposal = await tx.maybeOne(sql<Proposal>`select ${columns} from ai_proposals where id = ${id}`);
  if (proposal === null) throw notFound({ what: "proposal" });
  return proposal;
}

/**
 * A model will look at what went wrong. One that is still open gives way to what comes of it.
 * @throws {AppError} ai.no_model, ai.proposal_looks, platform.not_found
 */
export async function beginProposal(tx: Tx, ctx: Ctx, agentId: string): Promise<Proposal> {
  // Who begins one at the same time waits here.
  await tx.run(sql`select 1 from ai_agents where id = ${agentId} for update`);
  const { version } = await readAgent(tx, agentId);
  if (!(await hasProvider(tx))) throw noModel();
  if ((await tx.maybeOne(sql`select 1 from ai_proposals where agent_id = ${agentId} and state = 'looking'`)) !== null)
    throw proposalLooks();
  const id = newId();
  await tx.run(sql`
    insert into ai_proposals (workspace_id, id, agent_id, state, base_version, asked_by, asked_at)
    values (${ctx.workspaceId}, ${id}, ${agentId}, 'looking', ${version}, ${ctx.actor.name}, ${ctx.now()})`);
  await tx.run(sql`
    delete from ai_proposals where id in (select id from ai_proposals where agent_id = ${agentId} order by asked_at desc, id desc offset ${MOST})`);
  await recordAudit(tx, ctx, { action: "ai_proposal.begun", subjectKind: "ai_agent", subjectId: agentId, detail: { proposalId: id } });
  addJobs(tx, [proposeJob({ workspaceId: ctx.workspaceId, payload: { proposalId: id }, key: `ai.proposal ${id}` })], ctx.now());
  return readProposal(tx, id);
}

/**
 * Makes it the agent's draft: tests and publishing go on from there, and nobody is answered with it before.
 * @param replaces another draft that the agent has
 * @throws {AppError} ai.draft_kept without `replaces`, ai.proposal_decided, platform.not_found
 */
export async function acceptProposal(tx: Tx, ctx: Ctx, id: string, replaces: boolean): Promise<AgentDraft> {
  const { agentId, goal, prompt, baseVersion } = await lockOpen(tx, id);
  const told = { ...(await readTold(tx, agentId, baseVersion)), goal: goal ?? "", prompt: prompt ?? "" };
  const draft = await findDraft(tx, agentId);
  if (draft !== null && !replaces && !isSameTold(draft, told)) throw draftKept();
  await keepDraftIn(tx, ctx, agentId, keptOf(told));
  await decide(tx, ctx, { id, agentId }, "accepted", null);
  return readDraft(tx, agentId);
}

/** @throws {AppError} ai.proposal_decided, platform.not_found */
export async function refuseProposal(tx: Tx, ctx: Ctx, id: string, reason: string | null): Promise<Proposal> {
  await decide(tx, ctx, await lockOpen(tx, id), "refused", reason);
  return readProposal(tx, id);
}

async function decide(
  tx: Tx,
  ctx: Ctx,
  { id, agentId }: Pick<Proposal, "id" | "agentId">,
  state: "accepted" | "refused",
  reason: string | null,
): Promise<void> {
  await tx.run(sql`
    update ai_proposals set state = ${state}, reason = ${reason}, decided_by = ${ctx.actor.name}, decided_at = ${ctx.now()} where id = ${id}`);
  await recordAudit(tx, ctx, {
    ...{ action: `ai_proposal.${state}`, subjectKind: "ai_agent", subjectId: agentId },
    detail: { proposalId: id, ...(reason === null ? {} : { reason }) },
  });
}

async function lockOpen(tx: Tx, id: string): Promise<Proposal> {
  await tx.run(sql`select 1 from ai_proposals where id = ${id} for update`);
  const proposal = await readProposal(tx, id);
  if (proposal.state !== "open") throw proposalDecided();
  return proposal;
}
