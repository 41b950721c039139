import { Type } from "typebox";
import { type App, idSchema, limitSchema, OneOf } from "../../platform/index.ts";
import { ContactSchema, presentContact } from "../contacts/contact.schemas.ts";
import { showChangedContact } from "../contacts/read-contacts.ts";
import { contactsRead, contactsWrite } from "../rights.ts";
import { DUPLICATE_REASONS, findDuplicates } from "./find-duplicates.ts";
import { mergeByHand, takeDistinctionBack, tellApart } from "./merge-by-hand.ts";

/** People who may be written down twice. */
export function duplicateRoutes(app: App) {
  const tags = ["Contacts"];
  const pair = Type.Object({ contactId: idSchema("contact"), otherContactId: idSchema("contact") });
  app.get(
    "/contacts/duplicates",
    {
      config: { access: contactsRead },
      schema: {
        tags,
        summary: "Pairs of contacts that may be one person, the surest first",
        querystring: Type.Object({ limit: Type.Optional(limitSchema) }),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                reasons: Type.Array(OneOf(DUPLICATE_REASONS)),
                first: ContactSchema,
                second: ContactSchema,
              }),
            ),
            isMore: Type.Boolean({ description: "They come when some of these are dealt with." }),
          }),
        },
      },
    },
    async ({ ctx, query }) => {
      const { items, isMore } = await findDuplicates(ctx, query.limit ?? 50);
      return {
        items: items.map(({ reasons, first, second }) => ({ reasons, first: presentContact(first), second: presentContact(second) })),
        isMore,
      };
    },
  );
  app.post(
    "/contacts/:contactId/merges",
    {
      config: { access: contactsWrite },
      schema: {
        tags,
        summary: "Merge another contact into this one; it may be undone",
        params: Type.Object({ contactId: idSchema("contact") }),
        body: Type.Object({ otherContactId: idSchema("contact") }, { additionalProperties: false }),
        response: { 201: ContactSchema },
      },
    },
    async ({ ctx, params, body }, reply) => {
      await mergeByHand(ctx, params.contactId, body.otherContactId);
      return reply.code(201).send(presentContact(await showChangedContact(ctx, params.contactId)));
    },
  );
  app.put(
    "/contacts/:contactId/distinctions/:otherContactId",
    {
      config: { access: contactsWrite },
      schema: { tags, summary: "Say that two are not one person", params: pair, response: { 204: Type.Null() } },
    },
    async ({ ctx, params }, reply) => {
      await tellApart(ctx, params.contactId, params.otherContactId);
      return reply.code(204).send(null);
    },
  );
  app.delete(
    "/contacts/:contactId/distinctions/:otherContactId",
    {
      config: { access: contactsWrite },
      schema: { tags, summary: "Take that back", params: pair, response: { 204: Type.Null() } },
    },
    async ({ ctx, params }, reply) => {
      await takeDistinctionBack(ctx, params.contactId, params.otherContactId);
      return reply.code(204).send(null);
    },
  );
}
