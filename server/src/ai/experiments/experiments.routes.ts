import { Type } from "typebox";
import { type App, IsoTime, idSchema, Nullable, OneOf, type Tx } from "../../platform/index.ts";
import { readAgent } from "../agents/agent.ts";
import { COMPARED, COMPARISON_STATES, EXPERIMENT_SIDES } from "../closed-sets.ts";
import { aiRead, aiWrite } from "../rights.ts";
import { compare } from "./compare.ts";
import { type Experiment, listExperiments, startExperiment, stopExperiment } from "./experiment.ts";
import { type Performance, readPerformance } from "./performance.ts";

const closed = { additionalProperties: false } as const;
const DAYS = 90;
const DAY_MS = 86_400_000;

const PerformanceSchema = Type.Object({
  version: Type.Integer(),
  conversations: Type.Integer({ description: "Talks that began with it: from its first turn until the session ended." }),
  handedOver: Type.Integer({ description: "To a person; the four below are its reasons, others count only here." }),
  askedForPerson: Type.Integer(),
  angry: Type.Integer({ description: "Upset, or in danger." }),
  unsure: Type.Integer({ description: "The agent was not sure, or came no further." }),
  limits: Type.Integer({ description: "Of answers or of money." }),
  confirmed: Type.Integer({ description: "Not handed over, and last the contact wrote thanks after an answer." }),
  assumed: Type.Integer({
    description: "Not handed over, answered, and ended without a word of the contact or of a person. Never added to `confirmed`.",
  }),
  rated: Type.Integer({ description: "Talks whose ticket got a score." }),
  satisfied: Type.Integer({ description: "Of them, 4 or 5." }),
  costEach: Type.Integer({ description: "Of a talk, in millionths of the workspace's currency; without models that have no price." }),
  tokensEach: Type.Integer({ description: "Of a talk." }),
  turnMedianMs: Nullable(Type.Integer({ description: "What models took in a turn; null: none was asked." })),
  turnP90Ms: Nullable(Type.Integer()),
});
const ArmSchema = Type.Object({ tried: Type.Integer(), succeeded: Type.Integer() });
const ComparisonSchema = Type.Object({
  figure: OneOf(COMPARED, { description: "Share of talks that were handed over or confirmed, and share of scores that are 4 or 5." }),
  state: OneOf(COMPARISON_STATES, { description: "`sure`: p < 0.05 by the two-proportion z-test." }),
  needed: Nullable(Type.Integer({ description: "So many of each version before anything is said; null: both have them." })),
  certainty: Type.Number({ description: "That the shares differ, 0 to 1." }),
  ahead: Nullable(OneOf(EXPERIMENT_SIDES, { description: "Who does better as it is now; null: neither." })),
  champion: ArmSchema,
  challenger: ArmSchema,
});
const ExperimentSchema = Type.Object({
  id: idSchema("comparison of versions"),
  agentId: idSchema("agent"),
  champion: Type.Integer({ description: "Version that the agent is told." }),
  challenger: Type.Integer(),
  percent: Type.Integer({ description: "Of a hundred contacts so many get the challenger." }),
  startedBy: Type.String(),
  startedAt: IsoTime,
  stoppedBy: Nullable(Type.String()),
  stoppedAt: Nullable(IsoTime),
  kept: Nullable(Type.Integer({ description: "Version that was kept; null while it runs." })),
  performance: Type.Object({ champion: PerformanceSchema, challenger: PerformanceSchema }),
  comparisons: Type.Array(ComparisonSchema),
});

