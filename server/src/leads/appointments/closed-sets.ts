export const APPOINTMENT_STATES = ["booked", "confirmed", "cancelled"] as const;
export type AppointmentState = (typeof APPOINTMENT_STATES)[number];
/** A day before, and an hour. */
export type ReminderKind = "day" | "hour";
