import { Type } from "typebox";
import { type App, cursorOf, cursorSchema, IsoTime, idSchema, limitSchema, Nullable, readCursor } from "../platform/index.ts";
import { makeSighting } from "./make-sighting.ts";
import { sightingsRead, sightingsWrite } from "./rights.ts";
import { countHeard, listSightings, type Sighting } from "./sightings.queries.ts";

const SightingSchema = Type.Object({
  id: idSchema("sighting"),
  place: Type.String(),
  madeBy: Type.String({ description: "Name of who told of it." }),
  madeAt: IsoTime,
  isChecked: Type.Boolean(),
});
const Heard = Type.Object(
  { messages: Type.Integer(), contacts: Type.Integer(), most: Type.Integer({ description: "Of the contact who wrote most." }) },
  { description: "Messages of contacts since the room is there." },
);

/** Sightings: whoever may read them lists them, whoever answers customers adds to them. */
export function sightingRoutes(app: App) {
  app.get(
    "/sightings",
    {
      config: { access: sightingsRead },
      schema: {
        tags: ["Ghost"],
        summary: "What was seen, newest first",
        querystring: Type.Object({ limit: Type.Optional(limitSchema), cursor: Type.Optional(cursorSchema) }),
        response: { 200: Type.Object({ items: Type.Array(SightingSchema), nextCursor: Nullable(Type.String()), heard: Heard }) },
      },
    },
    async ({ ctx, query }) => {
      const limit = query.limit ?? 50;
      const [time = "", id = ""] = query.cursor === undefined ? [] : readCursor(query.cursor, "time", "id");
      return ctx.transaction(async (tx) => {
        const rows = await listSightings(tx, limit + 1, query.cursor === undefined ? null : { time, id });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        return {
          items: page.map(present),
          nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.madeAt.toISOString(), last.id]) : null,
          heard: await countHeard(tx),
        };
      });
    },
  );
  app.post(
    "/sightings",
    {
      config: { access: sightingsWrite },
      schema: {
        tags: ["Ghost"],
        summary: "Tell of a sighting",
        body: Type.Object({ place: Type.String({ minLength: 1, maxLength: 120 }) }, { additionalProperties: false }),
        response: { 201: SightingSchema },
      },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(present(await makeSighting(ctx, body))),
  );
}

const present = ({ madeAt, checkedAt, ...sighting }: Sighting) => ({
  ...sighting,
  madeAt: madeAt.toISOString(),
  isChecked: checkedAt !== null,
});
