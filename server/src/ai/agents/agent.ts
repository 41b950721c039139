import { type Ctx, holdNames, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import type { DocumentKind, EMOJI_LEVELS, LANGUAGES, Persona, TONES } from "../closed-sets.ts";
import { agentIsDefault, agentNameTaken, tooManyAgents } from "../errors.ts";
import { ensureNoExperiment } from "./running-experiment.ts";
import { isSameTold, keepVersion, nextVersion, type Told } from "./told.ts";

/** Who answers by itself, how it speaks and what it may read. */
export interface Agent {
  id: string;
  name: string;
  persona: Persona;
  tone: (typeof TONES)[number];
  emoji: (typeof EMOJI_LEVELS)[number];
  goal: string;
  /** What a model is told about itself; without a model it is kept and not used. */
  prompt: string;
  languages: (typeof LANGUAGES)[number][];
  /** Kinds of documents that it reads; empty: all. */
  knowledgeKinds: DocumentKind[];
  /** Answers in a session, after which a person goes on. */
  maxAnswers: number;
  fallbackQueueId: string | null;
  /** Ids of what a model may look up and do for it; a hand-over it always may. */
  tools: string[];
  /** 0 to 1: a model that is less sure hands over. */
  minConfidence: number;
  /** Hosts that its answers may lead to, besides those that the team's own texts name. */
  allowedHosts: string[];
  isActive: boolean;
  /** Serves whoever no other one does. */
  isDefault: boolean;
  /** Counts what it was told: each change of its instructions is another one. */
  version: number;
  createdAt: Date;
  changedAt: Date;
}
export type AgentInput = Omit<Agent, "id" | "version" | "createdAt" | "changedAt">;

const MAX_AGENTS = 50;
const columns = sql`
  id, name, persona, tone, emoji, goal, prompt, languages, knowledge_kinds as "knowledgeKinds", max_answers as "maxAnswers", fallback_queue_id as "fallbackQueueId",
  tools, min_confidence::float8 as "minConfidence", allowed_hosts as "allowedHosts", version,
  is_active as "isActive", is_default as "isDefault", created_at as "createdAt", changed_at as "changedAt"`;

/** All of the workspace, the default one first, then by name. */
export const readAgents = (tx: Tx): Promise<Agent[]> =>
  tx.many(sql<Agent>`select ${columns} from ai_agents order by is_default desc, prosa_fold(name), id limit ${MAX_AGENTS}`);

/** Null where there is none. */
export const findAgent = (tx: Tx, id: string): Promise<Agent | null> =>
  tx.maybeOne(sql<Agent>`select ${columns} from ai_agents where id = ${id}`);

/** @throws {AppError} platform.not_found */
export async function readAgent(tx: Tx, id: string): Promise<Agent> {
  const agent = await findAgent(tx, id);
  if (agent === null) throw notFound({ what: "agent" });
  return agent;
}

/** The first agent of a workspace is its default. @throws {AppError} ai.agent_name_taken, ai.too_many_agents, platform.not_found for a queue */
export function makeAgent(ctx: Ctx, input: AgentInput): Promise<Agent> {
  return ctx.transaction(async (tx) => {
    await holdNames(tx, ctx.workspaceId, "ai_agents");
    await ensureFits(tx, input, null);
    const { count } = await tx.one(sql<{ count: number }>`select count(*)::int as count from ai_agents`);
    if (count >= MAX_AGENTS) throw tooManyAgents();
    const id = newId();
    const isDefault = input.isDefault || count === 0;
    if (isDefault) await tx.run(sql`update ai_agents set is_default = false where is_default`);
    await tx.run(sql`
      insert into ai_agents (workspace_id, id, name, persona, tone, emoji, goal, prompt, languages, knowledge_kinds, max_answers, fallback_queue_id, tools, min_confidence, allowed_hosts, is_active, is_default, created_at, changed_at)
      values (${ctx.workspaceId}, ${id}, ${input.name}, ${input.persona}, ${input.tone}, ${input.emoji}, ${input.goal}, ${input.prompt}, ${input.languages}, ${input.knowledgeKinds},
        ${input.maxAnswers}, ${input.fallbackQueueId}, ${input.tools}, ${input.minConfidence}, ${input.allowedHosts}, ${input.isActive}, ${isDefault}, ${ctx.now()}, ${ctx.now()})`);
    await keepVersion(tx, ctx, id, 1, input);
    await recordAudit(tx, ctx, { action: "ai_agent.created", subjectKind: "ai_agent", subjectId: id, detail: { name: input.name } });
    return readAgent(tx, id);
  });
}

/** @throws {AppError} ai.agent_name_taken, ai.agent_is_default, ai.experiment_runs where its instructions change, platform.not_found */
export const changeAgent = (ctx: Ctx, id: string, change: Partial<AgentInput>): Promise<Agent> =>
  ctx.transaction((tx) => changeAgentIn(tx, ctx, id, change));

/** As `changeAgent`, in a transaction that does more. */
export async function changeAgentIn(tx: Tx, ctx: Ctx, id: string, change: Partial<AgentInput>): Promise<Agent> {
  await holdNames(tx, ctx.workspaceId, "ai_agents");
  const before = await readAgent(tx, id);
  const after = { ...before, ...change };
  if (before.isDefault && !after.isDefault) throw agentIsDefault();
  await ensureFits(tx, after, id);
  if (after.isDefault && !before.isDefault) await tx.run(sql`update ai_agents set is_default = false where is_default`);
  const isSame = isSameTold(before, after);
  if (!isSame) await ensureNoExperiment(tx, id);
  const version = isSame ? before.version : await nextVersion(tx, id);
  if (!isSame) await keepVersion(tx, ctx, id, version, after);
  await tx.run(sql`
      update ai_agents set version = ${version}, name = ${after.name}, persona = ${after.persona}, tone = ${after.tone}, emoji = ${after.emoji}, goal = ${after.goal}, prompt = ${after.prompt},
        languages = ${after.languages}, knowledge_kinds = ${after.knowledgeKinds}, max_answers = ${after.maxAnswers}, fallback_queue_id = ${after.fallbackQueueId},
        tools = ${after.tools}, min_confidence = ${after.minConfidence}, allowed_hosts = ${after.allowedHosts},
        is_active = ${after.isActive}, is_default = ${after.isDefault}, changed_at = ${ctx.now()}
      where id = ${id}`);
  const { prompt, ...told } = change;
  const detail = { ...told, ...(prompt === undefined ? {} : { promptChanged: true }) };
  await recordAudit(tx, ctx, { action: "ai_agent.changed", subjectKind: "ai_agent", subjectId: id, detail });
  return readAgent(tx, id);
}

/** Tells it what a version of it says, which goes on under its number. */
export async function tellVersion(
  tx: Tx,
  ctx: Ctx,
  id: string,
  version: number,
  { goal, prompt, tone, emoji, tools }: Told,
): Promise<void> {
  await tx.run(sql`
    update ai_agents set version = ${version}, goal = ${goal}, prompt = ${prompt}, tone = ${tone}, emoji = ${emoji}, tools = ${tools}, changed_at = ${ctx.now()}
    where id = ${id}`);
}

/** Whom it served is served by the default one; what it said stays. @throws {AppError} ai.agent_is_default, platform.not_found */
export function removeAgent(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await holdNames(tx, ctx.workspaceId, "ai_agents");
    const { name, isDefault } = await readAgent(tx, id);
    const { count } = await tx.one(sql<{ count: number }>`select count(*)::int as count from ai_agents`);
    if (isDefault && count > 1) throw agentIsDefault();
    await tx.run(sql`delete from ai_agents where id = ${id}`);
    await recordAudit(tx, ctx, { action: "ai_agent.removed", subjectKind: "ai_agent", subjectId: id, detail: { name } });
  });
}

async function ensureFits(tx: Tx, { name, fallbackQueueId }: AgentInput, ownId: string | null): Promise<void> {
  const taken = await tx.maybeOne(
    sql`select 1 from ai_agents where prosa_fold(name) = prosa_fold(${name}) and id is distinct from ${ownId}::uuid`,
  );
  if (taken !== null) throw agentNameTaken({ name });
  if (fallbackQueueId === null) return;
  if ((await tx.maybeOne(sql`select 1 from queues where id = ${fallbackQueueId}`)) === null) throw notFound({ what: "queue" });
}
