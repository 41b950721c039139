import { Type } from "typebox";
import {
  type App,
  type Ctx,
  cursorOf,
  cursorSchema,
  emit,
  IsoTime,
  idSchema,
  limitSchema,
  listOf,
  Nullable,
  notFound,
  readCursor,
  sql,
} from "../../platform/index.ts";
import { contactsRead, contactsWrite } from "../rights.ts";
import { undoMerge } from "./undo-merge.ts";

const Contact = Type.Object({
  id: idSchema("contact"),
  name: Nullable(Type.String({ description: "Given by a member." })),
  profileName: Nullable(Type.String({ description: "What the person calls themselves." })),
  persona: Type.String(),
  lifecycle: Type.String(),
  attributes: Type.Record(Type.String(), Type.Unknown()),
  marketingConsent: Type.String(),
  identities: Type.Array(Type.Object({ kind: Type.String(), value: Type.String(), firstSeenAt: Type.String(), lastSeenAt: Type.String() })),
  mergedFrom: Type.Array(Type.Object({ id: Type.String(), contactId: Type.String(), reason: Type.String(), mergedAt: Type.String() })),
  createdAt: IsoTime,
});

interface ContactRow {
  id: string;
  name: string | null;
  profileName: string | null;
  persona: string;
  lifecycle: string;
  attributes: Record<string, unknown>;
  marketingConsent: string;
  identities: { kind: string; value: string; firstSeenAt: string; lastSeenAt: string }[] | null;
  mergedFrom: { id: string; contactId: string; reason: string; mergedAt: string }[] | null;
  createdAt: Date;
}

const SELECT = sql`
  select c.id, c.name, c.profile_name as "profileName", c.persona, c.lifecycle, c.attributes, c.marketing_consent as "marketingConsent", c.created_at as "createdAt",
    (select json_agg(json_build_object('kind', i.kind, 'value', i.value, 'firstSeenAt', i.first_seen_at, 'lastSeenAt', i.last_seen_at) order by i.kind, i.value)
      from contact_identities i where i.workspace_id = c.workspace_id and i.contact_id = c.id) as identities,
    (select json_agg(json_build_object('id', g.id, 'contactId', g.merged_id, 'reason', g.reason, 'mergedAt', g.merged_at) order by g.merged_at)
      from contact_merges g where g.workspace_id = c.workspace_id and g.kept_id = c.id and g.undone_at is null) as "mergedFrom"`;

/** People who write: who they are on each channel. */
export function contactRoutes(app: App) {
  const read = { config: { access: contactsRead } };
  const params = Type.Object({ contactId: idSchema("contact") });

  app.get(
    "/contacts",
    {
      ...read,
      schema: {
        tags: ["Contacts"],
        summary: "Contacts, newest first",
        querystring: Type.Object({ limit: Type.Optional(limitSchema), cursor: Type.Optional(cursorSchema) }),
        response: { 200: listOf(Contact) },
      },
    },
    async ({ ctx, query }) => {
      const limit = query.limit ?? 50;
      const [before, beforeId] = query.cursor === undefined ? [null, null] : readCursor(query.cursor, "time", "id");
      const rows = await ctx.transaction((tx) =>
        tx.many(sql<ContactRow>`
        with page as (
          select * from contacts where workspace_id = ${ctx.workspaceId} and merged_into is null ${before === null ? sql`` : sql`and (created_at, id) < (${before}::timestamptz, ${beforeId}::uuid)`}
          order by created_at desc, id desc limit ${limit + 1})
        ${SELECT} from page c order by c.created_at desc, c.id desc`),
      );
      const items = rows.slice(0, limit);
      const last = items.at(-1);
      return {
        items: items.map(present),
        nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.createdAt.toISOString(), last.id]) : null,
      };
    },
  );

  app.get(
    "/contacts/:contactId",
    { ...read, schema: { tags: ["Contacts"], summary: "One contact", params, response: { 200: Contact } } },
    async ({ ctx, params }) => present(await findContact(ctx, params.contactId)),
  );

  app.delete(
    "/contacts/:contactId/merges/:mergeId",
    {
      config: { access: contactsWrite },
      schema: {
        tags: ["Contacts"],
        summary: "Undo a merge: both are people of their own again",
        params: Type.Object({ contactId: idSchema("contact"), mergeId: idSchema("merge") }),
        response: { 200: Contact },
      },
    },
    async ({ ctx, params }) => {
      await undoMerge(ctx, params.contactId, params.mergeId);
      return present(await findContact(ctx, params.contactId));
    },
  );

  const body = Type.Object(
    {
      name: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 200 }))),
      persona: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    },
    { additionalProperties: false, minProperties: 1 },
  );
  app.patch(
    "/contacts/:contactId",
    {
      config: { access: contactsWrite },
      schema: { tags: ["Contacts"], summary: "Change a contact", params, body, response: { 200: Contact } },
    },
    async ({ ctx, params, body }) => {
      await ctx.transaction(async (tx) => {
        const changed = await tx.run(sql`
        update contacts set name = case when ${body.name !== undefined} then ${body.name ?? null} else name end, persona = coalesce(${body.persona ?? null}, persona), updated_at = ${ctx.now()}
        where id = ${params.contactId} and merged_into is null`);
        if (changed === 0) throw notFound({ what: "contact" });
        emit(tx, [{ workspaceId: ctx.workspaceId, kind: "contact.changed", subjectId: params.contactId }], ctx.now());
      });
      return present(await findContact(ctx, params.contactId));
    },
  );
}

async function findContact(ctx: Ctx, id: string): Promise<ContactRow> {
  const row = await ctx.transaction((tx) => tx.maybeOne(sql<ContactRow>`${SELECT} from contacts c where c.id = ${id}`));
  if (row === null) throw notFound({ what: "contact" });
  return row;
}

const present = (row: ContactRow) => ({
  ...row,
  identities: row.identities ?? [],
  mergedFrom: row.mergedFrom ?? [],
  createdAt: row.createdAt.toISOString(),
});
