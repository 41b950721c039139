import { Type } from "typebox";
import { type App, cursorOf, cursorSchema, IsoTime, limitSchema, listOf, Nullable, OneOf, readCursor } from "../../platform/index.ts";
import { may } from "../../team/index.ts";
import { findById, Labels } from "../catalogue.ts";
import { Filter } from "../conversations/conversations.routes.ts";
import { type AskedOf, readFilter } from "../conversations/read-filter.ts";
import { COMPARED_WITH, daysBefore } from "./compare.ts";
import { type Figure, GRAINS, RECORD_KINDS, UNITS } from "./figure.ts";
import { readFigure, readRecords } from "./read-figure.ts";

const Unit = OneOf(UNITS);
const Day = Type.String({ format: "date" });
const Asked = {
  from: Day,
  to: Day,
  grain: Type.Optional(OneOf(GRAINS)),
  by: Type.Optional(Type.String({ maxLength: 40 })),
  key: Type.Optional(Type.String({ maxLength: 200, description: "Of the dimension alone; empty for rows that have none." })),
  filter: Type.Optional(Filter),
};
const Rows = Type.Array(
  Type.Object({
    at: Nullable(Type.String({ description: "First day of the step, or hour of the week (`1-09`), in the workspace's time zone." })),
    key: Nullable(Type.String()),
    name: Nullable(Type.String()),
    value: Nullable(Type.Number()),
    rows: Type.Integer({ description: "How many rows the value is made of." }),
  }),
);

/** `GET /figures`, `GET /figures/{id}` and `GET /figure-records`: numbers that rooms declare. Each has a right of its own. */
export function figureRoutes(app: App, figures: ReadonlyMap<string, Figure>, fields: AskedOf) {
  const member = { config: { access: "member" } } as const;
  const tags = ["Figures"];

  app.get(
    "/figures",
    {
      ...member,
      schema: {
        tags,
        summary: "What is measured",
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                id: Type.String(),
                unit: Unit,
                label: Labels,
                meaning: Labels,
                better: Nullable(OneOf(["more", "less"])),
                isFiltered: Type.Boolean({ description: "Whether conditions on conversations narrow it." }),
                leadsTo: OneOf(RECORD_KINDS),
                dimensions: Type.Array(
                  Type.Object({ id: Type.String(), label: Labels, words: Type.Array(Type.Object({ key: Type.String(), label: Labels })) }),
                ),
                mayRead: Type.Boolean(),
              }),
            ),
          }),
        },
      },
    },
    async ({ ctx }) => ({
      items: [...figures.values()].map(
        ({ id: figureId, unit, label: figureLabel, meaning, better, conversation, behind, dimensions, right }) => ({
          id: figureId,
          unit,
          label: figureLabel,
          meaning,
          better: better ?? null,
          isFiltered: conversation !== undefined,
          leadsTo: behind.kind,
          dimensions: Object.entries(dimensions).map(([id, { label, words = {} }]) => ({
            id,
            label,
            words: Object.entries(words).map(([key, name]) => ({ key, label: name })),
          })),
          mayRead: may(ctx.actor, right),
        }),
      ),
    }),
  );

  app.get(
    "/figures/:figureId",
    {
      ...member,
      schema: {
        tags,
        summary: "One figure over some days, of what one sees",
        params: Type.Object({ figureId: Type.String({ maxLength: 80 }) }),
        querystring: Type.Object({
          ...Asked,
          compare: Type.Optional(
            OneOf(COMPARED_WITH, { description: "The same number of days directly before, or the same days a year ago." }),
          ),
        }),
        response: {
          200: Type.Object({
            id: Type.String(),
            unit: Unit,
            items: Rows,
            before: Nullable(Type.Object({ from: Day, to: Day, items: Rows })),
          }),
        },
      },
    },
    async ({ ctx, params, query: { compare, ...query } }) => {
      const figure = findById(figures, params.figureId, "figure");
      const filter = await readFilter(ctx, fields, query.filter);
      const asked = { ...query, filter, grain: query.grain ?? "day" };
      const earlier = compare === undefined ? null : daysBefore(query, compare);
      return {
        id: figure.id,
        unit: figure.unit,
        items: await readFigure(ctx, figure, asked),
        before: earlier === null ? null : { ...earlier, items: await readFigure(ctx, figure, { ...asked, ...earlier }) },
      };
    },
  );

  app.get(
    "/figure-records",
    {
      ...member,
      schema: {
        tags,
        summary: "The records behind a figure, the newest first",
        querystring: Type.Object({
          ...Asked,
          figureId: Type.String({ maxLength: 80 }),
          at: Type.Optional(Type.String({ maxLength: 10, description: "A step of the figure in this grain." })),
          limit: Type.Optional(limitSchema),
          cursor: Type.Optional(cursorSchema),
        }),
        response: {
          200: listOf(
            Type.Object({
              kind: OneOf(RECORD_KINDS),
              id: Type.String(),
              title: Nullable(Type.String()),
              at: IsoTime,
              value: Nullable(Type.Number({ description: "What the row adds to the figure." })),
            }),
          ),
        },
      },
    },
    async ({ ctx, query: { figureId, cursor, ...query } }) => {
      const figure = findById(figures, figureId, "figure");
      const filter = await readFilter(ctx, fields, query.filter);
      const limit = query.limit ?? 50;
      const [at, id] = cursor === undefined ? [] : readCursor(cursor, "time", "id");
      const before = at === undefined || id === undefined ? undefined : { at, id };
      const rows = await readRecords(ctx, figure, { ...query, filter, before, grain: query.grain ?? "day", limit: limit + 1 });
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return {
        items: items.map((row) => ({ kind: figure.behind.kind, ...row, at: row.at.toISOString() })),
        nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.at.toISOString(), last.id]) : null,
      };
    },
  );
}
