import { Type } from "typebox";
import { CHANNEL_KINDS } from "../../channels/index.ts";
import { type App, IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { workspaceManage } from "../../team/index.ts";
import { accessContact } from "../contacts/read-contacts.ts";
import { contactsRead, contactsWrite, conversationsRead } from "../rights.ts";
import { type ConsentRow, listConsents, PURPOSES, recordConsent } from "./consents.ts";
import { FirstWritingSchema, readFirstWritingSettings, writeFirstWritingSettings } from "./settings.ts";

const consent = {
  purpose: OneOf(PURPOSES),
  channelKind: Nullable(OneOf(CHANNEL_KINDS, { description: "Null: on every channel." })),
  state: OneOf(["given", "withdrawn"]),
  source: Type.String({ minLength: 1, maxLength: 500, description: "Where it was said: the proof." }),
};
const List = Type.Object({ items: Type.Array(Type.Object({ ...consent, by: Type.String(), at: IsoTime })) });
const present = (rows: ConsentRow[]) => ({
  // The database checks the kinds of channels where they are written.
  items: rows.map((row) => ({ ...row, channelKind: row.channelKind as (typeof CHANNEL_KINDS)[number] | null, at: row.at.toISOString() })),
});

/** What contacts said about being written to, and how often machines may begin. */
export function consentRoutes(app: App) {
  const params = Type.Object({ contactId: idSchema("contact") });
  app.get(
    "/contacts/:contactId/consents",
    {
      config: { access: contactsRead },
      schema: { tags: ["Consent"], summary: "What a contact said, the newest first", params, response: { 200: List } },
    },
    async ({ ctx, params }) =>
      ctx.transaction(async (tx) => {
        await accessContact(tx, ctx, params.contactId);
        return present(await listConsents(tx, params.contactId));
      }),
  );
  app.post(
    "/contacts/:contactId/consents",
    {
      config: { access: contactsWrite },
      schema: {
        tags: ["Consent"],
        summary: "Write down what a contact said",
        params,
        body: Type.Object(consent, { additionalProperties: false }),
        response: { 201: List },
      },
    },
    async ({ ctx, params, body }, answer) => answer.code(201).send(present(await recordConsent(ctx, params.contactId, body))),
  );
  app.get(
    "/first-writing-settings",
    {
      config: { access: conversationsRead },
      schema: { tags: ["Consent"], summary: "When and how often machines may begin", response: { 200: FirstWritingSchema } },
    },
    ({ ctx }) => ctx.transaction(readFirstWritingSettings),
  );
  app.put(
    "/first-writing-settings",
    {
      config: { access: workspaceManage },
      schema: { tags: ["Consent"], summary: "Set them", body: FirstWritingSchema, response: { 200: FirstWritingSchema } },
    },
    async ({ ctx, body }) => {
      await writeFirstWritingSettings(ctx, body);
      return body;
    },
  );
}