/** How each version of an agent does, and two of them side by side. */
export function experimentRoutes(app: App) {
  const tags = ["AI agents"];
  const ofAgent = Type.Object({ agentId: idSchema("agent") });
  const read = { config: { access: aiRead } };
  const write = { config: { access: aiWrite } };
  app.get(
    "/ai-agents/:agentId/performance",
    {
      ...read,
      schema: {
        tags,
        summary: `How each version of an agent did in the last ${DAYS} days, the newest first`,
        description: "Versions without a talk are left out.",
        params: ofAgent,
        response: { 200: Type.Object({ items: Type.Array(PerformanceSchema) }) },
      },
    },
    ({ ctx, params: { agentId } }) =>
      ctx.transaction(async (tx) => {
        await readAgent(tx, agentId);
        return { items: await readPerformance(tx, agentId, { since: new Date(ctx.now().getTime() - DAYS * DAY_MS) }) };
      }),
  );
  app.get(
    "/ai-agents/:agentId/experiments",
    {
      ...read,
      schema: {
        tags,
        summary: "Versions that ran side by side, the newest first, and what came of it",
        params: ofAgent,
        response: { 200: Type.Object({ items: Type.Array(ExperimentSchema) }) },
      },
    },
    ({ ctx, params: { agentId } }) =>
      ctx.transaction(async (tx) => {
        await readAgent(tx, agentId);
        const items = [];
        for (const one of await listExperiments(tx, agentId)) items.push(await present(tx, one));
        return { items };
      }),
  );
  app.post(
    "/ai-agents/:agentId/experiments",
    {
      ...write,
      schema: {
        tags,
        summary: "Answer some contacts with another version than the others",
        description:
          "Each contact stays with one version. Until it is stopped the agent's instructions cannot be changed. The tests of the agent have to have passed as for publishing, or a reason is given and kept.",
        params: ofAgent,
        body: Type.Object(
          {
            version: Type.Optional(
              Type.Integer({ minimum: 1, maximum: 2_000_000_000, description: "Absent: the draft, which becomes a version." }),
            ),
            percent: Type.Integer({ minimum: 1, maximum: 99, description: "Of a hundred contacts so many get it." }),
            reason: Type.Optional(Type.String({ minLength: 1, maxLength: 300, pattern: "\\S" })),
          },
          closed,
        ),
        response: { 201: ExperimentSchema },
      },
    },
    async ({ ctx, params: { agentId }, body: { version = null, percent, reason } }, reply) => {
      const experiment = await startExperiment(ctx, agentId, { version, percent, reason: reason?.trim() ?? null });
      return reply.code(201).send(await ctx.transaction((tx) => present(tx, experiment)));
    },
  );
  app.post(
    "/ai-experiments/:experimentId/stop",
    {
      ...write,
      schema: {
        tags,
        summary: "Answer everybody with one of the two versions",
        params: Type.Object({ experimentId: idSchema("comparison of versions") }),
        body: Type.Object({ keep: OneOf(EXPERIMENT_SIDES) }, closed),
        response: { 200: ExperimentSchema },
      },
    },
    async ({ ctx, params: { experimentId }, body: { keep } }) => {
      const experiment = await stopExperiment(ctx, experimentId, keep);
      return ctx.transaction((tx) => present(tx, experiment));
    },
  );
}

async function present(tx: Tx, { startedAt, stoppedAt, ...rest }: Experiment) {
  const rows = await readPerformance(tx, rest.agentId, { experimentId: rest.id });
  const of = (version: number): Performance => rows.find((row) => row.version === version) ?? { ...NOTHING, version };
  const [champion, challenger] = [of(rest.champion), of(rest.challenger)];
  return {
    ...rest,
    ...{ startedAt: startedAt.toISOString(), stoppedAt: stoppedAt?.toISOString() ?? null },
    ...{ performance: { champion, challenger }, comparisons: compare(champion, challenger) },
  };
}

const NOTHING: Omit<Performance, "version"> = {
  ...{
    conversations: 0,
    handedOver: 0,
    askedForPerson: 0,
    angry: 0,
    unsure: 0,
    limits: 0,
    confirmed: 0,
    assumed: 0,
    rated: 0,
    satisfied: 0,
  },
  ...{ costEach: 0, tokensEach: 0, turnMedianMs: null, turnP90Ms: null },
};
