import { Type } from "typebox";
import { CHANNEL_KINDS } from "../../channels/index.ts";
import { IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { CONSENTS, LIFECYCLES } from "../closed-sets.ts";
import { CONVERSATION_STATES } from "../conversations/conversations.ts";
import { WRITTEN_KINDS } from "./identities.ts";
import type { ContactRow } from "./read-contacts.ts";

const FieldValueSchema = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Array(Type.String())]);

/** Values of fields as a member writes them. */
export const WrittenFields = Type.Record(
  Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" }),
  Type.Union([Type.String({ maxLength: 2_000 }), Type.Number(), Type.Boolean(), Type.Array(Type.String(), { maxItems: 100 }), Type.Null()]),
  {
    maxProperties: 100,
    description:
      "By key. A day as 2026-11-27, a choice by its id, many as a list of ids; null takes a value away. What is not named stays.",
  },
);

/** A contact as the API shows it. */
export const ContactSchema = Type.Object({
  id: idSchema("contact"),
  name: Nullable(Type.String({ description: "Given by a member." })),
  profileName: Nullable(Type.String({ description: "What the person calls themselves." })),
  persona: Type.String(),
  lifecycle: OneOf(LIFECYCLES),
  attributes: Type.Record(Type.String(), Type.Unknown(), { description: "What channels said." }),
  fields: Type.Record(Type.String(), FieldValueSchema, { description: "By the keys of `GET /contact-fields`; what is empty is absent." }),
  marketingConsent: OneOf(CONSENTS),
  company: Nullable(Type.Object({ id: Type.String(), name: Type.String() })),
  isBlocked: Type.Boolean({ description: "Machines never begin with them." }),
  identities: Type.Array(
    Type.Object({
      kind: Type.String(),
      value: Type.String(),
      firstSeenAt: Type.String(),
      lastSeenAt: Type.String(),
      isConfirmed: Type.Boolean({ description: "False: a member wrote it down, and nobody wrote from there yet." }),
    }),
  ),
  lastConversation: Nullable(
    Type.Object(
      { id: Type.String(), state: OneOf(CONVERSATION_STATES), lastMessageAt: Type.String(), channelKind: OneOf(CHANNEL_KINDS) },
      { description: "Of what the asker sees." },
    ),
  ),
  mergedFrom: Type.Array(Type.Object({ id: Type.String(), contactId: Type.String(), reason: Type.String(), mergedAt: Type.String() })),
  createdAt: IsoTime,
});

/** An address as a member writes it down. */
export const WrittenIdentity = Type.Object(
  {
    kind: OneOf(WRITTEN_KINDS),
    value: Type.String({ minLength: 1, maxLength: 254, description: "A phone with its country code, or a mail address." }),
  },
  { additionalProperties: false },
);

/** @param row of what the asker may see */
export const presentContact = (row: ContactRow) => ({
  ...row,
  fields: row.fields ?? {},
  identities: row.identities ?? [],
  mergedFrom: row.mergedFrom ?? [],
  createdAt: row.createdAt.toISOString(),
});
