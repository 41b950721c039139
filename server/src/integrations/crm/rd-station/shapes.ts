import { type Static, Type } from "typebox";

/**
 * What we read of the answers of RD Station CRM v2; everything else in them is left alone.
 * @source RD Station CRM API v2
 */
const Words = Type.Optional(Type.Union([Type.String(), Type.Null()]));
/** 24 hexadecimal digits; it becomes a part of addresses. */
const Id = Type.String({ pattern: "^[A-Za-z0-9_-]{1,100}$" });
const Named = Type.Object({ id: Id, name: Type.String() });

export const DealShape = Type.Object({
  id: Id,
  name: Type.String(),
  status: Type.String(),
  one_time_price: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
  stage_id: Id,
  owner_id: Words,
  closed_at: Words,
  updated_at: Words,
  custom_fields: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
});
export const DealsShape = Type.Array(DealShape);
export const MadeShape = Type.Object({ id: Id });
export const ContactsShape = Type.Array(
  Type.Object({
    id: Id,
    emails: Type.Optional(Type.Array(Type.Object({ email: Words }))),
    phones: Type.Optional(Type.Array(Type.Object({ phone: Words }))),
  }),
);
export const NamedShape = Type.Array(Named);
export const FieldsShape = Type.Array(Type.Object({ slug: Type.String({ pattern: "^[A-Za-z0-9_-]{1,100}$" }), name: Words, label: Words }));
export const TokensShape = Type.Object({
  access_token: Type.String({ minLength: 1, maxLength: 4_000 }),
  expires_in: Type.Optional(Type.Number()),
  refresh_token: Type.Optional(Type.String({ minLength: 1, maxLength: 4_000 })),
});

export type RdDeal = Static<typeof DealShape>;
