import { Type } from "typebox";
import { type App, Nullable } from "../../platform/index.ts";
import type { ReportGround } from "../ground.ts";
import { analyticsTargets } from "../rights.ts";
import { listTargets, setTarget } from "./targets.ts";

const target = {
  from: Type.String({ format: "date", description: "Day of the workspace; in force until the next one of the same figure." }),
  value: Nullable(Type.Number({ minimum: 0, description: "In the figure's unit; null: none from this day on." })),
};

/** `/figure-targets`: what figures should come to. Who may read a figure reads its targets. */
export function targetRoutes(app: App, ground: ReportGround) {
  const tags = ["Figures"];
  app.get(
    "/figure-targets",
    {
      config: { access: "member" },
      schema: {
        tags,
        summary: "What figures should come to, now and before",
        response: {
          200: Type.Object({
            items: Type.Array(Type.Object({ figureId: Type.String(), ...target })),
            figureIds: Type.Array(Type.String(), { description: "Figures that take a target, of those that the asker may read." }),
          }),
        },
      },
    },
    async ({ ctx }) => {
      const { targets, figureIds } = await listTargets(ctx, ground);
      return { items: targets, figureIds };
    },
  );
  app.post(
    "/figure-targets",
    {
      config: { access: analyticsTargets },
      schema: {
        tags,
        summary: "Say what a figure should come to from a day on",
        body: Type.Object({ figureId: Type.String({ maxLength: 80 }), ...target }, { additionalProperties: false }),
        response: { 204: Type.Null() },
      },
    },
    async ({ ctx, body }, reply) => {
      await setTarget(ctx, ground, body);
      return reply.code(204).send(null);
    },
  );
}
