import { type Calendar, DAY_MINUTES, DAY_MS, dayNumberOf, type Interval, MINUTE_MS, minutesOf, weekdayOf } from "./calendar.ts";
import { holidaysOf } from "./holidays.ts";
import { stretchesOf } from "./zone.ts";

const MOST_DAYS = 1000;

/** Open time, in ms since 1970; `to` is its end, no longer part of it. */
export interface Span {
  from: number;
  to: number;
}

/**
 * When it is open on a day of UTC (days since 1970): in order, apart from each other. A moment is open when the wall's clock shows an
 * hour of an interval; so an hour that the clocks skip is lost, and one that they repeat counts twice. By days of UTC and not of the
 * zone, since those overlap where clocks go back over midnight.
 */
export function openSpans(calendar: Calendar, utcDay: number): readonly Span[] {
  const { spans } = planOf(calendar);
  const known = spans.get(utcDay);
  if (known !== undefined) return known;
  const found = findSpans(calendar, utcDay);
  if (spans.size >= MOST_DAYS) spans.clear();
  spans.set(utcDay, found);
  return found;
}

function findSpans(calendar: Calendar, utcDay: number): Span[] {
  const spans: Span[] = [];
  for (const { from, to, offset } of stretchesOf(calendar.timeZone, utcDay)) {
    const lastDay = Math.floor((to + offset - 1) / DAY_MS);
    for (let day = Math.floor((from + offset) / DAY_MS); day <= lastDay; day += 1) {
      const midnight = day * DAY_MS - offset;
      for (const wall of wallSpans(calendar, day)) {
        const span = { from: Math.max(from, midnight + wall.from * MINUTE_MS), to: Math.min(to, midnight + wall.to * MINUTE_MS) };
        if (span.from < span.to) spans.push(span);
      }
    }
  }
  return joined(spans);
}

/** The open minutes of a local date, 0 to 1440, with what remains of the night before; sorted. */
function wallSpans(calendar: Calendar, day: number): Span[] {
  const own = intervalsOn(calendar, day).map(asMinutes);
  const tails = intervalsOn(calendar, day - 1)
    .map(asMinutes)
    .filter(({ to }) => to > DAY_MINUTES)
    .map(({ to }) => ({ from: 0, to: to - DAY_MINUTES }));
  const cut = own.map(({ from, to }) => ({ from, to: Math.min(to, DAY_MINUTES) }));
  return joined([...tails, ...cut].sort((a, b) => a.from - b.from));
}

function asMinutes({ from, to }: Interval): Span {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return { from: start, to: end > start ? end : end + DAY_MINUTES };
}

/** Sorted spans with those that touch or overlap made one. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else result.push({ ...span });
  }
  return result;
}

/** Hours that begin on a local date (days since 1970): its exception's, none on a holiday, or its weekday's. */
export function intervalsOn(calendar: Calendar, day: number): readonly Interval[] {
  const { exceptions, isHoliday } = planOf(calendar);
  return exceptions.get(day) ?? (isHoliday(day) ? [] : calendar.week[weekdayOf(day)]);
}

interface Plan {
  /** Open spans by day of UTC: most questions are about the same few days. */
  spans: Map<number, readonly Span[]>;
  exceptions: ReadonlyMap<number, readonly Interval[]>;
  isHoliday(day: number): boolean;
}

/** Made once for a document, which is never changed in place. */
const plans = new WeakMap<Calendar, Plan>();

function planOf(calendar: Calendar): Plan {
  const known = plans.get(calendar);
  if (known !== undefined) return known;
  const exceptions = new Map(calendar.exceptions.map(({ date, intervals }) => [dayNumberOf(date), intervals]));
  const closedByYear = new Map<number, ReadonlySet<number>>();
  const isHoliday = (day: number) => {
    if (calendar.holidays === null) return false;
    const year = new Date(day * DAY_MS).getUTCFullYear();
    const closed = closedByYear.get(year) ?? closedDays(calendar.holidays, year);
    closedByYear.set(year, closed);
    return closed.has(day);
  };
  const plan: Plan = { spans: new Map(), exceptions, isHoliday };
  plans.set(calendar, plan);
  return plan;
}

function closedDays({ place, optional, worked }: NonNullable<Calendar["holidays"]>, year: number): ReadonlySet<number> {
  const closed = holidaysOf(place, year).filter(({ id, isOptional }) => (isOptional ? optional.includes(id) : !worked.includes(id)));
  return new Set(closed.map(({ date }) => dayNumberOf(date)));
}
