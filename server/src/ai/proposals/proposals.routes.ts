import { Type } from "typebox";
import { type App, IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { readAgent } from "../agents/agent.ts";
import { toldFields } from "../agents/agents.routes.ts";
import { FAILURE_KINDS, PROPOSAL_STATES } from "../closed-sets.ts";
import { aiWrite } from "../rights.ts";
import { acceptProposal, beginProposal, listProposals, type Proposal, refuseProposal } from "./proposal.ts";

const closed = { additionalProperties: false } as const;
const ofAgent = Type.Object({ agentId: idSchema("agent") });
const ofProposal = Type.Object({ proposalId: idSchema("proposal") });
const ProposalSchema = Type.Object({
  id: idSchema("proposal"),
  agentId: idSchema("agent"),
  state: OneOf(PROPOSAL_STATES, {
    description:
      "`nothing`: too little went wrong, or nothing would help; `overtaken`: the agent is told something else by now, or there is a newer one.",
  }),
  baseVersion: Type.Integer({ description: "Of the instructions that were looked at." }),
  failures: Type.Array(Type.Object({ kind: OneOf(FAILURE_KINDS), count: Type.Integer() }), {
    description: "What went wrong in the week before.",
  }),
  conversationIds: Type.Array(Type.String(), { description: "Those of them that were read." }),
  goal: Nullable(Type.String()),
  prompt: Nullable(Type.String({ description: "The whole of it; null: nothing is proposed." })),
  changes: Type.Array(Type.Object({ what: Type.String(), why: Type.String() })),
  runId: Nullable(idSchema("run of the model")),
  reason: Nullable(Type.String({ description: "Why it failed, or was refused." })),
  askedBy: Type.String(),
  askedAt: IsoTime,
  decidedBy: Nullable(Type.String()),
  decidedAt: Nullable(IsoTime),
});

/** Better instructions, out of what went wrong: to accept or refuse. */
export function proposalRoutes(app: App) {
  const tags = ["AI evaluations"];
  const write = { config: { access: aiWrite } };
  app.get(
    "/ai-agents/:agentId/proposals",
    {
      ...write,
      schema: {
        tags,
        summary: "What was proposed for an agent, the newest first",
        params: ofAgent,
        response: { 200: Type.Object({ items: Type.Array(ProposalSchema) }) },
      },
    },
    ({ ctx, params: { agentId } }) =>
      ctx.transaction(async (tx) => {
        await readAgent(tx, agentId);
        return { items: (await listProposals(tx, agentId)).map(present) };
      }),
  );
  app.post(
    "/ai-agents/:agentId/proposals",
    {
      ...write,
      schema: {
        tags,
        summary: "Let a model look at what went wrong with an agent; it is done once a week by itself",
        params: ofAgent,
        response: { 202: ProposalSchema },
      },
    },
    async ({ ctx, params: { agentId } }, reply) =>
      reply.code(202).send(present(await ctx.transaction((tx) => beginProposal(tx, ctx, agentId)))),
  );
  app.post(
    "/ai-proposals/:proposalId/acceptance",
    {
      ...write,
      schema: {
        tags,
        summary: "Make a proposal the agent's draft",
        description: "Nobody is answered with it before the draft is published.",
        params: ofProposal,
        body: Type.Object({ replacesDraft: Type.Optional(Type.Boolean({ description: "Another draft of the agent gives way." })) }, closed),
        response: { 200: Type.Object({ ...toldFields, changedBy: Type.String(), changedAt: IsoTime }) },
      },
    },
    ({ ctx, params: { proposalId }, body: { replacesDraft = false } }) =>
      ctx.transaction(async (tx) => {
        const { changedAt, ...draft } = await acceptProposal(tx, ctx, proposalId, replacesDraft);
        return { ...draft, changedAt: changedAt.toISOString() };
      }),
  );
  app.post(
    "/ai-proposals/:proposalId/refusal",
    {
      ...write,
      schema: {
        tags,
        summary: "Refuse a proposal",
        params: ofProposal,
        body: Type.Object({ reason: Type.Optional(Type.String({ minLength: 1, maxLength: 300, pattern: "\\S" })) }, closed),
        response: { 200: ProposalSchema },
      },
    },
    async ({ ctx, params: { proposalId }, body: { reason } }) =>
      present(await ctx.transaction((tx) => refuseProposal(tx, ctx, proposalId, reason?.trim() ?? null))),
  );
}

const present = ({ askedAt, decidedAt, ...proposal }: Proposal) => ({
  ...proposal,
  askedAt: askedAt.toISOString(),
  decidedAt: decidedAt?.toISOString() ?? null,
});
