import { Type } from "typebox";
import { type App, idSchema, Nullable } from "../../platform/index.ts";
import { operationsApprove } from "../rights.ts";
import { Quantity, UnitCost } from "../stock/amounts.ts";
import { type AskOutside, askApproval } from "./ask-approval.ts";
import { decidePurchase } from "./decide-approval.ts";
import { orderPurchase } from "./order-purchase.ts";
import { PurchaseSchema, presentPurchase } from "./purchase.schemas.ts";
import { chooseQuote, writeQuote } from "./quotes.ts";
import { receivePurchase } from "./receive-purchase.ts";
import { purchasesBuy } from "./rights.ts";

const tags = ["Purchases"];
const closed = { additionalProperties: false };
const params = Type.Object({ purchaseId: idSchema("purchase") });
const response = { 200: PurchaseSchema };
const Reason = Type.String({ maxLength: 500 });
const MOST_CENTS = 100_000_000_000;

/** Quotes, the decision, the order and what arrives. */
export function verbRoutes(app: App, askOutside: AskOutside) {
  const buy = { config: { access: purchasesBuy } };
  app.put(
    "/purchases/:purchaseId/quotes/:supplierId",
    {
      ...buy,
      schema: {
        tags,
        summary: "Write down what a supplier wants for it; again, it takes the place of the one before",
        params: Type.Object({ ...params.properties, supplierId: idSchema("supplier") }),
        body: Type.Object(
          {
            prices: Type.Array(Type.Object({ lineId: idSchema("line"), unitPrice: UnitCost }, closed), { minItems: 1, maxItems: 50 }),
            freightCents: Type.Optional(Type.Integer({ minimum: 0, maximum: MOST_CENTS })),
            deliveryDays: Type.Optional(Nullable(Type.Integer({ minimum: 0, maximum: 999 }))),
            validUntil: Type.Optional(Nullable(Type.String({ format: "date" }))),
            note: Type.Optional(Type.String({ maxLength: 1000 })),
          },
          closed,
        ),
        response,
      },
    },
    async ({ ctx, params, body }) => {
      const { prices, freightCents = 0, deliveryDays = null, validUntil = null, note = "" } = body;
      const written = { supplierId: params.supplierId, prices, freightCents, deliveryDays, validUntil, note };
      return presentPurchase(await writeQuote(ctx, params.purchaseId, written));
    },
  );
  app.post(
    "/purchases/:purchaseId/choose",
    {
      ...buy,
      schema: {
        tags,
        summary: "Buy by this quote; what was approved of another one holds no longer",
        params,
        body: Type.Object({ quoteId: idSchema("quote") }, closed),
        response,
      },
    },
    async ({ ctx, params, body }) => presentPurchase(await chooseQuote(ctx, params.purchaseId, body.quoteId)),
  );
  app.post(
    "/purchases/:purchaseId/ask-approval",
    { ...buy, schema: { tags, summary: "Ask whoever has to approve it as it stands", params, response } },
    async ({ ctx, params }) => presentPurchase(await askApproval(ctx, askOutside, params.purchaseId)),
  );
  for (const [verb, isApproved, summary] of [
    ["approve", true, "Approve it, as the approver or deputy who was asked"],
    ["reject", false, "Reject it, as the approver or deputy who was asked"],
  ] as const)
    app.post(
      `/purchases/:purchaseId/${verb}`,
      {
        config: { access: operationsApprove },
        schema: { tags, summary, params, body: Type.Object({ reason: Type.Optional(Reason) }, closed), response },
      },
      async ({ ctx, params, body: { reason = "" } }) =>
        presentPurchase(await decidePurchase(ctx, askOutside, params.purchaseId, { isApproved, reason, on: "screen" })),
    );
  app.post(
    "/purchases/:purchaseId/order",
    { ...buy, schema: { tags, summary: "Order it: the supplier gets it by mail, its lines stay from here", params, response } },
    async ({ ctx, params }) => presentPurchase(await orderPurchase(ctx, params.purchaseId)),
  );
  app.post(
    "/purchases/:purchaseId/receive",
    {
      ...buy,
      schema: {
        tags,
        summary: "Take in what arrived, all or a part; it goes into stock at that site",
        params,
        body: Type.Object(
          {
            siteId: idSchema("site where it arrived"),
            invoiceNumber: Type.Optional(Type.String({ maxLength: 40 })),
            invoiceKey: Type.Optional(
              Nullable(Type.String({ maxLength: 80, description: "44 digits of a Brazilian electronic invoice." })),
            ),
            lines: Type.Array(Type.Object({ lineId: idSchema("line"), quantity: Quantity }, closed), { minItems: 1, maxItems: 100 }),
            isMoreConfirmed: Type.Optional(Type.Boolean({ description: "More arrived than was ordered; needs a reason." })),
            reason: Type.Optional(Reason),
          },
          closed,
        ),
        response,
      },
    },
    async ({ ctx, params, body }) => {
      const { siteId, invoiceNumber = "", invoiceKey = null, lines, isMoreConfirmed = false, reason = "" } = body;
      const receiving = { siteId, invoiceNumber, invoiceKey, lines, isMoreConfirmed, reason };
      return presentPurchase(await receivePurchase(ctx, params.purchaseId, receiving));
    },
  );
}
