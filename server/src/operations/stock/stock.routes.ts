import { Type } from "typebox";
import { type App, cursorSchema, idSchema, invalidRequest, limitSchema, listOf, Nullable, OneOf } from "../../platform/index.ts";
import { requireRight } from "../../team/index.ts";
import { routesOf } from "../records/record.routes.ts";
import { readRecord } from "../records/record.ts";
import { operationsRead } from "../rights.ts";
import { MOST_QUANTITY, UnitCost } from "./amounts.ts";
import { setMinimum } from "./minimums.ts";
import { MOVEMENT_KINDS } from "./move-stock.ts";
import { parts } from "./parts.ts";
import { listBalances, listMovements, type Movement } from "./read-stock.ts";
import { recordMovement, WRITTEN_KINDS } from "./record-movement.ts";
import { stockManage, stockMove } from "./rights.ts";
import { shelfRoutes } from "./shelf.routes.ts";
import { BalanceSchema, Minimum, MovementSchema, partFilter, partSchemas, presentMovement } from "./stock.schemas.ts";

const tags = ["Stock"];
const Reason = Type.String({ maxLength: 500 });
const Adjustment = Type.Integer({
  minimum: -MOST_QUANTITY,
  maximum: MOST_QUANTITY,
  description: "Thousandths of the part's unit, 1500 is one and a half; below 0 only where it is an adjustment.",
});
const page = { limit: Type.Optional(limitSchema), cursor: Type.Optional(cursorSchema) };
/** By hand, these are for who manages stock; the others are what field work does. */
const MANAGED: readonly string[] = ["in", "adjust"];

/** Parts, what of them lies where, and the ledger. */
export function stockRoutes(app: App) {
  const read = { config: { access: operationsRead } };
  routesOf(app, partSchemas, parts, partFilter);
  const params = Type.Object({ partId: idSchema("part") });
  app.put(
    "/parts/:partId/minimums/:siteId",
    {
      config: { access: stockManage },
      schema: {
        tags,
        summary: "Say how much of a part lies at a site at least; buyers hear when it is less",
        params: Type.Object({ partId: idSchema("part"), siteId: idSchema("site") }),
        body: Type.Object({ minimum: Minimum }, { additionalProperties: false }),
        response: { 204: Type.Null() },
      },
    },
    async ({ ctx, params, body }, reply) => {
      await setMinimum(ctx, { ...params, minimum: body.minimum });
      return reply.code(204).send(null);
    },
  );
  app.get(
    "/parts/:partId/ledger",
    {
      ...read,
      schema: {
        tags,
        summary: "What happened to a part, the newest first",
        params,
        querystring: Type.Object({ siteId: Type.Optional(idSchema("site")), ...page }),
        response: { 200: listOf(MovementSchema) },
      },
    },
    async ({ ctx, params, query: { siteId, limit = 50, cursor } }) => {
      await ctx.transaction((tx) => readRecord(tx, parts, params.partId));
      return presentPage(await listMovements(ctx, { partId: params.partId, siteId, limit, cursor }));
    },
  );
  app.get(
    "/stock/balances",
    {
      ...read,
      schema: {
        tags,
        summary: "What lies where, now or at a time",
        querystring: Type.Object({
          partId: Type.Optional(idSchema("part")),
          siteId: Type.Optional(idSchema("site")),
          isLow: Type.Optional(Type.Boolean({ description: "True: only where too little is free." })),
          at: Type.Optional(Type.String({ format: "date-time", description: "As the ledger has it then; minimums are not told." })),
          ...page,
        }),
        response: { 200: listOf(BalanceSchema) },
      },
    },
    ({ ctx, query: { limit = 50, at, ...asked } }) =>
      listBalances(ctx, { ...asked, limit, at: at === undefined ? undefined : new Date(at) }),
  );
  app.get(
    "/stock/movements",
    {
      ...read,
      schema: {
        tags,
        summary: "The ledger, the newest first",
        querystring: Type.Object({
          partId: Type.Optional(idSchema("part")),
          siteId: Type.Optional(idSchema("site")),
          workOrderId: Type.Optional(idSchema("work order")),
          kind: Type.Optional(OneOf(MOVEMENT_KINDS)),
          ...page,
        }),
        response: { 200: listOf(MovementSchema) },
      },
    },
    async ({ ctx, query: { limit = 50, ...asked } }) => presentPage(await listMovements(ctx, { ...asked, limit })),
  );
  app.post(
    "/stock/movements",
    {
      config: { access: stockMove },
      schema: {
        tags,
        summary: "Take parts for an order, bring them back, reserve them; put them in or set them right",
        body: Type.Object(
          {
            kind: OneOf(WRITTEN_KINDS),
            siteId: Type.Optional(Nullable(idSchema("site; absent: that of the work order"))),
            workOrderId: Type.Optional(Nullable(idSchema("work order"))),
            reason: Type.Optional(Reason),
            lines: Type.Array(
              Type.Object(
                { partId: idSchema("part"), quantity: Adjustment, unitCost: Type.Optional(UnitCost) },
                { additionalProperties: false },
              ),
              { minItems: 1, maxItems: 100 },
            ),
          },
          { additionalProperties: false },
        ),
        response: {
          201: Type.Object({
            items: Type.Array(
              Type.Object({ id: idSchema("movement"), partId: idSchema("part"), siteId: idSchema("site"), unitCost: Type.Integer() }),
            ),
          }),
        },
      },
    },
    async ({ ctx, body }, reply) => {
      const { kind, siteId = null, workOrderId = null, reason = "", lines } = body;
      if (MANAGED.includes(kind)) requireRight(ctx.actor, stockManage);
      ensureSense(kind, workOrderId, lines);
      const items = await recordMovement(ctx, { kind, siteId, workOrderId, reason, lines });
      return reply.code(201).send({ items: items.map(({ value, ...moved }) => moved) });
    },
  );
  shelfRoutes(app);
}

const presentPage = ({ items, nextCursor }: { items: Movement[]; nextCursor: string | null }) => ({
  items: items.map(presentMovement),
  nextCursor,
});

/** @throws {AppError} platform.invalid_request */
function ensureSense(kind: (typeof WRITTEN_KINDS)[number], workOrderId: string | null, lines: readonly { quantity: number }[]): void {
  const problems = lines.flatMap(({ quantity }, place) =>
    quantity === 0 || (quantity < 0 && kind !== "adjust") ? [{ path: `lines/${place}/quantity`, problem: "has to be above 0" }] : [],
  );
  const needsOrder = kind === "reserve" || kind === "unreserve" || kind === "return";
  if (needsOrder && workOrderId === null) problems.push({ path: "workOrderId", problem: `is needed to ${kind}` });
  if (problems.length > 0) throw invalidRequest({ problems });
}
