import { type Static, Type } from "typebox";
import { contactVisibleTo, createContactIn, findContactBy } from "../../inbox/index.ts";
import { type Ctx, cursorOf, emit, IsoTime, idSchema, newId, notFound, readCursor, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { invalidObject } from "../errors.ts";
import { objectChanged, objectRemoved } from "../events.ts";
import { findObjectType, type ObjectType } from "./object-types.ts";

const closed = { additionalProperties: false };
const Whose = Type.Object(
  {
    id: Type.Optional(idSchema("contact")),
    phone: Type.Optional(Type.String({ pattern: "^\\+[1-9]\\d{6,14}$", description: "As `+5511912345678`." })),
    email: Type.Optional(Type.String({ format: "email", maxLength: 254 })),
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: "Of a person whom nobody knows yet." })),
  },
  { ...closed, minProperties: 1, description: "Whose it is; who is not known is written down, by phone or e-mail." },
);

export const ObjectInput = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" }),
    contact: Whose,
    state: Type.String({ minLength: 1, maxLength: 40 }),
    stateSince: Type.Optional(
      Type.Unsafe<string>({ ...IsoTime, description: "Since when; the moment in which it came, where it is not said." }),
    ),
    data: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.Unknown())),
  },
  closed,
);
export type WrittenObject = Static<typeof ObjectInput>;

/** A record of another system, as it is shown. */
export interface ShownObject {
  id: string;
  type: string;
  externalId: string;
  title: string;
  contactId: string;
  contactName: string;
  state: string;
  stateSince: Date;
  data: Record<string, unknown>;
  updatedAt: Date;
}

const COLUMNS = sql`o.id, o.type, o.external_id as "externalId", o.title, o.contact_id as "contactId", coalesce(p.name, p.profile_name, '') as "contactName",
  o.state, o.state_since as "stateSince", o.data, o.updated_at as "updatedAt"`;

/**
 * Makes a record, or changes it as a whole: the same request twice is one record.
 * @returns whether it is new
 * @throws {AppError} automations.invalid_object, platform.not_found for the kind and the contact
 */
