import { type Calendar, DAY_MS, dayNumberOf } from "./calendar.ts";
import { intervalsOn, openSpans, type Span } from "./open-spans.ts";

/** So long without a change means that there is none. */
const MOST_IDLE_DAYS = 400;

/** Whether it is open at this moment. Pure. */
export function isOpen(calendar: Calendar, at: Date): boolean {
  const time = at.getTime();
  return openSpans(calendar, utcDayOf(time)).some(({ from, to }) => from <= time && time < to);
}

/** Whether no hour of a local date (`YYYY-MM-DD`) is open, but for the rest of the night before it. Pure. */
export function isClosedOn(calendar: Calendar, date: string): boolean {
  return intervalsOn(calendar, dayNumberOf(date)).length === 0;
}

/** The next moment after `at` when it opens or closes; null when it does neither within 400 days. Pure. */
export function nextChange(calendar: Calendar, at: Date): Date | null {
  const time = at.getTime();
  const first = utcDayOf(time);
  /** End of the open time that `at` lies in, as far as it is known to reach. */
  let end = isOpen(calendar, at) ? time : null;
  for (let day = first; day <= first + MOST_IDLE_DAYS; day += 1) {
    for (const { from, to } of openSpans(calendar, day)) {
      if (to <= time) continue;
      if (end === null) return new Date(from);
      if (from > end) return new Date(end);
      end = to;
    }
    if (end !== null && end < (day + 1) * DAY_MS) return new Date(end);
  }
  return null;
}

/** Open time between two moments in ms; 0 when `to` is not after `from`. Pure. */
export function businessTimeBetween(calendar: Calendar, from: Date, to: Date): number {
  const [start, end] = [from.getTime(), to.getTime()];
  let sum = 0;
  for (let day = utcDayOf(start); day * DAY_MS < end; day += 1)
    for (const span of openSpans(calendar, day)) sum += Math.max(0, lengthWithin(span, start, end));
  return sum;
}

/**
 * The earliest moment by which `ms` of open time have passed since `from`: `from` itself for 0, closing time where the rest fits
 * exactly. Null when it stays closed for 400 days before that. Pure.
 * @param ms 0 or more.
 */
export function addBusinessTime(calendar: Calendar, from: Date, ms: number): Date | null {
  if (ms <= 0) return from;
  const start = from.getTime();
  let rest = ms;
  let idleDays = 0;
  for (let day = utcDayOf(start); idleDays <= MOST_IDLE_DAYS; day += 1) {
    idleDays += 1;
    for (const span of openSpans(calendar, day)) {
      const length = lengthWithin(span, start, Number.POSITIVE_INFINITY);
      if (length <= 0) continue;
      if (length >= rest) return new Date(Math.max(span.from, start) + rest);
      rest -= length;
      idleDays = 0;
    }
  }
  return null;
}

const utcDayOf = (time: number) => Math.floor(time / DAY_MS);

/** Negative where they do not meet. */
const lengthWithin = (span: Span, start: number, end: number) => Math.min(span.to, end) - Math.max(span.from, start);
