import { type Static, Type } from "typebox";

/**
 * What we read of Pipedrive's answers; everything else in them is left alone.
 * @source Pipedrive API v2
 */
const Words = Type.Optional(Type.Union([Type.String(), Type.Null()]));
const Id = Type.Integer({ minimum: 1 });

export const DealShape = Type.Object({
  id: Id,
  title: Type.String(),
  value: Type.Optional(Type.Union([Type.Number(), Type.Null()])),
  currency: Words,
  stage_id: Id,
  status: Type.String(),
  is_deleted: Type.Optional(Type.Boolean()),
  lost_reason: Words,
  update_time: Words,
  stage_change_time: Words,
  close_time: Words,
  custom_fields: Type.Optional(Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()])),
});
export const DealsShape = Type.Array(DealShape);
export const CreatedShape = Type.Object({ id: Id });
export const FoundShape = Type.Object({
  items: Type.Array(
    Type.Object({
      item: Type.Object({ id: Id, phones: Type.Optional(Type.Array(Type.String())), emails: Type.Optional(Type.Array(Type.String())) }),
    }),
  ),
});
export const FieldShape = Type.Object({ key: Type.String({ minLength: 1, maxLength: 200 }), name: Type.String() });
export const FieldsShape = Type.Array(FieldShape);
export const NamedShape = Type.Array(Type.Object({ id: Id, name: Type.String() }));
export const StagesShape = Type.Array(Type.Object({ id: Id, name: Type.String(), pipeline_id: Id }));

export type PipedriveDeal = Static<typeof DealShape>;
