import { DAY_MS, dateOf, MINUTE_MS } from "../../../../hours/calendar.ts";
import { type Ctx, sql } from "../../platform/index.ts";
import { createCalendar, readWorkspace } from "../../team/index.ts";
import { bookAppointmentIn } from "./book-appointment.ts";
import { cancelAppointmentIn, confirmAppointmentIn } from "./change-appointment.ts";
import { findSlots } from "./free-slots.ts";
import { setHost } from "./hosts.ts";
import { createService } from "./services.ts";

const HOURS = [
  { from: "08:00", to: "12:00" },
  { from: "13:00", to: "18:00" },
];
const SERVICES = [
  { name: "Visita técnica", minutes: 60 },
  { name: "Vistoria de obra", minutes: 90 },
  { name: "Ligação de proposta", minutes: 30 },
];
const APPOINTMENTS = 14;

/** What can be booked, with whom, and two weeks of what is booked. */
export async function demoAppointments(ctx: Ctx): Promise<void> {
  const { timeZone } = await ctx.transaction((tx) => readWorkspace(tx));
  const calendar = await createCalendar(ctx, {
    name: "Visitas",
    document: {
      timeZone,
      week: { monday: HOURS, tuesday: HOURS, wednesday: HOURS, thursday: HOURS, friday: HOURS, saturday: [], sunday: [] },
      exceptions: [],
      holidays: { place: "br", optional: [], worked: [] },
    },
  });
  const [members, people] = await ctx.transaction(async (tx) => [
    await tx.many(sql<{ id: string }>`
      select id from members where removed_at is null and role in ('owner', 'supervisor', 'agent') order by created_at, id limit 3`),
    await tx.many(sql<{ id: string }>`
      select c.id from conversations c join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
      where p.persona = 'customer' and p.merged_into is null and c.last_message_id is not null order by c.created_at, c.id limit ${APPOINTMENTS}`),
  ]);
  for (const { id } of members) await setHost(ctx, id, calendar.id);
  const services = [];
  for (const { name, minutes } of SERVICES)
    services.push(await createService(ctx, { name, minutes, noticeMinutes: 60, daysAhead: 30, memberIds: members.map(({ id }) => id) }));
  for (const [index, { id: conversationId }] of people.entries()) {
    const service = services[index % services.length];
    if (service === undefined) return;
    await ctx.transaction(async (tx) => {
      const from = new Date(
        Date.parse(dateOf(Math.floor(ctx.now().getTime() / DAY_MS) + Math.floor(index * 0.7))) + index * 90 * MINUTE_MS,
      );
      const [slot] = await findSlots(tx, { service, from, until: new Date(from.getTime() + 5 * DAY_MS), now: ctx.now() });
      if (slot === undefined) return;
      const { id } = await bookAppointmentIn(tx, ctx, { serviceId: service.id, startsAt: slot.startsAt, conversationId });
      if (index % 3 === 0) await confirmAppointmentIn(tx, ctx, id);
      if (index % 7 === 5) await cancelAppointmentIn(tx, ctx, id, "Vai viajar");
    });
  }
}
