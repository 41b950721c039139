import { Type } from "typebox";
import { CHANNEL_KINDS } from "../../channels/index.ts";
import { type App, IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { DOCUMENT_KINDS, EMOJI_LEVELS, LANGUAGES, PERSONAS, type Persona, TONES } from "../closed-sets.ts";
import { unknownTool } from "../errors.ts";
import { changeAtOnce } from "../evaluations/publish-draft.ts";
import { aiRead, aiWrite } from "../rights.ts";
import type { Toolbox } from "../tools/tool.ts";
import { type Agent, makeAgent, readAgent, readAgents, removeAgent } from "./agent.ts";
import { readAssignments, replaceAssignments } from "./assignments.ts";
import { READY_PERSONAS } from "./ready-personas.ts";
import { readVersions, restoreVersion } from "./versions.ts";

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
  tools: Type.Array(Type.String({ maxLength: 80 }), {
    maxItems: 30,
    uniqueItems: true,
    description: "Ids of `GET /ai-tools` that a model may look up and do for it; a hand-over it always may.",
  }),
  minConfidence: Type.Number({ minimum: 0, maximum: 1, description: "A model that is less sure hands over." }),
  allowedHosts: Type.Array(Type.String({ pattern: "^[a-z0-9.-]{3,200}$" }), {
    maxItems: 20,
    uniqueItems: true,
    description: "Hosts that its answers may lead to, besides those that the team's own texts name.",
  }),
  isActive: Type.Boolean(),
  isDefault: Type.Boolean({ description: "Serves whoever no other one does; one of the workspace is it." }),
};
const closed = { additionalProperties: false } as const;
const { goal, prompt, tone, emoji, tools } = written;
/** What of an agent has versions. */
export const toldFields = { goal, prompt, tone, emoji, tools };
const { name, persona, ...rest } = written;
const Input = Type.Object({ name, persona, ...Type.Partial(Type.Object(rest)).properties }, closed);
const Change = Type.Object(
  {
    ...Type.Partial(Type.Object(written)).properties,
    reason: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 300,
        pattern: "\\S",
        description: "Why other instructions are told without their tests; kept.",
      }),
    ),
  },
  { ...closed, minProperties: 1 },
);
export const AgentSchema = Type.Object({
  id: idSchema("agent"),
  ...written,
  version: Type.Integer(),
  createdAt: IsoTime,
  changedAt: IsoTime,
});
const Line = Type.Object(
  { channelKind: OneOf(CHANNEL_KINDS), persona: OneOf(PERSONAS), agentId: idSchema("agent") },
  { ...closed, description: "Who serves people of that persona on channels of that kind." },
);
const Lines = Type.Object({ items: Type.Array(Line, { maxItems: 200 }) }, closed);
const Words = Type.Object({ "pt-BR": Type.String(), en: Type.String(), es: Type.String() });
const Ready = Type.Object({ name: Type.String(), persona, tone: written.tone, emoji: written.emoji, goal: Words, prompt: Words });
const ToolSchema = Type.Object({
  id: Type.String(),
  label: Words,
  personas: Type.Array(Type.String()),
  changes: Type.Boolean({ description: "It changes something; else it looks up." }),
  asksFirst: Type.Boolean({ description: "The contact is asked for a yes before." }),
});
const VersionSchema = Type.Object({
  version: Type.Integer(),
  goal: Type.String(),
  prompt: Type.String(),
  tone: written.tone,
  emoji: written.emoji,
  tools: Type.Array(Type.String()),
  changedBy: Type.String(),
  changedAt: IsoTime,
});
const params = Type.Object({ agentId: idSchema("agent") });

/** Who answers by itself, and whom each serves. */
export function agentRoutes(app: App, toolbox: () => Toolbox) {
  const tags = ["AI agents"];
  const read = { config: { access: aiRead } };
  const write = { config: { access: aiWrite } };
  app.get(
    "/ai-agents",
    {
      ...read,
      schema: { tags, summary: "Agents, the default one first", response: { 200: Type.Object({ items: Type.Array(AgentSchema) }) } },
    },
    async ({ ctx }) => ({ items: (await ctx.transaction(readAgents)).map(presentAgent) }),
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
    ({ ctx, params }) => ctx.transaction(async (tx) => presentAgent(await readAgent(tx, params.agentId))),
  );
  app.post(
    "/ai-agents",
    { ...write, schema: { tags, summary: "Make an agent", body: Input, response: { 201: AgentSchema } } },
    async ({ ctx, body }, reply) => {
      ensureTools(toolbox(), body.tools ?? [], body.persona);
      return reply.code(201).send(presentAgent(await makeAgent(ctx, { ...DEFAULTS, ...body, name: body.name.trim() })));
    },
  );
  app.patch(
    "/ai-agents/:agentId",
    {
      ...write,
      schema: {
        tags,
        summary: "Change an agent, or switch it off",
        description: "Where it has tests, other instructions have to have passed them as before, or a reason is given.",
        params,
        body: Change,
        response: { 200: AgentSchema },
      },
    },
    async ({ ctx, params, body: { reason, ...body } }) => {
      if (body.tools !== undefined || body.persona !== undefined) {
        const { tools, persona } = await ctx.transaction((tx) => readAgent(tx, params.agentId));
        ensureTools(toolbox(), body.tools ?? tools, body.persona ?? persona);
      }
      return presentAgent(await changeAtOnce(ctx, params.agentId, body, reason?.trim() ?? null));
    },
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
    "/ai-agents/:agentId/versions",
    {
      ...read,
      schema: {
        tags,
        summary: "What an agent was told, the newest first",
        params,
        response: { 200: Type.Object({ items: Type.Array(VersionSchema) }) },
      },
    },
    ({ ctx, params }) =>
      ctx.transaction(async (tx) => {
        await readAgent(tx, params.agentId);
        const items = await readVersions(tx, params.agentId);
        return { items: items.map(({ changedAt, ...one }) => ({ ...one, changedAt: changedAt.toISOString() })) };
      }),
  );
  app.post(
    "/ai-agents/:agentId/versions/:version/restore",
    {
      ...write,
      schema: {
        tags,
        summary: "Tell an agent again what it was told then, as a new version",
        params: Type.Object({ agentId: idSchema("agent"), version: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }) }),
        response: { 200: AgentSchema },
      },
    },
    async ({ ctx, params }) => presentAgent(await restoreVersion(ctx, params.agentId, params.version)),
  );
  app.get(
    "/ai-tools",
    {
      ...read,
      schema: { tags, summary: "What agents may look up and do", response: { 200: Type.Object({ items: Type.Array(ToolSchema) }) } },
    },
    async () => ({
      items: [...toolbox().values()].map(({ id, label, personas, changes, asksFirst }) => ({
        ...{ id, label, personas: [...personas], changes, asksFirst },
      })),
    }),
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

/** @throws {AppError} ai.unknown_tool */
export function ensureTools(box: Toolbox, tools: readonly string[], persona: Persona): void {
  const unknown = tools.find((id) => box.get(id)?.personas.includes(persona) !== true);
  if (unknown !== undefined) throw unknownTool({ tool: unknown, persona });
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
  tools: [],
  minConfidence: 0.5,
  allowedHosts: [],
  isActive: true,
  isDefault: false,
} satisfies Partial<Agent>;

export const presentAgent = ({ createdAt, changedAt, ...agent }: Agent) => ({
  ...agent,
  createdAt: createdAt.toISOString(),
  changedAt: changedAt.toISOString(),
});
