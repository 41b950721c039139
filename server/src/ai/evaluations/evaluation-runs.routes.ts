import { Type } from "typebox";
import { type App, IsoTime, idSchema, Nullable, OneOf, type Tx } from "../../platform/index.ts";
import { readAgent } from "../agents/agent.ts";
import { toldFields } from "../agents/agents.routes.ts";
import { EVALUATION_CHANGES, EVALUATION_OUTCOMES, EVALUATION_RUN_STATES } from "../closed-sets.ts";
import { aiRead, aiWrite } from "../rights.ts";
import { readReport } from "./report.ts";
import { beginRun, cancelRun, type EvaluationRun, listRuns, readRun } from "./runs.ts";

const Told = Type.Object(toldFields);
const run = {
  id: idSchema("evaluation run"),
  agentId: idSchema("agent"),
  state: OneOf(EVALUATION_RUN_STATES, { description: "`stopped`: the month's budget for models was spent." }),
  version: Nullable(Type.Integer({ description: "Of the instructions that are played; null: a draft." })),
  baseVersion: Nullable(Type.Integer({ description: "That it is held against; null: none." })),
  tests: Type.Integer(),
  begunBy: Type.String(),
  begunAt: IsoTime,
  endedAt: Nullable(IsoTime),
};
const RunSchema = Type.Object(run);
const Shortfalls = Type.Array(Type.Object({ kind: OneOf(["fact", "act", "word", "host"]), what: Type.String() }));
const Result = Type.Object({
  outcome: OneOf(EVALUATION_OUTCOMES, { description: "`not_played`: no model answered." }),
  missing: Shortfalls,
  forbidden: Shortfalls,
  said: Type.Array(
    Type.Object({
      line: Type.String({ description: "What the contact wrote." }),
      did: Type.String(),
      reason: Nullable(Type.String()),
      text: Type.String({ description: "Empty where it handed over." }),
      sources: Type.Array(Type.String()),
    }),
  ),
  acts: Type.Array(
    Type.Object({
      id: Type.String(),
      input: Type.Unknown(),
      state: OneOf(["dry", "refused", "waiting"], { description: "`dry`: would have been done, and was not." }),
    }),
  ),
  modelRunId: Nullable(idSchema("run of the model; null: the search answered")),
});
const ReportSchema = Type.Object({
  ...run,
  told: Told,
  baseTold: Nullable(Told),
  passed: Type.Integer(),
  failed: Type.Integer(),
  notPlayed: Type.Integer(),
  regressions: Type.Integer({ description: "Tests that fail now and passed with `baseVersion`." }),
  mended: Type.Integer(),
  cost: Type.Number({ description: "Millionths of the workspace's currency, of both versions." }),
  results: Type.Array(
    Type.Object({
      evaluationId: idSchema("test"),
      title: Type.String(),
      change: OneOf(EVALUATION_CHANGES),
      result: Result,
      base: Nullable(Result),
    }),
    { description: "Regressions first." },
  ),
});

/** Tests played against a version or a draft. */
export function evaluationRunRoutes(app: App) {
  const tags = ["AI evaluations"];
  const ofAgent = Type.Object({ agentId: idSchema("agent") });
  const ofRun = Type.Object({ evaluationRunId: idSchema("evaluation run") });
  const read = { config: { access: aiRead } };
  const write = { config: { access: aiWrite } };
  app.get(
    "/ai-agents/:agentId/evaluation-runs",
    {
      ...read,
      schema: {
        tags,
        summary: "The last runs of an agent's tests, the newest first",
        params: ofAgent,
        response: { 200: Type.Object({ items: Type.Array(RunSchema) }) },
      },
    },
    ({ ctx, params: { agentId } }) =>
      ctx.transaction(async (tx) => {
        await readAgent(tx, agentId);
        return { items: (await listRuns(tx, agentId)).map(present) };
      }),
  );
  app.post(
    "/ai-agents/:agentId/evaluation-runs",
    {
      ...write,
      schema: {
        tags,
        summary: "Play an agent's tests: nothing is sent, and nothing that it wants is done",
        description: "Held against what the agent is told now, which is played beside it.",
        params: ofAgent,
        body: Type.Object(
          {
            version: Type.Optional(
              Type.Integer({ minimum: 1, maximum: 2_000_000_000, description: "Absent: the draft, or without one what it is told." }),
            ),
          },
          { additionalProperties: false },
        ),
        response: { 202: RunSchema },
      },
    },
    async ({ ctx, params: { agentId }, body: { version = null } }, reply) =>
      reply.code(202).send(present(await ctx.transaction((tx) => beginRun(tx, ctx, agentId, version)))),
  );
  app.get(
    "/ai-evaluation-runs/:evaluationRunId",
    { ...read, schema: { tags, summary: "What each test came to, then and now", params: ofRun, response: { 200: ReportSchema } } },
    ({ ctx, params: { evaluationRunId } }) => ctx.transaction(async (tx) => presentReport(tx, await readRun(tx, evaluationRunId))),
  );
  app.post(
    "/ai-evaluation-runs/:evaluationRunId/cancel",
    { ...write, schema: { tags, summary: "Play no more of its tests", params: ofRun, response: { 200: RunSchema } } },
    async ({ ctx, params: { evaluationRunId } }) => present(await ctx.transaction((tx) => cancelRun(tx, ctx, evaluationRunId))),
  );
}

const present = ({ evaluationIds, told: _, baseTold: __, begunAt, endedAt, ...rest }: EvaluationRun) => ({
  ...rest,
  tests: evaluationIds.length,
  begunAt: begunAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});

async function presentReport(tx: Tx, run: EvaluationRun) {
  const { tests: results, ...report } = await readReport(tx, run);
  return { ...present(run), told: run.told, baseTold: run.baseTold, ...report, results };
}
