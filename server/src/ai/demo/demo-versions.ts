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

/** Tests of the agent that serves customers, and a second version of it that half of them get. */
export async function demoVersions(ctx: Ctx): Promise<void> {
  await ctx.transaction(async (tx) => {
    const agent = (await readAgents(tx)).find(({ isDefault }) => isDefault);
    if (agent === undefined) return;
    for (const test of TESTS) await makeEvaluation(tx, ctx, { ...NOTHING, ...test, agentId: agent.id });
    await tryAgainst(tx, ctx, agent);
  });
}

async function tryAgainst(tx: Tx, ctx: Ctx, agent: Agent): Promise<void> {
  const challenger = agent.version + 1;
  await keepVersion(tx, ctx, agent.id, challenger, { ...agent, prompt: PROMPT });
  await tx.run(sql`
    insert into ai_experiments (workspace_id, id, agent_id, champion, challenger, percent, started_by, started_at)
    values (${ctx.workspaceId}, ${newId()}, ${agent.id}, ${agent.version}, ${challenger}, 50, ${ctx.actor.name}, ${new Date(ctx.now().getTime() - RUNS_SINCE * DAY_MS)})`);
}
