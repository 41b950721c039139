import { Type } from "typebox";
import type { HandOverParts } from "../../../inbox/index.ts";
import { type App, idSchema, Nullable, OneOf } from "../../../platform/index.ts";
import { operationsRead } from "../../rights.ts";
import { purchasesBuy } from "../rights.ts";
import { askQuotes } from "./ask-quotes.ts";
import { writePurchasePaper } from "./purchase-paper.ts";
import { MEDIA } from "./supplier-place.ts";

const tags = ["Purchases"];
const params = Type.Object({ purchaseId: idSchema("purchase") });

/** What is written to suppliers. */
export function letterRoutes(app: App, parts: HandOverParts) {
  app.post(
    "/purchases/:purchaseId/ask-quotes",
    {
      config: { access: purchasesBuy },
      schema: {
        tags,
        summary: "Ask suppliers what it would cost, by mail and WhatsApp; their answers stand with the purchase",
        params,
        body: Type.Object(
          {
            supplierIds: Type.Array(idSchema("supplier"), { minItems: 1, maxItems: 20 }),
            media: Type.Array(OneOf(MEDIA), { minItems: 1, maxItems: MEDIA.length }),
            note: Type.Optional(Type.String({ maxLength: 1000 })),
          },
          { additionalProperties: false },
        ),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                supplier: Type.String(),
                medium: OneOf(MEDIA),
                code: Nullable(Type.String({ description: "Of the error catalogue: why nothing left. Null: it left." })),
              }),
            ),
          }),
        },
      },
    },
    async ({ ctx, params, body: { note = "", ...asked } }) => ({
      items: await askQuotes(ctx, parts, params.purchaseId, { ...asked, note }),
    }),
  );
  app.get(
    "/purchases/:purchaseId/pdf",
    { config: { access: operationsRead }, schema: { tags, summary: "The order as a PDF, as its supplier gets it", params } },
    async ({ ctx, params }, reply) => {
      const { name, bytes } = await writePurchasePaper(ctx, params.purchaseId);
      return reply
        .header("content-disposition", `attachment; filename="${name.replaceAll(/[^\w.-]/g, "_")}"`)
        .header("cache-control", "private, no-cache")
        .type("application/pdf")
        .send(bytes);
    },
  );
}
