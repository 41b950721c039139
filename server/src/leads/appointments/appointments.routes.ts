import { Type } from "typebox";
import { DAY_MS } from "../../../../hours/calendar.ts";
import { type App, cursorSchema, IsoTime, idSchema, limitSchema, listOf } from "../../platform/index.ts";
import { appointmentsManage, appointmentsRead, appointmentsWrite } from "../rights.ts";
import * as schemas from "./appointment.schemas.ts";
import { readAppointment } from "./appointment.ts";
import { bookAppointmentIn } from "./book-appointment.ts";
import { cancelAppointmentIn, confirmAppointmentIn, moveAppointmentIn } from "./change-appointment.ts";
import { findSlots } from "./free-slots.ts";
import { listHosts, setHost } from "./hosts.ts";
import { listAppointments } from "./list-appointments.ts";
import { changeService, createService, listServices, readService } from "./services.ts";
import { changeAppointmentSettings, readAppointmentSettings } from "./settings.ts";

const tags = ["Appointments"];
const read = { config: { access: appointmentsRead } };
const write = { config: { access: appointmentsWrite } };
const manage = { config: { access: appointmentsManage } };
const closed = { additionalProperties: false };
const { AppointmentSchema, presentAppointment } = schemas;
const params = Type.Object({ appointmentId: idSchema("appointment") });

/** What can be booked, free times, and what is booked. */
export function appointmentRoutes(app: App) {
  const Query = Type.Object(
    {
      from: Type.Optional(IsoTime),
      until: Type.Optional(IsoTime),
      memberId: Type.Optional(idSchema("member")),
      contactId: Type.Optional(idSchema("contact")),
      conversationId: Type.Optional(idSchema("conversation")),
      withCancelled: Type.Optional(Type.Boolean()),
      limit: Type.Optional(limitSchema),
      cursor: Type.Optional(cursorSchema),
    },
    closed,
  );
  app.get(
    "/appointments",
    {
      ...read,
      schema: {
        tags,
        summary: "Appointments in the order in which they begin",
        querystring: Query,
        response: { 200: listOf(AppointmentSchema) },
      },
    },
    async ({ ctx, query: { from, until, withCancelled = false, limit = 50, ...rest } }) => {
      const { items, nextCursor } = await listAppointments(ctx, {
        ...rest,
        from: from === undefined ? undefined : new Date(from),
        until: until === undefined ? undefined : new Date(until),
        withCancelled,
        limit,
      });
      return { items: items.map(presentAppointment), nextCursor };
    },
  );
  app.get(
    "/appointments/:appointmentId",
    { ...read, schema: { tags, summary: "One appointment", params, response: { 200: AppointmentSchema } } },
    async ({ ctx, params: { appointmentId } }) =>
      presentAppointment(await ctx.transaction((tx) => readAppointment(tx, ctx, appointmentId))),
  );
  app.post(
    "/appointments",
    { ...write, schema: { tags, summary: "Book a time", body: schemas.AppointmentInput, response: { 201: AppointmentSchema } } },
    async ({ ctx, body: { startsAt, ...rest } }, reply) =>
      reply
        .code(201)
        .send(presentAppointment(await ctx.transaction((tx) => bookAppointmentIn(tx, ctx, { ...rest, startsAt: new Date(startsAt) })))),
  );
  app.post(
    "/appointments/:appointmentId/move",
    {
      ...write,
      schema: { tags, summary: "Move an appointment", params, body: schemas.MoveInput, response: { 200: AppointmentSchema } },
    },
    async ({ ctx, params: { appointmentId }, body: { startsAt, ...rest } }) =>
      presentAppointment(
        await ctx.transaction((tx) => moveAppointmentIn(tx, ctx, appointmentId, { ...rest, startsAt: new Date(startsAt) })),
      ),
  );
  app.post(
    "/appointments/:appointmentId/confirm",
    { ...write, schema: { tags, summary: "They will be there", params, response: { 200: AppointmentSchema } } },
    async ({ ctx, params: { appointmentId } }) =>
      presentAppointment(await ctx.transaction((tx) => confirmAppointmentIn(tx, ctx, appointmentId))),
  );
  app.post(
    "/appointments/:appointmentId/cancel",
    {
      ...write,
      schema: {
        tags,
        summary: "It does not take place; its time is free again",
        params,
        body: schemas.CancelInput,
        response: { 200: AppointmentSchema },
      },
    },
    async ({ ctx, params: { appointmentId }, body }) =>
      presentAppointment(await ctx.transaction((tx) => cancelAppointmentIn(tx, ctx, appointmentId, body.reason?.trim() || null))),
  );
  offeringRoutes(app);
}

