import { Type } from "typebox";
import { type App, cursorSchema, idSchema, limitSchema, listOf, OneOf } from "../../platform/index.ts";
import { leadsManage, leadsRead, leadsWrite } from "../rights.ts";
import { changeDeal, moveDeal, noteDeal } from "./change-deal.ts";
import * as schemas from "./deal.schemas.ts";
import { readActivities, readDeal } from "./deal.ts";
import { listDeals, readBoard } from "./list-deals.ts";
import { makeDeal } from "./make-deal.ts";
import { changePipeline, createPipeline, readPipelines, STAGE_KINDS } from "./pipelines.ts";

const tags = ["Leads"];
const read = { config: { access: leadsRead } };
const write = { config: { access: leadsWrite } };
const manage = { config: { access: leadsManage } };
const { presentDeal, presentActivity, DealSchema, DealDetailSchema, PipelineSchema } = schemas;

const Filter = {
  pipelineId: Type.Optional(idSchema("pipeline; of the board absent: the first")),
  ownerId: Type.Optional(idSchema("member")),
  mine: Type.Optional(Type.Boolean()),
  stale: Type.Optional(Type.Boolean()),
  contactId: Type.Optional(idSchema("contact")),
  conversationId: Type.Optional(idSchema("conversation")),
  search: Type.Optional(Type.String({ maxLength: 200 })),
};
const closed = { additionalProperties: false };
const ofDeal = Type.Object({ dealId: idSchema("deal") });

/** Deals: a list and a board, one with its history, a new one, changes, moves and notes. */
export function dealRoutes(app: App) {
  const Query = Type.Object(
    {
      ...Filter,
      state: Type.Optional(OneOf(STAGE_KINDS)),
      stageId: Type.Optional(idSchema("stage")),
      limit: Type.Optional(limitSchema),
      cursor: Type.Optional(cursorSchema),
    },
    closed,
  );
  app.get(
    "/deals",
    { ...read, schema: { tags, summary: "Deals, the newest first", querystring: Query, response: { 200: listOf(DealSchema) } } },
    async ({ ctx, query }) => {
      const { items, nextCursor } = await listDeals(ctx, { ...query, limit: query.limit ?? 50 });
      return { items: items.map(presentDeal), nextCursor };
    },
  );
  const Column = Type.Object({
    stage: schemas.StageSchema,
    count: Type.Integer(),
    sums: Type.Array(Type.Object({ currency: Type.String(), cents: Type.Integer() })),
    items: Type.Array(DealSchema, { description: "What came last, at most 40." }),
  });
  app.get(
    "/deals/board",
    {
      ...read,
      schema: {
        tags,
        summary: "Deals by stage, with their number and sums; of won and lost ones those of the last 30 days",
        querystring: Type.Object(Filter, closed),
        response: { 200: Type.Object({ pipeline: PipelineSchema, columns: Type.Array(Column) }) },
      },
    },
    async ({ ctx, query }) => {
      const { pipeline, columns } = await readBoard(ctx, query);
      return { pipeline, columns: columns.map(({ items, ...rest }) => ({ ...rest, items: items.map(presentDeal) })) };
    },
  );
  app.get(
    "/deals/:dealId",
    { ...read, schema: { tags, summary: "One deal with its history", params: ofDeal, response: { 200: DealDetailSchema } } },
    ({ ctx, params: { dealId } }) =>
      ctx.transaction(async (tx) => ({
        ...presentDeal(await readDeal(tx, ctx, dealId)),
        activities: (await readActivities(tx, dealId)).map(presentActivity),
      })),
  );
  app.post(
    "/deals",
    { ...write, schema: { tags, summary: "Make a deal", body: schemas.DealInput, response: { 201: DealSchema } } },
    async ({ ctx, body }, reply) => reply.code(201).send(presentDeal(await makeDeal(ctx, body))),
  );
  app.patch(
    "/deals/:dealId",
    { ...write, schema: { tags, summary: "Change a deal", params: ofDeal, body: schemas.DealChangeInput, response: { 200: DealSchema } } },
    async ({ ctx, params, body }) => presentDeal(await changeDeal(ctx, params.dealId, body)),
  );
  app.post(
    "/deals/:dealId/move",
    {
      ...write,
      schema: { tags, summary: "Move a deal to another stage", params: ofDeal, body: schemas.DealMoveInput, response: { 200: DealSchema } },
    },
    async ({ ctx, params, body }) => presentDeal(await moveDeal(ctx, params.dealId, body)),
  );
  app.post(
    "/deals/:dealId/notes",
    {
      ...write,
      schema: { tags, summary: "Note something about a deal", params: ofDeal, body: schemas.NoteInput, response: { 201: DealSchema } },
    },
    async ({ ctx, params, body }, reply) => reply.code(201).send(presentDeal(await noteDeal(ctx, params.dealId, body.text))),
  );
  pipelineRoutes(app);
}

/** The columns of the board. */
function pipelineRoutes(app: App) {
  app.get(
    "/pipelines",
    {
      ...read,
      schema: { tags, summary: "Pipelines with their stages", response: { 200: Type.Object({ items: Type.Array(PipelineSchema) }) } },
    },
    async ({ ctx }) => ({ items: await ctx.transaction((tx) => readPipelines(tx, ctx)) }),
  );
  const Name = Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" });
  app.post(
    "/pipelines",
    {
      ...manage,
      schema: {
        tags,
        summary: "Make a pipeline",
        body: Type.Object({ name: Name, stages: schemas.StageInputs }, closed),
        response: { 201: PipelineSchema },
      },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(await createPipeline(ctx, body)),
  );
  app.patch(
    "/pipelines/:pipelineId",
    {
      ...manage,
      schema: {
        tags,
        summary: "Change a pipeline; stages that are not named are removed, if no deal stands in them",
        params: Type.Object({ pipelineId: idSchema("pipeline") }),
        body: Type.Object({ name: Type.Optional(Name), stages: Type.Optional(schemas.StageInputs) }, { ...closed, minProperties: 1 }),
        response: { 200: PipelineSchema },
      },
    },
    ({ ctx, params, body }) => changePipeline(ctx, params.pipelineId, body),
  );
}
