import { Type } from "typebox";
import { type App, cursorSchema, IsoTime, idSchema, limitSchema, listOf } from "../../platform/index.ts";
import { automationsManage, automationsRead, objectsWrite } from "../rights.ts";
import { listObjectTypes, ObjectTypeInput, removeObjectType, writeObjectType } from "./object-types.ts";
import { listObjects, ObjectInput, readObject, removeObject, type ShownObject, writeObject } from "./objects.ts";

const Key = Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" });
const TypeSchema = Type.Object({ key: Key, ...ObjectTypeInput.properties }, { additionalProperties: false });
const ObjectSchema = Type.Object({
  id: idSchema("object"),
  type: Key,
  externalId: Type.String(),
  title: Type.String(),
  contactId: Type.String(),
  contactName: Type.String(),
  state: Type.String(),
  stateSince: IsoTime,
  data: Type.Record(Type.String(), Type.Unknown()),
  updatedAt: IsoTime,
});
const typeParams = Type.Object({ objectType: Key });
const params = Type.Object({ objectType: Key, externalId: Type.String({ minLength: 1, maxLength: 120 }) });

/** Records of other systems, and what they look like. */
export function objectRoutes(app: App) {
  const tags = ["Objects"];
  const read = { config: { access: automationsRead } };
  const write = { config: { access: objectsWrite } };
  const manage = { config: { access: automationsManage } };
  app.get(
    "/object-types",
    {
      ...read,
      schema: { tags, summary: "Kinds of records of other systems", response: { 200: Type.Object({ items: Type.Array(TypeSchema) }) } },
    },
    async ({ ctx }) => ({ items: await ctx.transaction(listObjectTypes) }),
  );
  app.post(
    "/object-types",
    {
      ...manage,
      schema: {
        tags,
        summary: "Make a kind of record, or change the one of this key as a whole",
        body: TypeSchema,
        response: { 200: TypeSchema },
      },
    },
    ({ ctx, body }) => writeObjectType(ctx, body),
  );
  app.delete(
    "/object-types/:objectType",
    {
      ...manage,
      schema: { tags, summary: "Remove a kind of which there are no records", params: typeParams, response: { 204: Type.Null() } },
    },
    async ({ ctx, params }, reply) => {
      await removeObjectType(ctx, params.objectType);
      return reply.code(204).send(null);
    },
  );
  app.get(
    "/objects",
    {
      ...read,
      schema: {
        tags,
        summary: "Records of other systems, the newest change first",
        querystring: Type.Object({
          type: Type.Optional(Key),
          contactId: Type.Optional(idSchema("contact")),
          state: Type.Optional(Type.String({ maxLength: 40 })),
          limit: Type.Optional(limitSchema),
          cursor: Type.Optional(cursorSchema),
        }),
        response: { 200: listOf(ObjectSchema) },
      },
    },
    async ({ ctx, query: { limit = 50, ...asked } }) => {
      const { items, nextCursor } = await listObjects(ctx, { ...asked, limit });
      return { items: items.map(present), nextCursor };
    },
  );
  app.get(
    "/objects/:objectType/:externalId",
    { ...read, schema: { tags, summary: "One record", params, response: { 200: ObjectSchema } } },
    ({ ctx, params }) => ctx.transaction(async (tx) => present(await readObject(tx, ctx, params.objectType, params.externalId))),
  );
  app.put(
    "/objects/:objectType/:externalId",
    {
      ...write,
      schema: {
        tags,
        summary: "Write a record",
        description: "Made, or changed as a whole; the same request twice is one record. Rules that wait for its state begin by it.",
        params,
        body: ObjectInput,
        response: { 200: ObjectSchema, 201: ObjectSchema },
      },
    },
    async ({ ctx, params, body }, reply) => {
      const { object, isNew } = await writeObject(ctx, params.objectType, params.externalId, body);
      return reply.code(isNew ? 201 : 200).send(present(object));
    },
  );
  app.delete(
    "/objects/:objectType/:externalId",
    { ...write, schema: { tags, summary: "Remove a record", params, response: { 204: Type.Null() } } },
    async ({ ctx, params }, reply) => {
      await removeObject(ctx, params.objectType, params.externalId);
      return reply.code(204).send(null);
    },
  );
}

const present = ({ stateSince, updatedAt, ...object }: ShownObject) => ({
  ...object,
  stateSince: stateSince.toISOString(),
  updatedAt: updatedAt.toISOString(),
});