/** What can be booked: services, with whom, when they work, and how people are reminded. */
function offeringRoutes(app: App) {
  const Services = Type.Object({ items: Type.Array(schemas.ServiceSchema) });
  const Hosts = Type.Object({ items: Type.Array(schemas.HostSchema) });
  app.get(
    "/appointment-services",
    { ...read, schema: { tags, summary: "What can be booked", response: { 200: Services } } },
    async ({ ctx }) => ({
      items: await ctx.transaction((tx) => listServices(tx)),
    }),
  );
  app.post(
    "/appointment-services",
    {
      ...manage,
      schema: { tags, summary: "Offer something that can be booked", body: schemas.ServiceInput, response: { 201: schemas.ServiceSchema } },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(await createService(ctx, body)),
  );
  const ofService = Type.Object({ serviceId: idSchema("appointment service") });
  app.patch(
    "/appointment-services/:serviceId",
    {
      ...manage,
      schema: {
        tags,
        summary: "Change what can be booked, or offer it no longer",
        params: ofService,
        body: schemas.ServiceChange,
        response: { 200: schemas.ServiceSchema },
      },
    },
    ({ ctx, params: { serviceId }, body }) => changeService(ctx, serviceId, body),
  );
  app.get(
    "/appointment-services/:serviceId/slots",
    {
      ...read,
      schema: {
        tags,
        summary: "Free times; of the next seven days, or of a span of at most 31",
        params: ofService,
        querystring: Type.Object(
          {
            from: Type.Optional(IsoTime),
            until: Type.Optional(IsoTime),
            memberId: Type.Optional(idSchema("member")),
            appointmentId: Type.Optional(idSchema("appointment that is to be moved: its own time counts as free")),
          },
          closed,
        ),
        response: { 200: Type.Object({ items: Type.Array(schemas.SlotSchema) }) },
      },
    },
    async ({ ctx, params: { serviceId }, query: { from, until, memberId, appointmentId } }) => {
      const first = from === undefined ? ctx.now() : new Date(from);
      const wanted = until === undefined ? first.getTime() + 7 * DAY_MS : Date.parse(until);
      const slots = await ctx.transaction(async (tx) =>
        findSlots(tx, {
          service: await readService(tx, serviceId),
          memberId,
          from: first,
          until: new Date(Math.min(wanted, first.getTime() + 31 * DAY_MS)),
          now: ctx.now(),
          ...(appointmentId === undefined ? {} : { exceptId: appointmentId }),
        }),
      );
      return {
        items: slots.map(({ startsAt, endsAt, memberIds }) => ({
          startsAt: startsAt.toISOString(),
          endsAt: endsAt.toISOString(),
          memberIds,
        })),
      };
    },
  );
  app.get(
    "/appointment-hosts",
    { ...read, schema: { tags, summary: "With whom something can be booked, and their working hours", response: { 200: Hosts } } },
    async ({ ctx }) => ({ items: await ctx.transaction((tx) => listHosts(tx)) }),
  );
  app.put(
    "/appointment-hosts/:memberId",
    {
      ...manage,
      schema: {
        tags,
        summary: "Say when a member works",
        params: Type.Object({ memberId: idSchema("member") }),
        body: schemas.HostInput,
        response: { 200: Hosts },
      },
    },
    async ({ ctx, params: { memberId }, body }) => ({ items: await setHost(ctx, memberId, body.calendarId) }),
  );
  app.get(
    "/appointment-settings",
    { ...read, schema: { tags, summary: "How people are reminded", response: { 200: schemas.SettingsSchema } } },
    ({ ctx }) => ctx.transaction((tx) => readAppointmentSettings(tx)),
  );
  app.patch(
    "/appointment-settings",
    {
      ...manage,
      schema: {
        tags,
        summary: "Change how people are reminded",
        body: schemas.SettingsChange,
        response: { 200: schemas.SettingsSchema },
      },
    },
    ({ ctx, body }) => changeAppointmentSettings(ctx, body),
  );
}
