import { Type } from "typebox";
import { type App, idSchema } from "../../platform/index.ts";
import { OrderSchema, presentOrder } from "../orders/order.schemas.ts";
import type { OrderRouteParts } from "../orders/orders.routes.ts";
import { operationsRead, operationsWork } from "../rights.ts";
import { writeOrderPaper } from "./order-paper.ts";
import { type KeepUpload, signOrder } from "./sign-order.ts";

const tags = ["Operations"];
const params = Type.Object({ orderId: idSchema("work order") });

/** An order on paper, and signed. */
export function paperRoutes(app: App, parts: Omit<OrderRouteParts, "boughtFor"> & { keepUpload: KeepUpload }) {
  app.get(
    "/work-orders/:orderId/pdf",
    {
      config: { access: operationsRead },
      schema: { tags, summary: "A work order as a PDF, with its times, list, costs, photos and signature", params },
    },
    async ({ ctx, params }, reply) => {
      const { name, bytes } = await writeOrderPaper(ctx, params.orderId, parts);
      return reply
        .header("content-disposition", `attachment; filename="${name.replaceAll(/[^\w.-]/g, "_")}"`)
        .header("cache-control", "private, no-cache")
        .type("application/pdf")
        .send(bytes);
    },
  );
  app.post(
    "/work-orders/:orderId/signature",
    {
      config: { access: operationsWork },
      schema: {
        tags,
        summary: "Sign for what was done: the picture of it, and who signed",
        params,
        body: Type.Object(
          {
            picture: Type.String({ minLength: 20, maxLength: 400_000, pattern: "^[A-Za-z0-9+/]+=*$", description: "PNG, in Base64." }),
            signer: Type.String({ minLength: 1, maxLength: 120, pattern: "\\S" }),
          },
          { additionalProperties: false },
        ),
        response: { 201: OrderSchema },
      },
    },
    async ({ ctx, params, body }, reply) =>
      reply
        .code(201)
        .send(
          presentOrder(
            await signOrder(ctx, parts.keepUpload, params.orderId, { picture: Buffer.from(body.picture, "base64"), signer: body.signer }),
          ),
        ),
  );
}
