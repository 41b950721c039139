import { Type } from "typebox";
import { type App, IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { readAgent } from "../agents/agent.ts";
import { unknownAct } from "../errors.ts";
import { aiRead, aiWrite } from "../rights.ts";
import { HAND_OVER, type Toolbox } from "../tools/tool.ts";
import { changeEvaluation, type Evaluation, listEvaluations, makeEvaluation } from "./evaluation.ts";
import { asksSomething } from "./expectations.ts";
import { takeConversation } from "./take-conversation.ts";

const closed = { additionalProperties: false } as const;
const words = (maxLength: number) => Type.String({ minLength: 1, maxLength, pattern: "\\S" });
const ids = (description: string) => Type.Array(Type.String({ maxLength: 80 }), { maxItems: 20, uniqueItems: true, description });
const written = {
  title: words(120),
  before: Type.Array(Type.Object({ by: OneOf(["contact", "team"]), text: words(1_000) }, closed), {
    maxItems: 40,
    description: "What was said before.",
  }),
  lines: Type.Array(words(1_000), { minItems: 1, maxItems: 20, description: "What the contact writes, a turn each." }),
  facts: Type.Array(Type.Array(words(200), { minItems: 1, maxItems: 10 }), {
    maxItems: 20,
    description: "What has to be said: of each fact the ways of saying it. One sentence has all words and numbers of a way.",
  }),
  acts: ids("Ids of `GET /ai-tools` that have to be wanted, or `hand_over`."),
  forbiddenWords: Type.Array(words(200), { maxItems: 20, description: "Never said, in these words and this order." }),
  forbiddenActs: ids("As `acts`: never wanted, also where it would be refused."),
  forbiddenHosts: Type.Array(Type.String({ pattern: "^[a-z0-9.-]{3,200}$" }), {
    maxItems: 20,
    description: "Never led to; a host stands for those below it too.",
  }),
};
const { title, lines, ...rest } = written;
const Input = Type.Object({ title, lines, ...Type.Partial(Type.Object(rest)).properties }, closed);
const Change = Type.Object(Type.Partial(Type.Object({ ...written, isArchived: Type.Boolean() })).properties, {
  ...closed,
  minProperties: 1,
});
const EvaluationSchema = Type.Object({
  id: idSchema("test"),
  agentId: idSchema("agent"),
  ...written,
  asksSomething: Type.Boolean({ description: "One that expects and forbids nothing is not played." }),
  conversationId: Nullable(idSchema("conversation that it was made from")),
  isArchived: Type.Boolean({ description: "Not played any more." }),
  createdBy: Type.String(),
  createdAt: IsoTime,
  changedAt: IsoTime,
});

/** Test conversations of agents. */
export function evaluationRoutes(app: App, toolbox: () => Toolbox) {
  const tags = ["AI evaluations"];
  const ofAgent = Type.Object({ agentId: idSchema("agent") });
  const write = { config: { access: aiWrite } };
  app.get(
    "/ai-agents/:agentId/evaluations",
    {
      config: { access: aiRead },
      schema: {
        tags,
        summary: "Test conversations of an agent, the archived ones last",
        params: ofAgent,
        response: { 200: Type.Object({ items: Type.Array(EvaluationSchema) }) },
      },
    },
    ({ ctx, params: { agentId } }) =>
      ctx.transaction(async (tx) => {
        await readAgent(tx, agentId);
        return { items: (await listEvaluations(tx, agentId)).map(present) };
      }),
  );
  app.post(
    "/ai-agents/:agentId/evaluations",
    { ...write, schema: { tags, summary: "Write a test conversation", params: ofAgent, body: Input, response: { 201: EvaluationSchema } } },
    async ({ ctx, params: { agentId }, body }, reply) => {
      ensureActs(toolbox(), body);
      return reply
        .code(201)
        .send(present(await ctx.transaction((tx) => makeEvaluation(tx, ctx, { ...NOTHING, ...body, title: body.title.trim(), agentId }))));
    },
  );
  app.patch(
    "/ai-evaluations/:evaluationId",
    {
      ...write,
      schema: {
        tags,
        summary: "Change a test conversation, archive it or take it up again",
        params: Type.Object({ evaluationId: idSchema("test") }),
        body: Change,
        response: { 200: EvaluationSchema },
      },
    },
    async ({ ctx, params: { evaluationId }, body }) => {
      ensureActs(toolbox(), body);
      return present(await ctx.transaction((tx) => changeEvaluation(tx, ctx, evaluationId, body)));
    },
  );
  app.post(
    "/conversations/:conversationId/evaluations",
    {
      ...write,
      schema: {
        tags,
        summary: "Make a test of what somebody really wrote",
        description: "Masked as the workspace masks what it keeps of models. What the agent did then is expected; facts are added by hand.",
        params: Type.Object({ conversationId: idSchema("conversation") }),
        body: Type.Object(
          { runId: Type.Optional(idSchema("run of the one turn to take; absent: all that they wrote in the last session")) },
          closed,
        ),
        response: { 201: EvaluationSchema },
      },
    },
    async ({ ctx, params: { conversationId }, body: { runId = null } }, reply) =>
      reply.code(201).send(present(await ctx.transaction((tx) => takeConversation(tx, ctx, conversationId, runId)))),
  );
}

/** @throws {AppError} ai.unknown_act */
function ensureActs(box: Toolbox, { acts = [], forbiddenActs = [] }: { acts?: string[]; forbiddenActs?: string[] }): void {
  const unknown = [...acts, ...forbiddenActs].find((id) => id !== HAND_OVER && !box.has(id));
  if (unknown !== undefined) throw unknownAct({ act: unknown });
}

const NOTHING = { before: [], facts: [], acts: [], forbiddenWords: [], forbiddenActs: [], forbiddenHosts: [] };

const present = ({ createdAt, changedAt, ...evaluation }: Evaluation) => ({
  ...evaluation,
  asksSomething: asksSomething(evaluation),
  createdAt: createdAt.toISOString(),
  changedAt: changedAt.toISOString(),
});
