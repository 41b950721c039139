import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { readWorkspace, recordAudit } from "../../team/index.ts";
import { appointmentChanged, appointmentOver, slotTaken } from "../errors.ts";
import { type Appointment, accessAppointment, showAppointment } from "./appointment.ts";
import { findHost, spanOf, takeTime } from "./book-appointment.ts";
import { nextReminder } from "./reminder-times.ts";
import { tellAppointment } from "./tell-appointment.ts";

export interface AppointmentMove {
  startsAt: Date;
  /** Absent: whoever it is with, or else whoever is free. */
  memberId?: string | undefined;
  /** As it was read: of two who change it at once the second is told. Absent: whatever it is. */
  revision?: number | undefined;
}

/**
 * Moves an appointment; it is as long as before, and has to be confirmed anew.
 * @throws {AppError} platform.not_found; leads.slot_taken, leads.invalid_time, leads.appointment_over, leads.appointment_changed
 */
export async function moveAppointmentIn(
  tx: Tx,
  ctx: Ctx,
  id: string,
  { startsAt, memberId, revision }: AppointmentMove,
): Promise<Appointment> {
  const before = await accessOpen(tx, ctx, id, revision);
  const minutes = (before.endsAt.getTime() - before.startsAt.getTime()) / 60_000;
  const span = spanOf({ minutes }, startsAt, ctx.now());
  const host = await hostFor(tx, before, span, memberId);
  if (host === null) throw slotTaken();
  await tx.run(sql`delete from appointment_times where appointment_id = ${id}`);
  await takeTime(tx, id, host, span);
  const { timeZone } = await readWorkspace(tx);
  await tx.run(sql`
    update appointments set member_id = ${host}, starts_at = ${startsAt}, ends_at = ${new Date(span.to)}, time_zone = ${timeZone}, state = 'booked',
      remind_at = ${nextReminder(startsAt, ctx.now())}, revision = revision + 1, changed_at = ${ctx.now()} where id = ${id}`);
  const after = await showAppointment(tx, id);
  await recordAudit(tx, ctx, {
    action: "appointment.moved",
    subjectKind: "appointment",
    subjectId: id,
    detail: { from: before.startsAt.toISOString(), to: startsAt.toISOString(), memberId: host },
  });
  await tellAppointment(tx, ctx, "moved", after);
  return after;
}

/** Whoever it is with stays, if they are free. */
const hostFor = async (
  tx: Tx,
  { id, service, member }: Appointment,
  span: Parameters<typeof findHost>[2],
  memberId: string | undefined,
): Promise<string | null> =>
  (await findHost(tx, service, span, { memberId: memberId ?? member.id, exceptId: id })) ??
  (memberId === undefined ? findHost(tx, service, span, { exceptId: id }) : null);

/** They will be there. @throws {AppError} platform.not_found; leads.appointment_over */
export async function confirmAppointmentIn(tx: Tx, ctx: Ctx, id: string): Promise<Appointment> {
  const before = await accessOpen(tx, ctx, id);
  if (before.state === "confirmed") return before;
  await tx.run(sql`update appointments set state = 'confirmed', revision = revision + 1, changed_at = ${ctx.now()} where id = ${id}`);
  const after = await showAppointment(tx, id);
  await recordAudit(tx, ctx, { action: "appointment.confirmed", subjectKind: "appointment", subjectId: id });
  await tellAppointment(tx, ctx, "confirmed", after);
  return after;
}

/** It does not take place; its time is free again. @throws {AppError} platform.not_found; leads.appointment_over */
export async function cancelAppointmentIn(tx: Tx, ctx: Ctx, id: string, reason: string | null): Promise<Appointment> {
  await accessOpen(tx, ctx, id);
  await tx.run(sql`delete from appointment_times where appointment_id = ${id}`);
  await tx.run(sql`
    update appointments set state = 'cancelled', cancel_reason = ${reason}, remind_at = null, revision = revision + 1, changed_at = ${ctx.now()} where id = ${id}`);
  const after = await showAppointment(tx, id);
  await recordAudit(tx, ctx, { action: "appointment.cancelled", subjectKind: "appointment", subjectId: id, detail: { reason } });
  await tellAppointment(tx, ctx, "cancelled", after);
  return after;
}

async function accessOpen(tx: Tx, ctx: Ctx, id: string, revision?: number): Promise<Appointment> {
  const one = await accessAppointment(tx, ctx, id);
  if (one.state === "cancelled" || one.startsAt <= ctx.now()) throw appointmentOver();
  if (revision !== undefined && revision !== one.revision) throw appointmentChanged();
  return one;
}
