import { Type } from "typebox";
import { type App, cursorSchema, idSchema, limitSchema, listOf, Nullable, OneOf } from "../../platform/index.ts";
import { may } from "../../team/index.ts";
import { operationsRead } from "../rights.ts";
import { Quantity } from "../stock/amounts.ts";
import type { AskOutside } from "./ask-approval.ts";
import { limitRoutes } from "./limits.routes.ts";
import { listPurchases } from "./list-purchases.ts";
import { writeOrder } from "./order-purchase.ts";
import { PurchaseDetailSchema, PurchaseSchema, presentPurchase, showPurchase } from "./purchase.schemas.ts";
import { PURCHASE_STATES, readPurchase } from "./purchase.ts";
import { cancelPurchase, changePurchase, requestPurchase } from "./request-purchase.ts";
import { purchasesBuy, purchasesRequest } from "./rights.ts";
import { verbRoutes } from "./verbs.routes.ts";

const tags = ["Purchases"];
const closed = { additionalProperties: false };
const params = Type.Object({ purchaseId: idSchema("purchase") });
const Reason = Type.String({ maxLength: 1000 });
const Lines = Type.Array(
  Type.Object(
    {
      partId: Type.Optional(Nullable(idSchema("part; null: something that is in no catalogue"))),
      description: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" })),
      unit: Type.Optional(Type.String({ minLength: 1, maxLength: 12 })),
      quantity: Quantity,
    },
    closed,
  ),
  { minItems: 1, maxItems: 50 },
);
const Written = {
  reason: Type.Optional(Reason),
  isUrgent: Type.Optional(Type.Boolean()),
  siteId: Type.Optional(Nullable(idSchema("site where it is wanted"))),
};

/** What is to be bought, from the request to its arrival. */
export function purchaseRoutes(app: App, askOutside: AskOutside) {
  const read = { config: { access: operationsRead } };
  app.get(
    "/purchases",
    {
      ...read,
      schema: {
        tags,
        summary: "Purchases, what changed last first",
        querystring: Type.Object({
          state: Type.Optional(OneOf(PURCHASE_STATES)),
          isOpen: Type.Optional(Type.Boolean({ description: "False: only those that are received, rejected or cancelled." })),
          requesterId: Type.Optional(idSchema("member who asked")),
          approverId: Type.Optional(idSchema("member who is asked to decide now")),
          workOrderId: Type.Optional(idSchema("work order")),
          partId: Type.Optional(idSchema("part")),
          search: Type.Optional(Type.String({ maxLength: 100, description: "Its number, or a part of what it is." })),
          limit: Type.Optional(limitSchema),
          cursor: Type.Optional(cursorSchema),
        }),
        response: { 200: listOf(PurchaseSchema) },
      },
    },
    async ({ ctx, query: { limit = 50, ...asked } }) => {
      const { items, nextCursor } = await listPurchases(ctx, { ...asked, limit });
      return { items: items.map(presentPurchase), nextCursor };
    },
  );
  app.get(
    "/purchases/:purchaseId",
    { ...read, schema: { tags, summary: "One purchase with all that happened to it", params, response: { 200: PurchaseDetailSchema } } },
    ({ ctx, params }) => showPurchase(ctx, params.purchaseId),
  );
  app.get(
    "/purchases/:purchaseId/order-text",
    {
      ...read,
      schema: {
        tags,
        summary: "The order as its supplier reads it",
        params,
        response: { 200: Type.Object({ subject: Type.String(), text: Type.String() }) },
      },
    },
    ({ ctx, params }) =>
      ctx.transaction(async (tx) => {
        await readPurchase(tx, params.purchaseId);
        return writeOrder(tx, params.purchaseId);
      }),
  );
  app.post(
    "/purchases",
    {
      config: { access: purchasesRequest },
      schema: {
        tags,
        summary: "Ask for something to be bought",
        body: Type.Object({ ...Written, workOrderId: Type.Optional(Nullable(idSchema("work order"))), lines: Lines }, closed),
        response: { 201: PurchaseSchema },
      },
    },
    async ({ ctx, body }, reply) => {
      const { reason = "", isUrgent = false, siteId = null, workOrderId = null, lines } = body;
      const wanted = { reason, isUrgent, siteId, workOrderId, lines: lines.map(({ partId = null, ...line }) => ({ ...line, partId })) };
      return reply.code(201).send(presentPurchase(await requestPurchase(ctx, wanted)));
    },
  );
  app.patch(
    "/purchases/:purchaseId",
    {
      config: { access: purchasesBuy },
      schema: {
        tags,
        summary: "Write it otherwise, until it is ordered; other lines take quotes and approval away",
        params,
        body: Type.Object({ ...Written, lines: Type.Optional(Lines) }, { ...closed, minProperties: 1 }),
        response: { 200: PurchaseSchema },
      },
    },
    async ({ ctx, params, body: { lines, ...change } }) =>
      presentPurchase(
        await changePurchase(ctx, params.purchaseId, {
          ...change,
          lines: lines?.map(({ partId = null, ...line }) => ({ ...line, partId })),
        }),
      ),
  );
  app.post(
    "/purchases/:purchaseId/cancel",
    {
      config: { access: purchasesRequest },
      schema: {
        tags,
        summary: "Cancel it: one's own, or any with the right to buy",
        params,
        body: Type.Object({ reason: Type.Optional(Reason) }, closed),
        response: { 200: PurchaseSchema },
      },
    },
    async ({ ctx, params, body: { reason = "" } }) =>
      presentPurchase(await cancelPurchase(ctx, params.purchaseId, { reason, mayAny: may(ctx.actor, purchasesBuy) })),
  );
  verbRoutes(app, askOutside);
  limitRoutes(app);
}
