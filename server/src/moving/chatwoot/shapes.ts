import { type Static, type TSchema, Type } from "typebox";
import { Check } from "typebox/value";

/**
 * What we read of Chatwoot's answers; everything else in them is left alone.
 * @source Chatwoot 4, "Application APIs"
 */
const Maybe = <T extends TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));
const Words = Maybe(Type.String());
const Attributes = Maybe(Type.Record(Type.String(), Type.Unknown()));
/** Seconds in most answers, ISO in some. */
const Moment = Type.Union([Type.Number(), Type.String()]);

export const InboxShape = Type.Object({ id: Type.Integer(), name: Type.String(), channel_type: Type.String() });
export const AgentShape = Type.Object({ id: Type.Integer(), name: Words, email: Words });
export const LabelShape = Type.Object({ title: Type.String({ minLength: 1, maxLength: 40 }), color: Words });
export const CannedShape = Type.Object({ short_code: Type.String(), content: Type.String() });
export const ContactShape = Type.Object({
  id: Type.Integer(),
  name: Words,
  email: Words,
  phone_number: Words,
  custom_attributes: Attributes,
  contact_inboxes: Maybe(
    Type.Array(Type.Object({ source_id: Words, inbox: Maybe(Type.Object({ channel_type: Words })) }, { additionalProperties: true })),
  ),
});
export const ConversationShape = Type.Object({
  id: Type.Integer(),
  inbox_id: Type.Integer(),
  status: Type.String(),
  labels: Maybe(Type.Array(Type.String())),
  meta: Type.Object({ sender: ContactShape, assignee: Maybe(Type.Object({ id: Type.Integer() })) }),
  snoozed_until: Maybe(Moment),
  created_at: Moment,
  last_activity_at: Maybe(Type.Number()),
  additional_attributes: Attributes,
});
const AttachmentShape = Type.Object({
  file_type: Words,
  data_url: Words,
  fallback_title: Words,
  coordinates_lat: Maybe(Type.Number()),
  coordinates_long: Maybe(Type.Number()),
});
export const MessageShape = Type.Object({
  id: Type.Integer(),
  content: Words,
  /** 0 the contact, 1 an agent, 2 a line about what happened, 3 a template. */
  message_type: Type.Integer(),
  content_attributes: Attributes,
  created_at: Moment,
  private: Maybe(Type.Boolean()),
  source_id: Words,
  status: Words,
  sender: Maybe(Type.Object({ id: Maybe(Type.Integer()), name: Words, type: Words })),
  attachments: Maybe(Type.Array(AttachmentShape)),
});

export type TheirContact = Static<typeof ContactShape>;
export type TheirConversation = Static<typeof ConversationShape>;
export type TheirMessage = Static<typeof MessageShape>;
export type TheirAttachment = Static<typeof AttachmentShape>;

/** The records of a list that have the shape, and ids of those that have not. */
export function readAll<T extends TSchema>(shape: T, list: readonly unknown[]): { read: Static<T>[]; strange: string[] } {
  const read: Static<T>[] = [];
  const strange: string[] = [];
  for (const one of list) {
    if (Check(shape, one)) read.push(one);
    else strange.push(String((one as { id?: unknown } | null)?.id ?? "?"));
  }
  return { read, strange };
}

/** @param moment seconds, or ISO */
export const dateOf = (moment: number | string): Date => new Date(typeof moment === "number" ? moment * 1_000 : moment);
