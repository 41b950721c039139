import type { Target } from "../../shell/room.ts";

/** What the address of the calendar holds: the week of today with everybody, unless it says otherwise. */
export interface CalendarSearch {
  /** A day of the week that is shown, `2026-12-01`. */
  day?: string;
  member?: string;
  /** The appointment that is open beside it. */
  appointment?: string;
}

export const toCalendar = (search: CalendarSearch = {}): Target => ({ to: "/calendar", search });
export const toAppointmentSettings = (): Target => ({ to: "/settings/appointments" });

/** Tolerant: what nobody knows is left out. */
export const readCalendarSearch = (raw: Record<string, unknown>): CalendarSearch => ({
  ...(isText(raw["day"]) && /^\d{4}-\d{2}-\d{2}$/.test(raw["day"]) && !Number.isNaN(Date.parse(raw["day"])) ? { day: raw["day"] } : {}),
  ...(isText(raw["member"]) ? { member: raw["member"] } : {}),
  ...(isText(raw["appointment"]) ? { appointment: raw["appointment"] } : {}),
});

const isText = (value: unknown): value is string => typeof value === "string" && value !== "";
