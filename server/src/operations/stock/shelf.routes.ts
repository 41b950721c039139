import { Type } from "typebox";
import { type App, cursorSchema, idSchema, invalidRequest, limitSchema, listOf, OneOf } from "../../platform/index.ts";
import { operationsRead } from "../rights.ts";
import { MOST_QUANTITY, Quantity } from "./amounts.ts";
import { COUNT_STATES, cancelCount, countPart, finishCount, linesOfCount, listCounts, openCount, readCount } from "./counts.ts";
import { stockManage, stockMove } from "./rights.ts";
import { CountLineSchema, CountSchema, presentCount, presentTransfer, TransferSchema } from "./stock.schemas.ts";
import { endTransfer, listTransfers, sendTransfer, TRANSFER_STATES } from "./transfers.ts";

const tags = ["Stock"];
const page = { limit: Type.Optional(limitSchema), cursor: Type.Optional(cursorSchema) };
const closed = { additionalProperties: false };

/** Transfers between sites, and counts. */
export function shelfRoutes(app: App) {
  transferRoutes(app);
  countRoutes(app);
}

function transferRoutes(app: App) {
  const params = Type.Object({ transferId: idSchema("transfer") });
  app.get(
    "/stock/transfers",
    {
      config: { access: operationsRead },
      schema: {
        tags,
        summary: "Transfers, the newest first",
        querystring: Type.Object({ state: Type.Optional(OneOf(TRANSFER_STATES)), partId: Type.Optional(idSchema("part")), ...page }),
        response: { 200: listOf(TransferSchema) },
      },
    },
    async ({ ctx, query: { limit = 50, ...asked } }) => {
      const { items, nextCursor } = await listTransfers(ctx, { ...asked, limit });
      return { items: items.map(presentTransfer), nextCursor };
    },
  );
  app.post(
    "/stock/transfers",
    {
      config: { access: stockMove },
      schema: {
        tags,
        summary: "Send a part to another site; it is on its way until somebody says that it arrived",
        body: Type.Object(
          {
            partId: idSchema("part"),
            fromSiteId: idSchema("site"),
            toSiteId: idSchema("site"),
            quantity: Quantity,
            reason: Type.Optional(Type.String({ maxLength: 500 })),
          },
          closed,
        ),
        response: { 201: TransferSchema },
      },
    },
    async ({ ctx, body: { reason = "", ...sent } }, reply) => {
      if (sent.fromSiteId === sent.toSiteId)
        throw invalidRequest({ problems: [{ path: "toSiteId", problem: "is the site it leaves from" }] });
      return reply.code(201).send(presentTransfer(await sendTransfer(ctx, { ...sent, reason })));
    },
  );
  for (const [verb, state, summary] of [
    ["receive", "received", "It arrived"],
    ["return", "returned", "It comes back to where it left"],
  ] as const)
    app.post(
      `/stock/transfers/:transferId/${verb}`,
      { config: { access: stockMove }, schema: { tags, summary, params, response: { 200: TransferSchema } } },
      async ({ ctx, params }) => presentTransfer(await endTransfer(ctx, params.transferId, state)),
    );
}

function countRoutes(app: App) {
  const params = Type.Object({ countId: idSchema("count") });
  const Whole = Type.Object({ ...CountSchema.properties, lines: Type.Array(CountLineSchema) });
  app.get(
    "/stock/counts",
    {
      config: { access: operationsRead },
      schema: {
        tags,
        summary: "Counts, the newest first",
        querystring: Type.Object({ state: Type.Optional(OneOf(COUNT_STATES)), siteId: Type.Optional(idSchema("site")), ...page }),
        response: { 200: listOf(CountSchema) },
      },
    },
    async ({ ctx, query: { limit = 50, ...asked } }) => {
      const { items, nextCursor } = await listCounts(ctx, { ...asked, limit });
      return { items: items.map(presentCount), nextCursor };
    },
  );
  app.get(
    "/stock/counts/:countId",
    { config: { access: operationsRead }, schema: { tags, summary: "One count with its parts", params, response: { 200: Whole } } },
    ({ ctx, params }) =>
      ctx.transaction(async (tx) => {
        const count = await readCount(tx, params.countId);
        return { ...presentCount(count), lines: await linesOfCount(tx, count) };
      }),
  );
  app.post(
    "/stock/counts",
    {
      config: { access: stockMove },
      schema: {
        tags,
        summary: "Begin to count a site",
        body: Type.Object({ siteId: idSchema("site") }, closed),
        response: { 201: CountSchema },
      },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(presentCount(await openCount(ctx, body.siteId))),
  );
  app.put(
    "/stock/counts/:countId/parts/:partId",
    {
      config: { access: stockMove },
      schema: {
        tags,
        summary: "Say how much of a part lies there",
        params: Type.Object({ countId: idSchema("count"), partId: idSchema("part") }),
        body: Type.Object(
          { counted: Type.Integer({ minimum: 0, maximum: MOST_QUANTITY, description: "Thousandths of its unit." }) },
          closed,
        ),
        response: { 200: CountSchema },
      },
    },
    async ({ ctx, params: { countId, partId }, body }) => presentCount(await countPart(ctx, countId, { partId, counted: body.counted })),
  );
  for (const [verb, end, summary] of [
    ["finish", finishCount, "End the count: each difference becomes a movement"],
    ["cancel", cancelCount, "Give the count up: nothing of it counts"],
  ] as const)
    app.post(
      `/stock/counts/:countId/${verb}`,
      { config: { access: stockManage }, schema: { tags, summary, params, response: { 200: CountSchema } } },
      async ({ ctx, params }) => presentCount(await end(ctx, params.countId)),
    );
}
