import { Type } from "typebox";
import { type App, idSchema } from "../../platform/index.ts";
import { contactsWrite } from "../rights.ts";
import { ContactSchema, presentContact, WrittenIdentity } from "./contact.schemas.ts";
import { addIdentity, removeIdentity } from "./identities.ts";
import { showChangedContact } from "./read-contacts.ts";

/** Numbers and addresses of a contact that members know. */
export function identityRoutes(app: App) {
  app.post(
    "/contacts/:contactId/identities",
    {
      config: { access: contactsWrite },
      schema: {
        tags: ["Contacts"],
        summary: "Add a number or an address",
        params: Type.Object({ contactId: idSchema("contact") }),
        body: WrittenIdentity,
        response: { 201: ContactSchema },
      },
    },
    async ({ ctx, params, body }, answer) => {
      await addIdentity(ctx, params.contactId, body);
      return answer.code(201).send(presentContact(await showChangedContact(ctx, params.contactId)));
    },
  );
  app.delete(
    "/contacts/:contactId/identities/:identityKind/:identityValue",
    {
      config: { access: contactsWrite },
      schema: {
        tags: ["Contacts"],
        summary: "Take away what a member wrote down",
        params: Type.Object({
          contactId: idSchema("contact"),
          identityKind: Type.String({ maxLength: 40 }),
          identityValue: Type.String({ maxLength: 254 }),
        }),
        response: { 200: ContactSchema },
      },
    },
    async ({ ctx, params: { contactId, identityKind, identityValue } }) => {
      await removeIdentity(ctx, contactId, { kind: identityKind, value: identityValue });
      return presentContact(await showChangedContact(ctx, contactId));
    },
  );
}
