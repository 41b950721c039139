import { Type } from "typebox";
import { isClosedOn, isOpen, nextChange } from "../../../hours/business-time.ts";
import { type Calendar, MOST_EXCEPTIONS } from "../../../hours/calendar.ts";
import { holidaysOf } from "../../../hours/holidays.ts";
import { type App, IsoTime, idSchema, Nullable } from "../platform/index.ts";
import {
  archiveCalendar,
  changeCalendar,
  createCalendar,
  ensureCalendar,
  getCalendar,
  listCalendars,
  type NamedCalendar,
} from "./calendars.ts";
import { teamRead, workspaceManage } from "./own-rights.ts";

const closed = { additionalProperties: false } as const;
const Name = Type.String({ minLength: 1, maxLength: 120, pattern: "\\S" });
const Interval = Type.Object(
  {
    from: Type.String({ description: "HH:MM, as the wall shows it" }),
    to: Type.String({ description: "HH:MM or 24:00; not later than `from`: on the next day" }),
  },
  closed,
);
const Intervals = Type.Array(Interval, { maxItems: 12 });
const holidayIds = (description: string) => Type.Array(Type.String({ maxLength: 80 }), { maxItems: 60, description });
/** The same shape as `Calendar`; what a shape cannot say is checked by the verbs. */
const Document = Type.Unsafe<Calendar>(
  Type.Object(
    {
      timeZone: Type.String({ maxLength: 60, description: "IANA name, such as America/Sao_Paulo." }),
      week: Type.Object(
        {
          monday: Intervals,
          tuesday: Intervals,
          wednesday: Intervals,
          thursday: Intervals,
          friday: Intervals,
          saturday: Intervals,
          sunday: Intervals,
        },
        closed,
      ),
      exceptions: Type.Array(
        Type.Object(
          { date: Type.String({ format: "date" }), intervals: Intervals, name: Type.Optional(Type.String({ maxLength: 120 })) },
          closed,
        ),
        { maxItems: MOST_EXCEPTIONS, description: "Dates with hours of their own, above holidays; without intervals: closed." },
      ),
      holidays: Nullable(
        Type.Object(
          {
            place: Type.String({ maxLength: 80, description: "Such as br, br-sp or br-sp-sao-paulo." }),
            optional: holidayIds("Ids of optional holidays on which it is closed."),
            worked: holidayIds("Ids of other holidays on which it is open."),
          },
          closed,
        ),
      ),
    },
    closed,
  ),
);
const Now = Type.Object(
  { isOpen: Type.Boolean(), until: Nullable(IsoTime) },
  { description: "Open until, or closed until; null where it never changes." },
);
const Preview = Type.Object({
  isOpen: Type.Boolean(),
  until: Nullable(IsoTime),
  holidays: Type.Array(
    Type.Object({ id: Type.String(), date: Type.String(), name: Type.String(), isOptional: Type.Boolean(), isClosed: Type.Boolean() }),
    { description: "Those of its place in that year, and whether it is closed then." },
  ),
});
const CalendarSchema = Type.Object({
  id: idSchema("calendar"),
  name: Type.String(),
  document: Document,
  now: Now,
  createdAt: IsoTime,
  changedAt: IsoTime,
  isArchived: Type.Boolean(),
});

/** Business hours: whoever sees the team reads them, whoever manages the workspace changes them. */
export function calendarRoutes(app: App) {
  const read = { config: { access: teamRead } };
  const manage = { config: { access: workspaceManage } };
  const params = Type.Object({ calendarId: idSchema("calendar") });
  const body = Type.Object({ name: Name, document: Document }, closed);

  app.get(
    "/calendars",
    {
      ...read,
      schema: {
        tags: ["Team"],
        summary: "Business hours that can be chosen",
        response: { 200: Type.Object({ items: Type.Array(CalendarSchema) }) },
      },
    },
    async ({ ctx }) => ({ items: (await listCalendars(ctx)).map((calendar) => present(calendar, ctx.now())) }),
  );
  app.get(
    "/calendars/:calendarId",
    { ...read, schema: { tags: ["Team"], summary: "One calendar, archived or not", params, response: { 200: CalendarSchema } } },
    async ({ ctx, params }) => present(await getCalendar(ctx, params.calendarId), ctx.now()),
  );
  app.post(
    "/calendars/preview",
    {
      ...read,
      schema: {
        tags: ["Team"],
        summary: "What a calendar would mean, before it is kept",
        body: Type.Object({ document: Document, at: Type.Optional(IsoTime) }, closed),
        response: { 200: Preview },
      },
    },
    async ({ ctx, body }) => previewCalendar(body.document, body.at === undefined ? ctx.now() : new Date(body.at)),
  );
  app.post(
    "/calendars",
    { ...manage, schema: { tags: ["Team"], summary: "Make a calendar", body, response: { 201: CalendarSchema } } },
    async ({ ctx, body }, reply) => reply.code(201).send(present(await createCalendar(ctx, body), ctx.now())),
  );
  app.patch(
    "/calendars/:calendarId",
    {
      ...manage,
      schema: { tags: ["Team"], summary: "Change a calendar", params, body: Type.Partial(body), response: { 200: CalendarSchema } },
    },
    async ({ ctx, params, body }) => present(await changeCalendar(ctx, params.calendarId, body), ctx.now()),
  );
  app.delete(
    "/calendars/:calendarId",
    {
      ...manage,
      schema: {
        tags: ["Team"],
        summary: "Archive a calendar; what names it keeps it",
        params,
        response: { 200: Type.Object({ done: Type.Boolean() }) },
      },
    },
    async ({ ctx, params }) => {
      await archiveCalendar(ctx, params.calendarId);
      return { done: true };
    },
  );
}

function present({ archivedAt, createdAt, changedAt, ...calendar }: NamedCalendar, now: Date) {
  return {
    ...calendar,
    now: stateAt(calendar.document, now),
    createdAt: createdAt.toISOString(),
    changedAt: changedAt.toISOString(),
    isArchived: archivedAt !== null,
  };
}

/** @throws {AppError} platform.invalid_request */
function previewCalendar(document: Calendar, at: Date) {
  ensureCalendar(document);
  const { holidays } = document;
  const known = holidays === null ? [] : holidaysOf(holidays.place, at.getUTCFullYear());
  return {
    ...stateAt(document, at),
    holidays: known.map((holiday) => ({ ...holiday, isClosed: isClosedOn(document, holiday.date) })),
  };
}

const stateAt = (calendar: Calendar, now: Date) => ({
  isOpen: isOpen(calendar, now),
  until: nextChange(calendar, now)?.toISOString() ?? null,
});
