/** When a business is open, as it is stored and sent: a plain JSON document. Check one from outside with `readCalendar`. */
export interface Calendar {
  /** IANA name, such as `America/Sao_Paulo`. All hours below are what a clock on the wall shows there. */
  timeZone: string;
  /** Several a day, for a lunch break; an empty list: closed. */
  week: Readonly<Record<Weekday, readonly Interval[]>>;
  /** Single dates that stand instead of their weekday and above any holiday. */
  exceptions: readonly Exception[];
  /** Null: holidays are days like others. */
  holidays: HolidayChoice | null;
}

export const WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * From `HH:MM` until before `HH:MM`; the end may be `24:00`. An end that is not later than its start is on the next day: a night
 * belongs to the day on which it begins, whatever the next day is.
 */
export interface Interval {
  from: string;
  to: string;
}

interface Exception {
  /** `YYYY-MM-DD` */
  date: string;
  /** Empty: closed. */
  intervals: readonly Interval[];
  /** Why, for people. */
  name?: string;
}

interface HolidayChoice {
  /** Such as `br`, `br-sp` or `br-sp-sao-paulo`; a place has the holidays of its state and country too. */
  place: string;
  /** Ids of optional holidays (Carnival, bank holidays) on which it is closed. */
  optional: readonly string[];
  /** Ids of other holidays on which it is open as on any day. */
  worked: readonly string[];
}

/** Dates with hours of their own in one calendar. */
export const MOST_EXCEPTIONS = 400;

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
export const DAY_MINUTES = 1440;

/** Minutes since midnight of `HH:MM`. */
export function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** A date without a time, as a number of days since 1970-01-01; `YYYY-MM-DD`. */
export const dayNumberOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
export const dateOf = (dayNumber: number): string => new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);

/** Day 0, 1 January 1970, was a Thursday. */
export const weekdayOf = (dayNumber: number): Weekday => WEEKDAYS[(((dayNumber + 3) % 7) + 7) % 7] as Weekday;
