import { Type } from "typebox";
import { CHANNEL_KINDS } from "../../channels/index.ts";
import { type App, Nullable, OneOf } from "../../platform/index.ts";
import { conversationsRead, messagePricesManage } from "../rights.ts";
import { PRICE_CATEGORIES, readMessagePrices, setMessagePrice } from "./message-prices.ts";

const price = {
  channelKind: OneOf(CHANNEL_KINDS),
  category: OneOf(PRICE_CATEGORIES, { description: "As the provider bills it; `any` for what has no line of its own." }),
  from: Type.String({ format: "date", description: "Day of the workspace; in force until the next one of the same kind and category." }),
  price: Nullable(
    Type.Integer({
      minimum: 0,
      maximum: 1_000_000_000,
      description: "Millionths of the workspace's currency for one message, of SMS for one part of it; null: nobody knows.",
    }),
  ),
};

/** `/message-prices`: what providers take for a message, dated. */
export function messagePriceRoutes(app: App) {
  const tags = ["Figures"];
  app.get(
    "/message-prices",
    {
      config: { access: conversationsRead },
      schema: {
        tags,
        summary: "What messages cost, now and before",
        response: { 200: Type.Object({ items: Type.Array(Type.Object(price)) }) },
      },
    },
    async ({ ctx }) => ({ items: await ctx.transaction(readMessagePrices) }),
  );
  app.post(
    "/message-prices",
    {
      config: { access: messagePricesManage },
      schema: {
        tags,
        summary: "Say what a message costs from a day on",
        body: Type.Object(price, { additionalProperties: false }),
        response: { 204: Type.Null() },
      },
    },
    async ({ ctx, body }, reply) => {
      await setMessagePrice(ctx, body);
      return reply.code(204).send(null);
    },
  );
}
