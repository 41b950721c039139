import { tellMembers } from "../../notices/index.ts";
import { type Ctx, type EventKind, emit, type Tx } from "../../platform/index.ts";
import { type AppointmentFacts, appointmentBooked, appointmentCancelled, appointmentConfirmed, appointmentMoved } from "../events.ts";
import { memberBehind } from "../pipeline/deal.ts";
import type { Appointment } from "./appointment.ts";
import { APPOINTMENT_CHANGED } from "./appointment-notice.ts";
import { readChatWords, whenOf } from "./chat-words.ts";

const EVENTS = {
  booked: appointmentBooked,
  moved: appointmentMoved,
  confirmed: appointmentConfirmed,
  cancelled: appointmentCancelled,
} satisfies Record<string, EventKind<AppointmentFacts>>;

/** Says what happened to an appointment; whoever it is with is told, unless they did it themselves. */
export async function tellAppointment(tx: Tx, ctx: Ctx, what: keyof typeof EVENTS, one: Appointment): Promise<void> {
  const { workspaceId } = ctx;
  const { id, conversationId, startsAt, member, service, state } = one;
  const detail = { startsAt: startsAt.toISOString(), memberId: member.id, serviceId: service.id, state };
  emit(tx, [EVENTS[what]({ workspaceId, conversationId, subjectId: id, detail })], ctx.now());
  if (memberBehind(ctx.actor) === member.id) return;
  const { language } = await readChatWords(tx);
  const facts = { what, when: whenOf(one, language) };
  await tellMembers(tx, { workspaceId, now: ctx.now() }, [APPOINTMENT_CHANGED.of({ memberId: member.id, subjectId: id, facts })]);
}
