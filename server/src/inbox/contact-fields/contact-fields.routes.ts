import { Type } from "typebox";
import { type App, idSchema, OneOf } from "../../platform/index.ts";
import { contactFieldsManage, contactsRead } from "../rights.ts";
import { changeContactField, createContactField, orderContactFields } from "./change-fields.ts";
import { CONTACT_FIELD_TYPES, readContactFields } from "./contact-field.ts";

const closed = { additionalProperties: false };
const Name = Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" });
const ContactFieldSchema = Type.Object({
  id: idSchema("field"),
  key: Type.String({ description: "Stands in `fields` of a contact, as `contact.field.<key>` in conditions and texts. It never changes." }),
  label: Type.String(),
  type: OneOf(CONTACT_FIELD_TYPES, {
    description: "many: any number of the choices; date: a day without a time; link: an address of the web.",
  }),
  choices: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  isRequired: Type.Boolean({ description: "Whoever writes down a person fills it in; who comes by a channel has it empty." }),
  isArchived: Type.Boolean({ description: "No longer asked for; values and conditions stay." }),
});
const written = {
  label: Name,
  type: OneOf(CONTACT_FIELD_TYPES),
  choices: Type.Optional(
    Type.Array(Type.Object({ id: Type.Optional(Type.String({ maxLength: 50 })), name: Name }, closed), {
      maxItems: 100,
      description: "Of choice and many, in their order. One without an id is new; one with its id may have another name.",
    }),
  ),
  isRequired: Type.Optional(Type.Boolean()),
  isArchived: Type.Optional(Type.Boolean()),
};
const list = Type.Object({ items: Type.Array(ContactFieldSchema) });

/** What the workspace wants to know of its contacts. */
export function contactFieldRoutes(app: App) {
  const tags = ["Contacts"];
  app.get(
    "/contact-fields",
    { config: { access: contactsRead }, schema: { tags, summary: "Fields of contacts, in their order", response: { 200: list } } },
    ({ ctx }) => ctx.transaction(async (tx) => ({ items: await readContactFields(tx) })),
  );
  app.post(
    "/contact-fields",
    {
      config: { access: contactFieldsManage },
      schema: {
        tags,
        summary: "Make a field",
        body: Type.Object({ key: Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" }), ...written }, closed),
        response: { 201: ContactFieldSchema },
      },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(await createContactField(ctx, body)),
  );
  app.put(
    "/contact-fields/:fieldId",
    {
      config: { access: contactFieldsManage },
      schema: {
        tags,
        summary: "Change or archive a field; another type only where every value still holds",
        params: Type.Object({ fieldId: idSchema("field") }),
        body: Type.Object(written, closed),
        response: { 200: ContactFieldSchema },
      },
    },
    ({ ctx, params, body }) => changeContactField(ctx, params.fieldId, body),
  );
  app.put(
    "/contact-fields/order",
    {
      config: { access: contactFieldsManage },
      schema: {
        tags,
        summary: "Put the fields into an order",
        body: Type.Object({ ids: Type.Array(idSchema("field"), { maxItems: 200, uniqueItems: true }) }, closed),
        response: { 200: list },
      },
    },
    async ({ ctx, body }) => ({ items: await orderContactFields(ctx, body.ids) }),
  );
}
