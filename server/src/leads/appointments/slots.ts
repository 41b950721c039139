import { type Calendar, DAY_MS, MINUTE_MS } from "../../../../hours/calendar.ts";
import { openSpans, type Span } from "../../../../hours/open-spans.ts";

/** Everything begins and ends at full steps. */
export const STEP_MS = 5 * MINUTE_MS;
/** Beginnings are offered at most so far apart. */
const MOST_APART_MS = 30 * MINUTE_MS;

/** Open time between two moments, with what touches made one: a day of UTC may end in the middle of an evening. Pure. */
function openBetween(calendar: Calendar, { from, to }: Span): Span[] {
  const spans: Span[] = [];
  for (let day = Math.floor(from / DAY_MS); day * DAY_MS < to; day += 1)
    for (const span of openSpans(calendar, day)) {
      const last = spans.at(-1);
      if (last !== undefined && last.to === span.from) last.to = span.to;
      else spans.push({ ...span });
    }
  return spans;
}

/** Whether all of a time is open, and nothing that is booked meets it. Pure. */
export const isFree = (calendar: Calendar, wanted: Span, booked: readonly Span[]): boolean =>
  openBetween(calendar, dayAround(wanted)).some(({ from, to }) => from <= wanted.from && wanted.to <= to) &&
  !booked.some((one) => meets(one, wanted));

/** A night that began before belongs to it too. */
const dayAround = ({ from, to }: Span): Span => ({ from: from - DAY_MS, to: to + DAY_MS });

/**
 * Beginnings, in ms since 1970, in order: all of the time is open and free, and begins within the asked span. Pure.
 * @param ms how long it takes
 */
export function freeStarts(calendar: Calendar, asked: Span, ms: number, booked: readonly Span[]): number[] {
  const apart = Math.min(MOST_APART_MS, ms);
  const starts: number[] = [];
  for (const { from, to } of openBetween(calendar, dayAround(asked)))
    for (let start = Math.ceil(from / STEP_MS) * STEP_MS; start + ms <= to; start += apart)
      if (start >= asked.from && start < asked.to && !booked.some((one) => meets(one, { from: start, to: start + ms }))) starts.push(start);
  return starts;
}

const meets = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;
