import { Type } from "typebox";
import { type App, IsoTime, idSchema, Nullable } from "../../platform/index.ts";
import { operationsDispatch, operationsRead } from "../rights.ts";
import { listTechnicians, makeCode, unlinkTechnician } from "./technicians.ts";

const params = Type.Object({ memberId: idSchema("member") });

/** Who can get orders, and from which phone they work. */
export function technicianRoutes(app: App) {
  const tags = ["Operations"];
  app.get(
    "/technicians",
    {
      config: { access: operationsRead },
      schema: {
        tags,
        summary: "Who can get work orders, technicians first",
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                memberId: idSchema("member"),
                name: Type.String(),
                isLinked: Type.Boolean({ description: "The phone that they work from is known." }),
                linkedAt: Nullable(IsoTime),
                openOrders: Type.Integer(),
              }),
            ),
          }),
        },
      },
    },
    async ({ ctx }) => ({
      items: (await listTechnicians(ctx)).map(({ linkedAt, ...one }) => ({ ...one, linkedAt: linkedAt?.toISOString() ?? null })),
    }),
  );
  app.post(
    "/technicians/:memberId/code",
    {
      config: { access: operationsDispatch },
      schema: {
        tags,
        summary: "A code that the member sends from their own phone, so that orders reach them there; valid for 24 hours, once",
        params,
        response: { 201: Type.Object({ code: Type.String(), expiresAt: IsoTime }) },
      },
    },
    async ({ ctx, params }, reply) => {
      const { code, expiresAt } = await makeCode(ctx, params.memberId);
      return reply.code(201).send({ code, expiresAt: expiresAt.toISOString() });
    },
  );
  app.delete(
    "/technicians/:memberId",
    {
      config: { access: operationsDispatch },
      schema: { tags, summary: "Part a technician from their phone", params, response: { 204: Type.Null() } },
    },
    async ({ ctx, params }, reply) => {
      await unlinkTechnician(ctx, params.memberId);
      return reply.code(204).send(null);
    },
  );
}
