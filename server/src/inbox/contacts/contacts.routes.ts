import { Type } from "typebox";
import { type App, cursorOf, cursorSchema, IsoTime, idSchema, limitSchema, listOf, Nullable, OneOf } from "../../platform/index.ts";
import { CONSENTS, LIFECYCLES } from "../closed-sets.ts";
import { contactsRead, contactsWrite } from "../rights.ts";
import { changeContactIn } from "./change-contact.ts";
import { type ContactRow, findContact, listContacts, showChangedContact } from "./read-contacts.ts";
import { undoMerge } from "./undo-merge.ts";

const Contact = Type.Object({
  id: idSchema("contact"),
  name: Nullable(Type.String({ description: "Given by a member." })),
  profileName: Nullable(Type.String({ description: "What the person calls themselves." })),
  persona: Type.String(),
  lifecycle: OneOf(LIFECYCLES),
  attributes: Type.Record(Type.String(), Type.Unknown()),
  marketingConsent: OneOf(CONSENTS),
  identities: Type.Array(Type.Object({ kind: Type.String(), value: Type.String(), firstSeenAt: Type.String(), lastSeenAt: Type.String() })),
  mergedFrom: Type.Array(Type.Object({ id: Type.String(), contactId: Type.String(), reason: Type.String(), mergedAt: Type.String() })),
  createdAt: IsoTime,
});

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
      const rows = await listContacts(ctx, limit + 1, query.cursor);
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
      return present(await showChangedContact(ctx, params.contactId));
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
      await ctx.transaction((tx) => changeContactIn(tx, ctx, params.contactId, body));
      return present(await showChangedContact(ctx, params.contactId));
    },
  );
}

const present = (row: ContactRow) => ({
  ...row,
  identities: row.identities ?? [],
  mergedFrom: row.mergedFrom ?? [],
  createdAt: row.createdAt.toISOString(),
});
