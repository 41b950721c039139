import { Type } from "typebox";
import { type App, IsoTime, idSchema, Nullable, OneOf, type Tx } from "../../platform/index.ts";
import { readAgent } from "../agents/agent.ts";
import { AgentSchema, ensureTools, presentAgent, toldFields } from "../agents/agents.routes.ts";
import { type AgentDraft, findDraft, keepDraft, removeDraft } from "../agents/draft.ts";
import { DRAFT_STATES } from "../closed-sets.ts";
import { aiRead, aiWrite } from "../rights.ts";
import type { Toolbox } from "../tools/tool.ts";
import { publishDraft, verdictOn } from "./publish-draft.ts";

const closed = { additionalProperties: false } as const;
const params = Type.Object({ agentId: idSchema("agent") });
const DraftSchema = Type.Object({ ...toldFields, changedBy: Type.String(), changedAt: IsoTime });
const Verdict = Type.Object({
  state: OneOf(DRAFT_STATES, { description: "`not_evaluated`: these instructions were not played to the end." }),
  runId: Nullable(idSchema("evaluation run")),
  regressions: Type.Integer(),
});
const Kept = Type.Object({ draft: Nullable(DraftSchema), verdict: Nullable(Verdict) });

/** What an agent will be told, until it is published or thrown away. */
export function draftRoutes(app: App, toolbox: () => Toolbox) {
  const tags = ["AI evaluations"];
  const read = { config: { access: aiRead } };
  const write = { config: { access: aiWrite } };
  app.get(
    "/ai-agents/:agentId/draft",
    { ...read, schema: { tags, summary: "What an agent will be told; null: nothing else than now", params, response: { 200: Kept } } },
    ({ ctx, params: { agentId } }) =>
      ctx.transaction(async (tx) => {
        await readAgent(tx, agentId);
        return present(tx, agentId, await findDraft(tx, agentId));
      }),
  );
  app.put(
    "/ai-agents/:agentId/draft",
    {
      ...write,
      schema: {
        tags,
        summary: "Keep what an agent will be told; the same as now is no draft",
        params,
        body: Type.Object(toldFields, closed),
        response: { 200: Kept },
      },
    },
    async ({ ctx, params: { agentId }, body }) => {
      const { persona } = await ctx.transaction((tx) => readAgent(tx, agentId));
      ensureTools(toolbox(), body.tools, persona);
      const draft = await keepDraft(ctx, agentId, body);
      return ctx.transaction((tx) => present(tx, agentId, draft));
    },
  );
  app.delete(
    "/ai-agents/:agentId/draft",
    { ...write, schema: { tags, summary: "Throw a draft away", params, response: { 204: Type.Null() } } },
    async ({ ctx, params: { agentId } }, reply) => {
      await ctx.transaction(async (tx) => {
        await readAgent(tx, agentId);
        await removeDraft(tx, agentId);
      });
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/ai-agents/:agentId/draft/publication",
    {
      ...write,
      schema: {
        tags,
        summary: "Tell an agent what its draft says, as a new version",
        description: "Where the agent has tests, its draft has to have been evaluated without a regression, or a reason is given and kept.",
        params,
        body: Type.Object({ reason: Type.Optional(Type.String({ minLength: 1, maxLength: 300, pattern: "\\S" })) }, closed),
        response: { 200: AgentSchema },
      },
    },
    async ({ ctx, params: { agentId }, body: { reason } }) => presentAgent(await publishDraft(ctx, agentId, reason?.trim() ?? null)),
  );
}

async function present(tx: Tx, agentId: string, draft: AgentDraft | null) {
  if (draft === null) return { draft: null, verdict: null };
  return { draft: { ...draft, changedAt: draft.changedAt.toISOString() }, verdict: await verdictOn(tx, agentId, draft) };
}
