import { Type } from "typebox";
import { IsoTime, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import type { Appointment } from "./appointment.ts";
import { APPOINTMENT_STATES } from "./closed-sets.ts";

const closed = { additionalProperties: false };
const StartsAt = Type.String({ format: "date-time", description: "With its offset; at full five minutes." });
const Name = Type.String({ minLength: 1, maxLength: 60, pattern: "\\S" });

const service = {
  name: Name,
  minutes: Type.Integer({ minimum: 5, maximum: 480, multipleOf: 5 }),
  noticeMinutes: Type.Integer({
    minimum: 0,
    maximum: 43_200,
    description: "Nothing is offered that begins sooner than so many minutes from now.",
  }),
  daysAhead: Type.Integer({ minimum: 1, maximum: 180, description: "Nor later than so many days." }),
  memberIds: Type.Array(idSchema("member"), { maxItems: 100, description: "With whom; their working hours are known." }),
};
export const ServiceInput = Type.Object(service, closed);
export const ServiceChange = Type.Object(
  { ...Type.Partial(Type.Object(service)).properties, isArchived: Type.Optional(Type.Boolean()) },
  { ...closed, minProperties: 1 },
);
export const ServiceSchema = Type.Object({ id: idSchema("appointment service"), ...service, isArchived: Type.Boolean() });
export const HostSchema = Type.Object({
  memberId: Type.String(),
  name: Type.String(),
  calendarId: Type.String(),
  calendarName: Type.String(),
});
export const HostInput = Type.Object({ calendarId: Nullable(idSchema("calendar; null: nothing is booked with them")) }, closed);
export const SlotSchema = Type.Object({ startsAt: IsoTime, endsAt: IsoTime, memberIds: Type.Array(Type.String()) });

const settings = {
  remindsDayBefore: Type.Boolean(),
  remindsHourBefore: Type.Boolean(),
  template: Nullable(
    Type.Object(
      { name: Type.String({ minLength: 1, maxLength: 512 }), language: Type.String({ minLength: 2, maxLength: 20 }) },
      {
        ...closed,
        description: "Where free words are closed. Its variables: name, service, day, hour, member, in this order.",
      },
    ),
  ),
};
export const SettingsSchema = Type.Object(settings);
export const SettingsChange = Type.Object(Type.Partial(Type.Object(settings)).properties, { ...closed, minProperties: 1 });

export const AppointmentInput = Type.Object(
  {
    serviceId: idSchema("appointment service"),
    startsAt: StartsAt,
    memberId: Type.Optional(idSchema("member; absent: whoever is free")),
    contactId: Type.Optional(idSchema("contact; not needed with a conversation")),
    conversationId: Type.Optional(idSchema("conversation that it comes from")),
    note: Type.Optional(Type.String({ maxLength: 1_000 })),
  },
  closed,
);
export const MoveInput = Type.Object(
  {
    startsAt: StartsAt,
    memberId: Type.Optional(idSchema("member; absent: whoever it is with, or else whoever is free")),
    revision: Type.Optional(
      Type.Integer({ minimum: 1, description: "As you read it: if somebody changed it since, you hear `leads.appointment_changed`." }),
    ),
  },
  closed,
);
export const CancelInput = Type.Object({ reason: Type.Optional(Type.String({ maxLength: 300 })) }, closed);

const Named = Type.Object({ id: Type.String(), name: Type.String() });
export const AppointmentSchema = Type.Object({
  id: idSchema("appointment"),
  service: Named,
  member: Named,
  contact: Type.Object({ id: Type.String(), name: Nullable(Type.String()) }),
  conversationId: Nullable(Type.String()),
  startsAt: IsoTime,
  endsAt: IsoTime,
  timeZone: Type.String({ description: "In which it was agreed." }),
  state: OneOf(APPOINTMENT_STATES),
  note: Type.String(),
  cancelReason: Nullable(Type.String()),
  revision: Type.Integer(),
  createdAt: IsoTime,
  createdBy: Type.String(),
});

/** An appointment as the API shows it. */
export const presentAppointment = ({ startsAt, endsAt, createdAt, ...rest }: Appointment) => ({
  ...rest,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
  createdAt: createdAt.toISOString(),
});
