import { Readable } from "node:stream";
import { Type } from "typebox";
import { type App, cursorSchema, idSchema, limitSchema, listOf, Nullable, OneOf } from "../../platform/index.ts";
import { LIFECYCLES } from "../closed-sets.ts";
import { readFilter } from "../conversations/read-filter.ts";
import { contactFieldsOf } from "../fields/contact-fields.ts";
import { contactsExport, contactsRead, contactsWrite } from "../rights.ts";
import { changeContact } from "./change-contact.ts";
import { ContactSchema, presentContact, WrittenFields, WrittenIdentity } from "./contact.schemas.ts";
import { createContact } from "./create-contact.ts";
import { exportContacts } from "./export-contacts.ts";
import { CONTACT_SORTS, countContacts, listContacts } from "./list-contacts.ts";
import { findContact, showChangedContact } from "./read-contacts.ts";
import { undoMerge } from "./undo-merge.ts";

/** People who write: who they are on each channel. */
export function contactRoutes(app: App) {
  const read = { config: { access: contactsRead } };
  const params = Type.Object({ contactId: idSchema("contact") });

  const narrowing = {
    search: Type.Optional(Type.String({ maxLength: 200, description: "Beginnings of words of a name or address, or digits of a number." })),
    companyId: Type.Optional(idSchema("company")),
    filter: Type.Optional(
      Type.String({
        maxLength: 8_000,
        description:
          "A condition as JSON over the fields of `GET /fields?subject=contact`: all, any or none of { field, operator, value }.",
      }),
    ),
  };
  const querystring = Type.Object({
    ...narrowing,
    sort: Type.Optional(OneOf(CONTACT_SORTS, { description: "created: newest first; name; seen: last message first." })),
    limit: Type.Optional(limitSchema),
    cursor: Type.Optional(cursorSchema),
  });
  app.get(
    "/contacts",
    { ...read, schema: { tags: ["Contacts"], summary: "Contacts, newest first", querystring, response: { 200: listOf(ContactSchema) } } },
    async ({ ctx, query }) => {
      const filter = await readFilter(ctx, contactFieldsOf, query.filter);
      const { items, nextCursor } = await listContacts(ctx, { ...query, filter, sort: query.sort ?? "created", limit: query.limit ?? 50 });
      return { items: items.map(presentContact), nextCursor };
    },
  );

  app.get(
    "/contacts/count",
    {
      ...read,
      schema: {
        tags: ["Contacts"],
        summary: "How many contacts a search or a filter finds",
        querystring: Type.Object(narrowing),
        response: { 200: Type.Object({ count: Type.Integer() }) },
      },
    },
    async ({ ctx, query }) => ({
      count: await countContacts(ctx, {
        search: query.search,
        companyId: query.companyId,
        filter: await readFilter(ctx, contactFieldsOf, query.filter),
      }),
    }),
  );

  app.get(
    "/contacts/export.csv",
    {
      config: { access: contactsExport },
      schema: {
        tags: ["Contacts"],
        summary: "The contacts of a search or a filter as a CSV; it is in the audit log",
        querystring: Type.Object(narrowing),
        produces: ["text/csv"],
      },
    },
    async ({ ctx, query }, reply) => {
      const asked = { search: query.search, companyId: query.companyId, filter: await readFilter(ctx, contactFieldsOf, query.filter) };
      const pieces = await exportContacts(ctx, asked, query);
      return reply
        .header("content-type", "text/csv; charset=utf-8")
        .header("content-disposition", 'attachment; filename="contacts.csv"')
        .send(Readable.from(pieces));
    },
  );

  app.post(
    "/contacts",
    {
      config: { access: contactsWrite },
      schema: {
        tags: ["Contacts"],
        summary: "Write down a person",
        body: Type.Object(
          {
            name: Type.String({ minLength: 1, maxLength: 200, pattern: "\\S" }),
            persona: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
            identities: Type.Array(WrittenIdentity, {
              maxItems: 10,
              description: "One that somebody has already is answered with 409 and whose it is.",
            }),
            companyId: Type.Optional(Nullable(idSchema("company"))),
            fields: Type.Optional(WrittenFields),
          },
          { additionalProperties: false },
        ),
        response: { 201: ContactSchema },
      },
    },
    async ({ ctx, body }, answer) => {
      const id = await createContact(ctx, body);
      return answer.code(201).send(presentContact(await showChangedContact(ctx, id)));
    },
  );

  app.get(
    "/contacts/:contactId",
    { ...read, schema: { tags: ["Contacts"], summary: "One contact", params, response: { 200: ContactSchema } } },
    async ({ ctx, params }) => presentContact(await findContact(ctx, params.contactId)),
  );

  app.delete(
    "/contacts/:contactId/merges/:mergeId",
    {
      config: { access: contactsWrite },
      schema: {
        tags: ["Contacts"],
        summary: "Undo a merge: both are people of their own again",
        params: Type.Object({ contactId: idSchema("contact"), mergeId: idSchema("merge") }),
        response: { 200: ContactSchema },
      },
    },
    async ({ ctx, params }) => {
      await undoMerge(ctx, params.contactId, params.mergeId);
      return presentContact(await showChangedContact(ctx, params.contactId));
    },
  );

  const body = Type.Object(
    {
      name: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 200 }))),
      persona: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
      lifecycle: Type.Optional(OneOf(LIFECYCLES)),
      isBlocked: Type.Optional(Type.Boolean()),
      companyId: Type.Optional(Nullable(idSchema("company"))),
      fields: Type.Optional(WrittenFields),
    },
    { additionalProperties: false, minProperties: 1 },
  );
  app.patch(
    "/contacts/:contactId",
    {
      config: { access: contactsWrite },
      schema: { tags: ["Contacts"], summary: "Change a contact", params, body, response: { 200: ContactSchema } },
    },
    async ({ ctx, params, body }) => {
      await changeContact(ctx, params.contactId, body);
      return presentContact(await showChangedContact(ctx, params.contactId));
    },
  );
}
