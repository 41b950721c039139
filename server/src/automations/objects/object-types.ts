import { type Static, Type } from "typebox";
import { type Ctx, notFound, OneOf, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { stateInUse, typeInUse } from "../errors.ts";

const closed = { additionalProperties: false };
const OBJECT_FIELD_TYPES = ["text", "number", "date", "money", "yes_no", "url"] as const;
const Field = Type.Object(
  {
    key: Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" }),
    label: Type.String({ minLength: 1, maxLength: 60 }),
    type: OneOf(OBJECT_FIELD_TYPES, { description: "`money` is in cents, `date` is 2026-11-28." }),
    required: Type.Optional(Type.Boolean()),
  },
  closed,
);

/** What records of one kind look like. */
export const ObjectTypeInput = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" }),
    states: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { minItems: 1, maxItems: 20, uniqueItems: true }),
    fields: Type.Array(Field, { maxItems: 40 }),
  },
  closed,
);
export type ObjectType = Static<typeof ObjectTypeInput> & { key: string };

export const listObjectTypes = (tx: Tx): Promise<ObjectType[]> =>
  tx.many(sql<ObjectType>`select key, name, states, fields from object_types order by prosa_fold(name), key`);

export const findObjectType = (tx: Tx, key: string): Promise<ObjectType | null> =>
  tx.maybeOne(sql<ObjectType>`select key, name, states, fields from object_types where key = ${key}`);

/** Made, or changed as a whole. @throws {AppError} automations.state_in_use: a state that records are in would go */
export function writeObjectType(ctx: Ctx, type: ObjectType): Promise<ObjectType> {
  return ctx.transaction(async (tx) => {
    await writeObjectTypeIn(tx, ctx, type);
    return type;
  });
}

export async function writeObjectTypeIn(tx: Tx, ctx: Ctx, { key, name, states, fields }: ObjectType): Promise<void> {
  await tx.run(sql`select 1 from object_types where key = ${key} for update`);
  const lost = await tx.many(
    sql<{ state: string }>`select distinct state from objects where type = ${key} and state <> all(${states}::text[]) limit 20`,
  );
  if (lost.length > 0) throw stateInUse({ states: lost.map(({ state }) => state) });
  await tx.run(sql`
    insert into object_types (workspace_id, key, name, states, fields, created_at)
    values (${ctx.workspaceId}, ${key}, ${name.trim()}, ${states}, ${JSON.stringify(fields)}, ${ctx.now()})
    on conflict (workspace_id, key) do update set name = excluded.name, states = excluded.states, fields = excluded.fields`);
  const entry = { action: "object_type.written", subjectKind: "workspace", subjectId: ctx.workspaceId, detail: { key, name, states } };
  await recordAudit(tx, ctx, entry);
}

/** @throws {AppError} platform.not_found, automations.type_in_use */
export function removeObjectType(ctx: Ctx, key: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    if ((await findObjectType(tx, key)) === null) throw notFound({ what: "object type" });
    const { count } = await tx.one(sql<{ count: number }>`select count(*)::int as count from objects where type = ${key}`);
    if (count > 0) throw typeInUse({ count });
    await tx.run(sql`delete from object_types where key = ${key}`);
    const entry = { action: "object_type.removed", subjectKind: "workspace", subjectId: ctx.workspaceId, detail: { key } };
    await recordAudit(tx, ctx, entry);
  });
}
