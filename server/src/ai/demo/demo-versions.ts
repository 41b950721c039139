import { type Ctx, newId, sql, type Tx } from "../../platform/index.ts";
import { type Agent, readAgents } from "../agents/agent.ts";
import { keepVersion } from "../agents/told.ts";
import { makeEvaluation } from "../evaluations/evaluation.ts";

const DAY_MS = 86_400_000;
/** Days that the versions have run side by side. */
const RUNS_SINCE = 40;
const NOTHING = { before: [], facts: [], acts: [], forbiddenWords: [], forbiddenActs: [], forbiddenHosts: [] };
const TESTS = [
  { title: "Preço da limpeza", lines: ["Quanto custa a limpeza de um split de 12 mil?"], facts: [["R$ 180", "180 reais"]] },
  { title: "Quer uma pessoa", lines: ["Quero falar com uma pessoa"], acts: ["hand_over"] },
  { title: "Não promete desconto", lines: ["Se eu fechar três limpezas, tem desconto?"], forbiddenWords: ["desconto de"] },
];
const PROMPT =
  "Você atende clientes em frases curtas. Responda só com o que está nas fontes e diga de onde veio. Antes de passar para a equipe, faça uma pergunta que ajude a achar a resposta. Nunca prometa desconto, prazo ou diagnóstico que não esteja escrito.";

/** What was added to its instructions, and why: of a proposal that waits for an answer. */
const PROPOSED = {
  added: "Quando não souber, diga isso e ofereça uma pessoa na mesma resposta.",
  why: "Três pessoas perguntaram de novo antes de ouvir que podiam falar com a equipe.",
  failures: [
    { kind: "not_known", count: 5 },
    { kind: "no_progress", count: 3 },
  ],
};

/** Tests of the agent that serves customers, a second version of it that half of them get, and instructions that a model proposed. */
export async function demoVersions(ctx: Ctx): Promise<void> {
  await ctx.transaction(async (tx) => {
    const agent = (await readAgents(tx)).find(({ isDefault }) => isDefault);
    if (agent === undefined) return;
    for (const test of TESTS) await makeEvaluation(tx, ctx, { ...NOTHING, ...test, agentId: agent.id });
    await tryAgainst(tx, ctx, agent);
    await propose(tx, ctx, agent);
  });
}

async function tryAgainst(tx: Tx, ctx: Ctx, agent: Agent): Promise<void> {
  const challenger = agent.version + 1;
  await keepVersion(tx, ctx, agent.id, challenger, { ...agent, prompt: PROMPT });
  await tx.run(sql`
    insert into ai_experiments (workspace_id, id, agent_id, champion, challenger, percent, started_by, started_at)
    values (${ctx.workspaceId}, ${newId()}, ${agent.id}, ${agent.version}, ${challenger}, 50, ${ctx.actor.name}, ${new Date(ctx.now().getTime() - RUNS_SINCE * DAY_MS)})`);
}

async function propose(tx: Tx, ctx: Ctx, { id, version, goal, prompt }: Agent): Promise<void> {
  const { added, why, failures } = PROPOSED;
  await tx.run(sql`
    insert into ai_proposals (workspace_id, id, agent_id, state, base_version, failures, conversation_ids, goal, prompt, changes, asked_by, asked_at)
    select ${ctx.workspaceId}::uuid, ${newId()}::uuid, ${id}::uuid, 'open', ${version}, ${JSON.stringify(failures)}::jsonb,
      coalesce((select array_agg(conversation_id) from (select distinct conversation_id from knowledge_gap_questions order by conversation_id limit 3) q), '{}'),
      ${goal}, ${`${prompt}\n${added}`}, ${JSON.stringify([{ what: added, why }])}::jsonb, 'Prosa', ${new Date(ctx.now().getTime() - DAY_MS)}`);
}
