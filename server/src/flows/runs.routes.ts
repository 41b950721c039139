import { Type } from "typebox";
import { type App, cursorSchema, IsoTime, idSchema, limitSchema, listOf } from "../platform/index.ts";
import { readFlowFigures } from "./figures.ts";
import { BlockFiguresSchema, flowParams, presentRun, ReplaySchema, RunOfPersonSchema, RunSchema, RunStatus } from "./flow.schemas.ts";
import type { FlowGround } from "./ground.ts";
import { flowsRead, flowsWrite } from "./rights.ts";
import { listRuns, listRunsOf, replayRun } from "./runs/read-runs.ts";
import { startRunIn } from "./starts/start-run.ts";

const tags = ["Flows"];
const Block = Type.String({ minLength: 1, maxLength: 40 });
const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 });
const MONTH_MS = 30 * 86_400_000;

/** What became of conversations in flows: figures, the conversations behind them, and each step again. */
export function runRoutes(app: App, ground: Pick<FlowGround, "parts">) {
  const read = { config: { access: flowsRead } };

  app.get(
    "/flows/:flowId/figures",
    {
      ...read,
      schema: {
        tags,
        summary: "What happened at each block, by default in the last 30 days",
        params: flowParams,
        querystring: Type.Object({ version: Type.Optional(Version), from: Type.Optional(IsoTime), to: Type.Optional(IsoTime) }),
        response: { 200: Type.Object({ blocks: Type.Record(Type.String(), BlockFiguresSchema) }) },
      },
    },
    async ({ ctx, params, query }) => {
      const to = query.to === undefined ? ctx.now() : new Date(query.to);
      const from = query.from === undefined ? new Date(to.getTime() - MONTH_MS) : new Date(query.from);
      return { blocks: await readFlowFigures(ctx, params.flowId, { version: query.version, from, to }) };
    },
  );

  app.get(
    "/flows/:flowId/runs",
    {
      ...read,
      schema: {
        tags,
        summary: "Runs of conversations that you see, newest first",
        params: flowParams,
        querystring: Type.Object({
          block: Type.Optional(Type.String({ ...Block, description: "That they came by." })),
          standsAt: Type.Optional(Type.String({ ...Block, description: "That they stand at, or ended at." })),
          status: Type.Optional(RunStatus),
          version: Type.Optional(Version),
          from: Type.Optional(IsoTime),
          to: Type.Optional(IsoTime),
          limit: Type.Optional(limitSchema),
          cursor: Type.Optional(cursorSchema),
        }),
        response: { 200: listOf(RunSchema) },
      },
    },
    async ({ ctx, params, query: { limit = 50, from, to, ...filter } }) => {
      const period = { from: from === undefined ? undefined : new Date(from), to: to === undefined ? undefined : new Date(to) };
      const { items, nextCursor } = await listRuns(ctx, params.flowId, { limit, ...filter, ...period });
      return { items: items.map(presentRun), nextCursor };
    },
  );

  app.post(
    "/flows/:flowId/runs",
    {
      config: { access: flowsWrite },
      schema: {
        tags,
        summary: "Begin a flow in an open conversation, whoever has the floor",
        params: flowParams,
        body: Type.Object(
          {
            conversationId: idSchema("conversation"),
            variables: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.Unknown(), { maxProperties: 200 })),
          },
          { additionalProperties: false },
        ),
        response: { 201: Type.Object({ id: idSchema("run") }) },
      },
    },
    async ({ ctx, params, body: { conversationId, variables = {} } }, reply) => {
      const started = { conversationId, flowId: params.flowId, given: variables, startedBy: "api" };
      const id = await ctx.transaction((tx) => startRunIn(tx, ctx, ground, started));
      return reply.code(201).send({ id });
    },
  );

  app.get(
    "/flow-runs",
    {
      ...read,
      schema: {
        tags,
        summary: "What flows did with a contact, in conversations that you see, newest first",
        querystring: Type.Object(
          { contactId: Type.Optional(idSchema("contact")), limit: Type.Optional(limitSchema) },
          { additionalProperties: false },
        ),
        response: { 200: Type.Object({ items: Type.Array(RunOfPersonSchema) }) },
      },
    },
    async ({ ctx, query: { contactId, limit = 20 } }) => ({ items: (await listRunsOf(ctx, contactId, limit)).map(presentRun) }),
  );
  app.get(
    "/flow-runs/:runId",
    {
      ...read,
      schema: {
        tags,
        summary: "One run with every step that it took",
        params: Type.Object({ runId: idSchema("run") }),
        response: { 200: ReplaySchema },
      },
    },
    async ({ ctx, params }) => {
      const { steps, ...run } = await replayRun(ctx, params.runId);
      return { ...presentRun(run), steps: steps.map(({ at, ...step }) => ({ ...step, at: at.toISOString() })) };
    },
  );
}
