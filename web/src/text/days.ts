import { addBusinessTime } from "../../../hours/business-time.ts";
import { type Calendar, DAY_MS, dateOf, dayNumberOf } from "../../../hours/calendar.ts";

const ALWAYS = [{ from: "00:00", to: "24:00" }];

/** The day that it is in the zone, `2026-12-01`. */
export const dayIn = (at: Date, timeZone: string): string => new Intl.DateTimeFormat("en-CA", { timeZone }).format(at);

/** The seven days of the week of a day, from Monday on. */
export function weekOf(day: string): string[] {
  const number = dayNumberOf(day);
  // Day 0, 1 January 1970, was a Thursday.
  const monday = number - ((((number + 3) % 7) + 7) % 7);
  return Array.from({ length: 7 }, (_one, index) => dateOf(monday + index));
}

export const daysLater = (day: string, days: number): string => dateOf(dayNumberOf(day) + days);

/** The moment at which a day begins in the zone, whatever its clocks do. */
export function startOf(day: string, timeZone: string): Date {
  const calendar: Calendar = {
    timeZone,
    week: { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] },
    exceptions: [{ date: day, intervals: ALWAYS }],
    holidays: null,
  };
  const minute = 60_000;
  const first = addBusinessTime(calendar, new Date(dayNumberOf(day) * DAY_MS - DAY_MS), minute);
  return new Date((first?.getTime() ?? dayNumberOf(day) * DAY_MS) - minute);
}
