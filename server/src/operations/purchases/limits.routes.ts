import { Type } from "typebox";
import { type App, idSchema, Nullable } from "../../platform/index.ts";
import { operationsRead } from "../rights.ts";
import { readLimits, writeLimits } from "./limits.ts";
import { purchasesLimits } from "./rights.ts";

const MOST_CENTS = 100_000_000_000;
const Named = Type.Object({ id: idSchema("member"), name: Type.String() });
const Limits = Type.Object({
  items: Type.Array(
    Type.Object({ level: Type.Integer(), aboveCents: Type.Integer({ description: "Cents." }), approver: Named, deputy: Nullable(Named) }),
    { description: "None: above 1,000.00 somebody who leads approves." },
  ),
});

/** Who approves, from which total on. */
export function limitRoutes(app: App) {
  const tags = ["Purchases"];
  app.get(
    "/purchase-limits",
    {
      config: { access: operationsRead },
      schema: { tags, summary: "Who approves purchases, from which total on", response: { 200: Limits } },
    },
    async ({ ctx }) => ({ items: await ctx.transaction(readLimits) }),
  );
  app.put(
    "/purchase-limits",
    {
      config: { access: purchasesLimits },
      schema: {
        tags,
        summary: "Say who approves, from which total on; what waits for somebody else is asked anew",
        body: Type.Object(
          {
            items: Type.Array(
              Type.Object(
                {
                  aboveCents: Type.Integer({ minimum: 0, maximum: MOST_CENTS }),
                  approverId: idSchema("member"),
                  deputyId: Type.Optional(Nullable(idSchema("member"))),
                },
                { additionalProperties: false },
              ),
              { maxItems: 3 },
            ),
          },
          { additionalProperties: false },
        ),
        response: { 200: Limits },
      },
    },
    async ({ ctx, body }) => ({
      items: await writeLimits(
        ctx,
        body.items.map(({ deputyId = null, ...limit }) => ({ ...limit, deputyId })),
      ),
    }),
  );
}
