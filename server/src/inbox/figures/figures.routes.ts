import { Type } from "typebox";
import { type App, Nullable, OneOf } from "../../platform/index.ts";
import { may } from "../../team/index.ts";
import { findById, Labels } from "../catalogue.ts";
import { type Figure, GRAINS } from "./figure.ts";
import { readFigure } from "./read-figure.ts";

const Unit = OneOf(["count", "seconds", "share"]);
const Day = Type.String({ format: "date" });

/** `GET /figures` and `GET /figures/{id}`: numbers that rooms declare. Each has a right of its own. */
export function figureRoutes(app: App, figures: ReadonlyMap<string, Figure>) {
  const member = { config: { access: "member" } } as const;

  app.get(
    "/figures",
    {
      ...member,
      schema: {
        tags: ["Figures"],
        summary: "What is measured",
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({ id: Type.String(), unit: Unit, label: Labels, dimensions: Type.Array(Type.String()), mayRead: Type.Boolean() }),
            ),
          }),
        },
      },
    },
    async ({ ctx }) => ({
      items: [...figures.values()].map(({ id, unit, label, dimensions, right }) => ({
        id,
        unit,
        label,
        dimensions: Object.keys(dimensions),
        mayRead: may(ctx.actor, right),
      })),
    }),
  );

  app.get(
    "/figures/:figureId",
    {
      ...member,
      schema: {
        tags: ["Figures"],
        summary: "One figure over some days, of what one sees",
        params: Type.Object({ figureId: Type.String({ maxLength: 80 }) }),
        querystring: Type.Object({
          from: Day,
          to: Day,
          grain: Type.Optional(OneOf(GRAINS)),
          by: Type.Optional(Type.String({ maxLength: 40 })),
        }),
        response: {
          200: Type.Object({
            id: Type.String(),
            unit: Unit,
            items: Type.Array(
              Type.Object({
                at: Nullable(Type.String({ description: "First day of the step, in the workspace's time zone." })),
                key: Nullable(Type.String()),
                value: Nullable(Type.Number()),
              }),
            ),
          }),
        },
      },
    },
    async ({ ctx, params, query }) => {
      const figure = findById(figures, params.figureId, "figure");
      return { id: figure.id, unit: figure.unit, items: await readFigure(ctx, figure, { ...query, grain: query.grain ?? "day" }) };
    },
  );
}
