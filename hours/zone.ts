import { DAY_MS } from "./calendar.ts";

/** A stretch of time in which the clocks of a zone keep one distance to UTC. All in ms since 1970; `to` is its end, no longer part of it. */
export interface Stretch {
  from: number;
  to: number;
  /** What the wall shows minus UTC, in ms. */
  offset: number;
}

/** What is kept of a zone: its formatter is slow to make, and looking an offset up is slow too. */
interface Zone {
  format: Intl.DateTimeFormat;
  days: Map<number, Stretch[]>;
}

const zones = new Map<string, Zone>();
const MOST_ZONES = 200;
const MOST_DAYS = 2000;

/** Whether this machine knows the zone. */
export function isTimeZone(name: string): boolean {
  try {
    zoneOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The day of UTC (days since 1970) in stretches, in order; two where the clocks change on it. @throws {RangeError} unknown zone. */
export function stretchesOf(timeZone: string, utcDay: number): readonly Stretch[] {
  const zone = zoneOf(timeZone);
  const known = zone.days.get(utcDay);
  if (known !== undefined) return known;
  const stretches = findStretches(zone.format, utcDay * DAY_MS, (utcDay + 1) * DAY_MS);
  if (zone.days.size >= MOST_DAYS) zone.days.clear();
  zone.days.set(utcDay, stretches);
  return stretches;
}

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const zone = { format, days: new Map<number, Stretch[]>() };
  if (zones.size >= MOST_ZONES) zones.clear();
  zones.set(timeZone, zone);
  return zone;
}

/** No zone ever changed its clocks twice within a day, so both ends tell whether they changed. */
function findStretches(format: Intl.DateTimeFormat, from: number, to: number): Stretch[] {
  const [first, last] = [offsetAt(format, from), offsetAt(format, to)];
  if (first === last) return [{ from, to, offset: first }];
  let [before, after] = [from, to];
  while (after - before > 1000) {
    const middle = before + Math.floor((after - before) / 2000) * 1000;
    if (offsetAt(format, middle) === first) before = middle;
    else after = middle;
  }
  if (after === to) return [{ from, to, offset: first }];
  return [
    { from, to: after, offset: first },
    { from: after, to, offset: last },
  ];
}

function offsetAt(format: Intl.DateTimeFormat, at: number): number {
  const [month, day, year, hour, minute, second] = (format.format(at).match(/\d+/g) ?? []).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}
