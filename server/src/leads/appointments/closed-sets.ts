export const APPOINTMENT_STATES = ["booked", "confirmed", "cancelled"] as const;
export type AppointmentState = (typeof APPOINTMENT_STATES)[number];
export const REMINDER_KINDS = ["day", "hour"] as const;
export type ReminderKind = (typeof REMINDER_KINDS)[number];
