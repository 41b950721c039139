import { dayIn, daysLater, startOf, weekOf } from "../text/days.ts";

export type Span = "month" | "week" | "day";

/** The days that are shown: a month in whole weeks, the week of a day, or the day. */
export function daysOf(span: Span, day: string): string[] {
  if (span === "day") return [day];
  if (span === "week") return weekOf(day);
  const first = weekOf(`${day.slice(0, 7)}-01`)[0] ?? day;
  const next = monthLater(day, 1);
  const days: string[] = [];
  for (let at = first; at < next || days.length % 7 !== 0; at = daysLater(at, 1)) days.push(at);
  return days;
}

/** A page later, or earlier. */
export function turned(span: Span, day: string, step: 1 | -1): string {
  return span === "month" ? monthLater(day, step) : daysLater(day, (span === "week" ? 7 : 1) * step);
}

/** The first day of a month so many later. */
function monthLater(day: string, months: number): string {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** The moment on another day that is as far from that day's beginning; an hour off on the day on which clocks change. */
export function sameTimeOn(day: string, iso: string, timeZone: string): string {
  const sinceMidnight = Date.parse(iso) - startOf(dayIn(new Date(iso), timeZone), timeZone).getTime();
  return new Date(startOf(day, timeZone).getTime() + sinceMidnight).toISOString();
}
