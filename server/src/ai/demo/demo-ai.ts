import type { HandOverParts } from "../../inbox/index.ts";
import { readEntryRules, replaceEntryRules } from "../../inbox/index.ts";
import { type Ctx, newId, sql } from "../../platform/index.ts";
import { type Agent, makeAgent } from "../agents/agent.ts";
import { READY_PERSONAS } from "../agents/ready-personas.ts";
import { noteGap } from "../knowledge/gaps.ts";
import { keepDocument } from "../knowledge/keep-document.ts";
import { DEMO_KNOWLEDGE } from "./demo-knowledge.ts";

/** Whom the playground's phone belongs to at first: the customer that a newcomer plays. */
const PLAYED = "Ana Beatriz";
/** Of the conversation in the demonstration's past that the agent answered (`demo/cast.ts`): what it said, and from where. */
const SAID = { person: "Patrícia Nunes", begins: "A limpeza completa", title: "Preços de limpeza" };
/** What agents may do once a model answers for them. */
const MODEL = {
  tools: ["knowledge.search", "contact.read", "conversation.note", "conversation.open_order"],
  minConfidence: 0.5,
  allowedHosts: [],
};
const GAPS = ["Vocês alugam ar portátil para festa?", "Fazem instalação de energia solar?", "O ar conecta na Alexa?"];

interface DemoParts extends HandOverParts {
  /** What conditions may ask about. */
  fields: Parameters<typeof replaceEntryRules>[1];
}

/** Knowledge, agents, an entry rule for the playground's phone, and what one agent answered before. */
export function demoAi(parts: DemoParts): (ctx: Ctx) => Promise<void> {
  return async (ctx) => {
    await addDemoKnowledge(ctx);
    const [lia] = await addAgents(ctx);
    if (lia === undefined) return;
    const { version, rules, otherwise } = await ctx.transaction(readEntryRules);
    const condition = {
      all: [
        { field: "contact.name", operator: "equals", value: PLAYED },
        { field: "conversation.channel_kind", operator: "any_of", value: ["whatsapp_cloud"] },
      ],
    };
    const rule = { name: "Celular do playground", condition, holder: "ai" as const, id: lia.id };
    await replaceEntryRules(ctx, parts.fields, { version, rules: [rule, ...rules], otherwise });
    await addPast(ctx, lia);
  };
}

/** Keeps what the business of the demonstration knows. */
export async function addDemoKnowledge(ctx: Ctx): Promise<void> {
  const open = { externalId: null, url: null, expiresAt: null, rereadDays: null };
  for (const known of DEMO_KNOWLEDGE)
    await keepDocument(ctx, { questions: [], audience: "public", persona: null, language: "pt-BR", ...open, ...known }, true);
}

async function addAgents(ctx: Ctx): Promise<Agent[]> {
  const made: Agent[] = [];
  const common = { languages: ["pt-BR" as const], knowledgeKinds: [], maxAnswers: 20, fallbackQueueId: null, ...MODEL, isActive: true };
  for (const { name, persona, tone, emoji, goal, prompt } of READY_PERSONAS.slice(0, 2))
    made.push(
      await makeAgent(ctx, {
        name,
        persona,
        tone,
        emoji,
        goal: goal["pt-BR"],
        prompt: prompt["pt-BR"],
        ...common,
        isDefault: made.length === 0,
      }),
    );
  return made;
}

/** Where the answer in the demonstration's past stands, and what others asked that nothing answers. */
async function addPast(ctx: Ctx, { id: agentId }: Agent): Promise<void> {
  await ctx.transaction(async (tx) => {
    await tx.run(sql`
      insert into ai_turns (workspace_id, id, conversation_id, session_id, up_to, agent_id, asked, did, sources, certainty, message_id, taken_at)
      select m.workspace_id, ${newId()}::uuid, m.conversation_id, s.id, m.arrival, ${agentId}::uuid, 'Quanto é a limpeza de um split de 12 mil?', 'answered',
        jsonb_build_array(jsonb_build_object('documentId', d.id, 'passageId', p.id, 'version', p.version, 'title', d.title, 'heading', p.heading)), 0.91, m.id, m.occurred_at
      from messages m join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
        join contacts k on k.workspace_id = c.workspace_id and k.id = c.contact_id and k.profile_name = ${SAID.person}
        join sessions s on s.workspace_id = c.workspace_id and s.conversation_id = c.id
        join knowledge_documents d on d.workspace_id = m.workspace_id and d.title = ${SAID.title}
        join knowledge_passages p on p.workspace_id = d.workspace_id and p.document_id = d.id and p.position = 0
      where m.author_kind = 'ai' and m.text like ${`%${SAID.begins}%`} limit 1`);
    const places = await tx.many(sql<{ id: string }>`select id from conversations order by id limit ${GAPS.length + 1}`);
    for (const [index, question] of GAPS.entries())
      for (const { id } of places.slice(0, GAPS.length - index)) await noteGap(tx, ctx, id, question);
  });
}
