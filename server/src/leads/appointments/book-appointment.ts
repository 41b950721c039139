import { MINUTE_MS } from "../../../../hours/calendar.ts";
import type { Span } from "../../../../hours/open-spans.ts";
import { accessContact, accessConversation } from "../../inbox/index.ts";
import { type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { readWorkspace, recordAudit } from "../../team/index.ts";
import { invalidTime, slotTaken } from "../errors.ts";
import { type Appointment, showAppointment } from "./appointment.ts";
import { readBooked } from "./free-slots.ts";
import { lockHosts, readHours } from "./hosts.ts";
import { nextReminder } from "./reminder-times.ts";
import { type AppointmentService, readService } from "./services.ts";
import { isFree, STEP_MS } from "./slots.ts";
import { tellAppointment } from "./tell-appointment.ts";

export interface NewAppointment {
  serviceId: string;
  startsAt: Date;
  /** Absent: whoever of those who do it is free, and has least that day. */
  memberId?: string | undefined;
  /** One of both: of the conversation it is the contact's. */
  contactId?: string | undefined;
  conversationId?: string | undefined;
  note?: string | undefined;
  /** The slots that it was chosen out of. */
  offerId?: string | undefined;
}

/**
 * Books a time: within the working hours of whoever it is with, and theirs alone. Two who want the last one at once: one gets it.
 * @throws {AppError} platform.not_found; leads.slot_taken, leads.invalid_time
 */
export async function bookAppointmentIn(tx: Tx, ctx: Ctx, wanted: NewAppointment): Promise<Appointment> {
  const contactId = await contactOf(tx, ctx, wanted);
  const service = await readService(tx, wanted.serviceId);
  if (service.isArchived) throw notFound({ what: "appointment service" });
  const span = spanOf(service, wanted.startsAt, ctx.now());
  await lockHosts(tx, service.id, null);
  const memberId = await findHost(tx, service, span, { memberId: wanted.memberId });
  if (memberId === null) throw slotTaken();
  const { timeZone } = await readWorkspace(tx);
  const id = newId();
  const startsAt = new Date(span.from);
  await tx.run(sql`
    insert into appointments (workspace_id, id, service_id, member_id, contact_id, conversation_id, starts_at, ends_at, time_zone, state, note, offer_id, remind_at,
      created_at, created_by, changed_at)
    values (${ctx.workspaceId}, ${id}, ${service.id}, ${memberId}, ${contactId}, ${wanted.conversationId ?? null}, ${startsAt}, ${new Date(span.to)}, ${timeZone}, 'booked',
      ${wanted.note?.trim() ?? ""}, ${wanted.offerId ?? null}, ${nextReminder(startsAt, ctx.now())}, ${ctx.now()}, ${ctx.actor.name}, ${ctx.now()})`);
  await takeTime(tx, id, memberId, span);
  const booked = await showAppointment(tx, id);
  await recordAudit(tx, ctx, {
    action: "appointment.booked",
    subjectKind: "appointment",
    subjectId: id,
    detail: { serviceId: service.id, memberId, startsAt: startsAt.toISOString() },
  });
  await tellAppointment(tx, ctx, "booked", booked);
  return booked;
}

/** Before anything of appointments is locked: the conversation comes first. */
async function contactOf(tx: Tx, ctx: Ctx, { contactId, conversationId }: NewAppointment): Promise<string> {
  if (conversationId !== undefined) {
    const talk = await accessConversation(tx, ctx, conversationId);
    return talk.contactId;
  }
  if (contactId === undefined) throw notFound({ what: "contact" });
  const { mergedInto } = await accessContact(tx, ctx, contactId);
  return mergedInto ?? contactId;
}

/** @throws {AppError} leads.invalid_time */
export function spanOf({ minutes }: Pick<AppointmentService, "minutes">, startsAt: Date, now: Date): Span {
  const from = startsAt.getTime();
  if (from % STEP_MS !== 0 || from <= now.getTime()) throw invalidTime();
  return { from, to: from + minutes * MINUTE_MS };
}

/** Whoever is free then; of several who has least around it. Null: nobody. */
export async function findHost(
  tx: Tx,
  { id: serviceId }: Pick<AppointmentService, "id">,
  span: Span,
  { memberId, exceptId }: { memberId?: string | undefined; exceptId?: string },
): Promise<string | null> {
  const hours = await readHours(tx, { serviceId, memberId });
  const booked = await readBooked(
    tx,
    hours.map((one) => one.memberId),
    span,
    exceptId,
  );
  const load = (id: string): number => booked.get(id)?.length ?? 0;
  const [host] = hours
    .filter((one) => isFree(one.calendar, span, booked.get(one.memberId) ?? []))
    .toSorted((one, other) => load(one.memberId) - load(other.memberId));
  return host?.memberId ?? null;
}

/** The database has each step of a member once: whatever else went wrong, nothing is booked twice. @throws {AppError} leads.slot_taken */
export async function takeTime(tx: Tx, appointmentId: string, memberId: string, { from, to }: Span): Promise<void> {
  const steps = Array.from({ length: (to - from) / STEP_MS }, (_one, index) => from / STEP_MS + index);
  const taken = await tx.many(sql`
    insert into appointment_times (workspace_id, member_id, step, appointment_id)
    select current_workspace(), ${memberId}, step, ${appointmentId} from unnest(${steps}::int[]) step order by step on conflict do nothing returning 1`);
  if (taken.length < steps.length) throw slotTaken();
}
