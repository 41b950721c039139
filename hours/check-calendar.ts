import { type Calendar, dateOf, dayNumberOf, MOST_EXCEPTIONS, WEEKDAYS } from "./calendar.ts";
import { holidaysOf, PLACES } from "./holidays.ts";
import { isTimeZone } from "./zone.ts";

const MAX_INTERVALS = 12;
const FROM = /^([01]\d|2[0-3]):[0-5]\d$/;
const TO = /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/;

/** What is wrong with a calendar, and where: `week.monday.1.to`. In English, for a developer. */
export interface CalendarProblem {
  path: string;
  problem: string;
}

/** Everything that keeps a document of the right shape from being a calendar; empty: it is one. Pure, never throws. */
export function problemsOfCalendar({ timeZone, week, exceptions, holidays }: Calendar): CalendarProblem[] {
  return [
    ...(isTimeZone(timeZone) ? [] : found("timeZone", "names no time zone that is known here")),
    ...WEEKDAYS.flatMap((day) => problemsOfDay(`week.${day}`, week[day])),
    ...problemsOfExceptions(exceptions),
    ...(holidays === null ? [] : problemsOfHolidays(holidays)),
  ];
}

const found = (path: string, problem: string): CalendarProblem[] => [{ path, problem }];

function problemsOfDay(path: string, intervals: Calendar["exceptions"][number]["intervals"]): CalendarProblem[] {
  if (intervals.length > MAX_INTERVALS) return found(path, `must not have more than ${MAX_INTERVALS} intervals`);
  const problems = intervals.flatMap(({ from, to }, index) => [
    ...(FROM.test(from) ? [] : found(`${path}.${index}.from`, "must be a time from 00:00 to 23:59")),
    ...(TO.test(to) ? [] : found(`${path}.${index}.to`, "must be a time from 00:00 to 24:00")),
    ...(from === to ? found(`${path}.${index}`, "begins when it ends; the whole day is 00:00 to 24:00") : []),
  ]);
  if (problems.length > 0) return problems;
  const sorted = [...intervals].sort((a, b) => (a.from < b.from ? -1 : 1));
  const overlaps = sorted.some(({ to, from }, index) => index < sorted.length - 1 && (to <= from || to > (sorted[index + 1]?.from ?? "")));
  return overlaps ? found(path, "has intervals that overlap") : [];
}

function problemsOfExceptions(exceptions: Calendar["exceptions"]): CalendarProblem[] {
  if (exceptions.length > MOST_EXCEPTIONS) return found("exceptions", `must not have more than ${MOST_EXCEPTIONS} dates`);
  return exceptions.flatMap(({ date, intervals }, index) => [
    ...(isDate(date) ? [] : found(`exceptions.${index}.date`, "must be a date, such as 2026-12-24")),
    ...(exceptions.findIndex((one) => one.date === date) === index ? [] : found(`exceptions.${index}.date`, "stands there twice")),
    ...problemsOfDay(`exceptions.${index}.intervals`, intervals),
  ]);
}

function isDate(date: string): boolean {
  return /^[12]\d{3}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(dayNumberOf(date)) && dateOf(dayNumberOf(date)) === date;
}

function problemsOfHolidays({ place, optional, worked }: NonNullable<Calendar["holidays"]>): CalendarProblem[] {
  if (!Object.hasOwn(PLACES, place)) return found("holidays.place", "names no place whose holidays are known");
  // In a year when all of them are kept.
  const known = holidaysOf(place, 2100);
  const check = (path: "optional" | "worked", ids: readonly string[]) =>
    ids.flatMap((id, index) =>
      known.some((holiday) => holiday.id === id && holiday.isOptional === (path === "optional"))
        ? []
        : found(`holidays.${path}.${index}`, `names no ${path === "optional" ? "optional " : ""}holiday of this place`),
    );
  return [...check("optional", optional), ...check("worked", worked)];
}
