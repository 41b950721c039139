import { type TObject, type TSchema, Type } from "typebox";
import { type App, cursorSchema, IsoTime, idSchema, limitSchema, listOf, Nullable } from "../../platform/index.ts";
import { operationsRead, operationsWrite } from "../rights.ts";
import { type Assets, assetFilter, assetSchemas } from "./asset.schemas.ts";
import { assets } from "./assets.ts";
import { contractors } from "./contractors.ts";
import { contractorSchemas, type RecordSchemas, siteSchemas, supplierSchemas } from "./record.schemas.ts";
import { archiveRecord, changeRecord, createRecord, type Fragment, type Kept, listRecords, type RecordKind, readRecord } from "./record.ts";
import { sites } from "./sites.ts";
import { suppliers } from "./suppliers.ts";

/** Sites, assets, suppliers and contractors: listed by name, made, changed and archived. */
export function recordRoutes(app: App) {
  routesOf(app, siteSchemas, sites);
  routesOf(app, supplierSchemas, suppliers);
  routesOf(app, contractorSchemas, contractors);
  routesOf(app, assetSchemas, assets, assetFilter);
}

/** Lists, one, a new one, changes, archive and back. @param conditionsOf what its own filters ask for */
export function routesOf<Row extends Kept, Written extends { name: string }>(
  app: App,
  schemas: RecordSchemas,
  kind: RecordKind<Row, Written>,
  conditionsOf: (query: Assets) => Fragment[] = () => [],
) {
  const { path, one } = schemas;
  const tags = ["Operations"];
  const read = { config: { access: operationsRead } };
  const write = { config: { access: schemas.writtenBy ?? operationsWrite } };
  const key = `${kind.noun}Id`;
  const params = Type.Object({ [key]: idSchema(one) });
  const idOf = (given: unknown): string => (given as Record<string, string>)[key] ?? ""; // named by the schema above
  const { Shown, New, Change, Query } = shapesOf(schemas);

  app.get(
    `/${path}`,
    { ...read, schema: { tags, summary: `${capital(path)}, by name`, querystring: Query, response: { 200: listOf(Shown) } } },
    async ({ ctx, query }) => {
      const asked = query as Assets; // as the schema has it
      const { items, nextCursor } = await listRecords(ctx, kind, {
        ...asked,
        limit: asked.limit ?? 50,
        conditions: conditionsOf(asked),
      });
      return { items: items.map(present), nextCursor };
    },
  );
  app.get(
    `/${path}/:${key}`,
    { ...read, schema: { tags, summary: `One ${one}`, params, response: { 200: Shown } } },
    async ({ ctx, params }) => present(await ctx.transaction((tx) => readRecord(tx, kind, idOf(params)))),
  );
  app.post(
    `/${path}`,
    { ...write, schema: { tags, summary: `Write down a ${one}`, body: New, response: { 201: Shown } } },
    async ({ ctx, body }, reply) => reply.code(201).send(present(await createRecord(ctx, kind, body as unknown as Written))), // as the schema has it
  );
  app.patch(
    `/${path}/:${key}`,
    { ...write, schema: { tags, summary: `Change a ${one}`, params, body: Change, response: { 200: Shown } } },
    async ({ ctx, params, body }) => present(await changeRecord(ctx, kind, idOf(params), body as unknown as Partial<Written>)), // as the schema has it
  );
  for (const [verb, isArchived] of [["archive", true] as const, ["restore", false] as const])
    app.post(
      `/${path}/:${key}/${verb}`,
      {
        ...write,
        schema: {
          tags,
          summary: isArchived ? `Archive a ${one}: it is offered no longer, and stays where it is named` : `Bring a ${one} back`,
          params,
          response: { 200: Shown },
        },
      },
      async ({ ctx, params }) => present(await archiveRecord(ctx, kind, idOf(params), isArchived)),
    );
}

function shapesOf({ one, written, needed, shown = {}, filters = {} }: RecordSchemas) {
  const optional = Type.Partial(Type.Object(written)).properties;
  const required = Object.fromEntries(needed.map((name) => [name, written[name] as TSchema])); // of its own names
  const Shown: TObject = Type.Object({
    id: idSchema(one),
    ...written,
    ...shown,
    archivedAt: Nullable(IsoTime),
    createdAt: IsoTime,
    updatedAt: IsoTime,
  });
  return {
    Shown,
    New: Type.Object({ ...optional, ...required }, { additionalProperties: false }),
    Change: Type.Object(optional, { additionalProperties: false, minProperties: 1 }),
    Query: Type.Object({
      search: Type.Optional(Type.String({ maxLength: 200, description: "Parts of words of its name, its code and what else names it." })),
      archived: Type.Optional(Type.Boolean({ description: "True: those in the archive instead." })),
      ...filters,
      limit: Type.Optional(limitSchema),
      cursor: Type.Optional(cursorSchema),
    }),
  };
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

const present = <Row extends Kept>({ archivedAt, createdAt, updatedAt, ...row }: Row) => ({
  ...row,
  archivedAt: archivedAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});
