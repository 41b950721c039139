import { Type } from "typebox";
import { CHANNEL_KINDS } from "../../channels/index.ts";
import { type App, IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { DOCUMENT_KINDS, EMOJI_LEVELS, LANGUAGES, PERSONAS, TONES } from "../closed-sets.ts";
import { aiRead, aiWrite } from "../rights.ts";
import { type Agent, changeAgent, makeAgent, readAgent, readAgents, removeAgent } from "./agent.ts";
import { readAssignments, replaceAssignments } from "./assignments.ts";
import { READY_PERSONAS } from "./ready-personas.ts";

const written = {
  name: Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" }),
  persona: OneOf(PERSONAS, { description: "Whom it serves." }),
  tone: OneOf(TONES),
  emoji: OneOf(EMOJI_LEVELS, { description: "None for people who are upset, whatever stands here." }),
  goal: Type.String({ maxLength: 500 }),
  prompt: Type.String({ maxLength: 8000, description: "What a model is told of itself. Without a model it is kept, and not used." }),
  languages: Type.Array(OneOf(LANGUAGES), { minItems: 1, maxItems: 3, uniqueItems: true }),
  knowledgeKinds: Type.Array(OneOf(DOCUMENT_KINDS), { uniqueItems: true, description: "Kinds of documents that it reads; empty: all." }),
  maxAnswers: Type.Integer({ minimum: 1, maximum: 100, description: "Answers in a session, after which a person goes on." }),
  fallbackQueueId: Nullable(idSchema("queue that it hands over to; null: the conversation's own, else the oldest")),
  isActive: Type.Boolean(),
  isDefault: Type.Boolean({ description: "Serves whoever no other one does; one of the workspace is it." }),
};
const closed = { additionalProperties: false } as const;
const { name, persona, ...rest } = written;
const Input = Type.Object({ name, persona, ...Type.Partial(Type.Object(rest)).properties }, closed);
const Change = Type.Object(Type.Partial(Type.Object(written)).properties, { ...closed, minProperties: 1 });
const AgentSchema = Type.Object({ id: idSchema("agent"), ...written, createdAt: IsoTime, changedAt: IsoTime });
const Line = Type.Object(
  { channelKind: OneOf(CHANNEL_KINDS), persona: OneOf(PERSONAS), agentId: idSchema("agent") },
  { ...closed, description: "Who serves people of that persona on channels of that kind." },
);
const Lines = Type.Object({ items: Type.Array(Line, { maxItems: 200 }) }, closed);
const Words = Type.Object({ "pt-BR": Type.String(), en: Type.String(), es: Type.String() });
const Ready = Type.Object({ name: Type.String(), persona, tone: written.tone, emoji: written.emoji, goal: Words, prompt: Words });
const params = Type.Object({ agentId: idSchema("agent") });

/** Who answers by itself, and whom each serves. */
export function agentRoutes(app: App) {
  const tags = ["AI agents"];
  const read = { config: { access: aiRead } };
  const write = { config: { access: aiWrite } };
  app.get(
    "/ai-agents",
    {
      ...read,
      schema: { tags, summary: "Agents, the default one first", response: { 200: Type.Object({ items: Type.Array(AgentSchema) }) } },
    },
    async ({ ctx }) => ({ items: (await ctx.transaction(readAgents)).map(present) }),
  );
  app.get(
    "/ai-personas",
    {
      ...read,
      schema: { tags, summary: "Ready agents to begin with", response: { 200: Type.Object({ items: Type.Array(Ready) }) } },
    },
    async () => ({ items: [...READY_PERSONAS] }),
  );
  app.get(
    "/ai-agents/:agentId",
    { ...read, schema: { tags, summary: "One agent", params, response: { 200: AgentSchema } } },
    ({ ctx, params }) => ctx.transaction(async (tx) => present(await readAgent(tx, params.agentId))),
  );
  app.post(
    "/ai-agents",
    { ...write, schema: { tags, summary: "Make an agent", body: Input, response: { 201: AgentSchema } } },
    async ({ ctx, body }, reply) => reply.code(201).send(present(await makeAgent(ctx, { ...DEFAULTS, ...body, name: body.name.trim() }))),
  );
  app.patch(
    "/ai-agents/:agentId",
    { ...write, schema: { tags, summary: "Change an agent, or switch it off", params, body: Change, response: { 200: AgentSchema } } },
    async ({ ctx, params, body }) => present(await changeAgent(ctx, params.agentId, body)),
  );
  app.delete(
    "/ai-agents/:agentId",
    { ...write, schema: { tags, summary: "Remove an agent; the default one serves its people", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, reply) => {
      await removeAgent(ctx, params.agentId);
      return reply.code(204).send(null);
    },
  );
  app.get(
    "/ai-assignments",
    { ...read, schema: { tags, summary: "Which agent serves whom; where nobody is named, the default one", response: { 200: Lines } } },
    async ({ ctx }) => ({ items: await ctx.transaction(readAssignments) }),
  );
  app.put(
    "/ai-assignments",
    { ...write, schema: { tags, summary: "Replace the table of who serves whom", body: Lines, response: { 200: Lines } } },
    async ({ ctx, body }) => ({ items: await replaceAssignments(ctx, body.items) }),
  );
}

const DEFAULTS = {
  tone: "cordial",
  emoji: "few",
  goal: "",
  prompt: "",
  languages: ["pt-BR"],
  knowledgeKinds: [],
  maxAnswers: 20,
  fallbackQueueId: null,
  isActive: true,
  isDefault: false,
} satisfies Partial<Agent>;

const present = ({ createdAt, changedAt, ...agent }: Agent) => ({
  ...agent,
  createdAt: createdAt.toISOString(),
  changedAt: changedAt.toISOString(),
});