export function writeObject(
  ctx: Ctx,
  type: string,
  externalId: string,
  written: WrittenObject,
): Promise<{ object: ShownObject; isNew: boolean }> {
  return ctx.transaction(async (tx) => {
    const known = await findObjectType(tx, type);
    if (known === null) throw notFound({ what: "object type" });
    ensureFits(known, written);
    await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`object ${ctx.workspaceId} ${type} ${externalId}`}, 0))`);
    const contactId = await whose(tx, ctx, written.contact);
    const before = await tx.maybeOne(sql<{ id: string; state: string; stateSince: Date }>`
      select id, state, state_since as "stateSince" from objects where type = ${type} and external_id = ${externalId} for update`);
    const id = before?.id ?? newId();
    // Said again without a time, a state goes on.
    const since = written.stateSince ?? (before?.state === written.state ? before.stateSince : ctx.now());
    await tx.run(sql`
      insert into objects (workspace_id, id, type, external_id, title, contact_id, state, state_since, data, created_at, updated_at)
      values (${ctx.workspaceId}, ${id}, ${type}, ${externalId}, ${written.title.trim()}, ${contactId}, ${written.state}, ${since}, ${JSON.stringify(written.data ?? {})}, ${ctx.now()}, ${ctx.now()})
      on conflict (workspace_id, type, external_id) do update set title = excluded.title, contact_id = excluded.contact_id, state = excluded.state,
        state_since = excluded.state_since, data = excluded.data, updated_at = excluded.updated_at`);
    emit(
      tx,
      [objectChanged({ workspaceId: ctx.workspaceId, subjectId: id, detail: { type, state: written.state, contactId } })],
      ctx.now(),
    );
    await recordAudit(tx, ctx, {
      action: before === null ? "object.created" : "object.changed",
      subjectKind: "contact",
      subjectId: contactId,
      detail: { type, externalId, state: written.state },
    });
    return { object: await readObject(tx, ctx, type, externalId), isNew: before === null };
  });
}

/** @throws {AppError} platform.not_found, out of sight too */
export async function readObject(tx: Tx, ctx: Ctx, type: string, externalId: string): Promise<ShownObject> {
  const row = await tx.maybeOne(sql<ShownObject>`
    select ${COLUMNS} from objects o join contacts p on p.workspace_id = o.workspace_id and p.id = o.contact_id
      where o.type = ${type} and o.external_id = ${externalId} and ${contactVisibleTo(ctx.actor)}`);
  if (row === null) throw notFound({ what: "object" });
  return row;
}

/** @throws {AppError} platform.not_found */
export function removeObject(ctx: Ctx, type: string, externalId: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { id, contactId } = await readObject(tx, ctx, type, externalId);
    await tx.run(sql`delete from objects where id = ${id}`);
    emit(tx, [objectRemoved({ workspaceId: ctx.workspaceId, subjectId: id, detail: { type } })], ctx.now());
    await recordAudit(tx, ctx, { action: "object.removed", subjectKind: "contact", subjectId: contactId, detail: { type, externalId } });
  });
}

interface Asked {
  type?: string | undefined;
  contactId?: string | undefined;
  state?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** The newest change first. */
export function listObjects(
  ctx: Ctx,
  { type, contactId, state, limit, cursor }: Asked,
): Promise<{ items: ShownObject[]; nextCursor: string | null }> {
  const [at, id] = cursor === undefined ? [] : readCursor(cursor, "time", "id");
  return ctx.transaction(async (tx) => {
    const rows = await tx.many(sql<ShownObject>`
      select ${COLUMNS} from objects o join contacts p on p.workspace_id = o.workspace_id and p.id = o.contact_id
      where ${type === undefined ? sql`true` : sql`o.type = ${type}`}
        and ${contactId === undefined ? sql`true` : sql`o.contact_id = ${contactId}`} and ${state === undefined ? sql`true` : sql`o.state = ${state}`}
        and ${at === undefined ? sql`true` : sql`(o.updated_at, o.id) < (${at}, ${id})`} and ${contactVisibleTo(ctx.actor)}
      order by o.updated_at desc, o.id desc limit ${limit + 1}`);
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.updatedAt.toISOString(), last.id]) : null };
  });
}

/** The contact that the other system names. @throws {AppError} platform.not_found; automations.invalid_object: nobody can be told from what it says */
async function whose(tx: Tx, ctx: Ctx, { id, phone, email, name }: WrittenObject["contact"]): Promise<string> {
  if (id !== undefined) {
    const row = await tx.maybeOne(sql<{ id: string }>`
      select coalesce(merged_into, id) as id from contacts p where p.id = ${id} and ${contactVisibleTo(ctx.actor)}`);
    if (row === null) throw notFound({ what: "contact" });
    return row.id;
  }
  const found =
    (phone === undefined ? null : await findContactBy(tx, "phone", phone)) ??
    (email === undefined ? null : await findContactBy(tx, "email", email));
  if (found !== null) return found;
  const identities = [
    ...(phone === undefined ? [] : [{ kind: "phone" as const, value: phone }]),
    ...(email === undefined ? [] : [{ kind: "email" as const, value: email }]),
  ];
  if (identities.length === 0) throw invalidObject({ problems: [{ path: "contact", problem: "needs an id, a phone or an e-mail" }] });
  return createContactIn(tx, ctx, { name: name ?? phone ?? email ?? "", identities }, { isWhole: false });
}

/** What its kind says of states and data. */
function ensureFits({ states, fields }: ObjectType, { state, data = {} }: WrittenObject): void {
  const known = new Map(fields.map((field) => [field.key, field]));
  const problems = [
    ...(states.includes(state) ? [] : [{ path: "state", problem: `is none of ${states.join(", ")}` }]),
    ...Object.keys(data)
      .filter((key) => !known.has(key))
      .map((key) => ({ path: `data.${key}`, problem: "is no field of this kind" })),
    ...fields.flatMap(({ key, type, required }) => {
      const value = data[key];
      if (value === undefined || value === null) return required === true ? [{ path: `data.${key}`, problem: "is missing" }] : [];
      return CHECKS[type](value) ? [] : [{ path: `data.${key}`, problem: `is no ${type}` }];
    }),
  ];
  if (problems.length > 0) throw invalidObject({ problems });
}

const CHECKS: Readonly<Record<ObjectType["fields"][number]["type"], (value: unknown) => boolean>> = {
  text: (value) => typeof value === "string" && value.length <= 2_000,
  number: (value) => typeof value === "number" && Number.isFinite(value),
  money: (value) => Number.isSafeInteger(value),
  yes_no: (value) => typeof value === "boolean",
  date: (value) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)),
  url: (value) => typeof value === "string" && value.length <= 2_000 && /^https?:\/\//.test(value) && URL.canParse(value),
};
