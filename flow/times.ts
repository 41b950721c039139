import { DAY_MS } from "../hours/calendar.ts";
import { stretchesOf } from "../hours/zone.ts";

/** What variables of type `date` hold: `2026-12-03`, or `2026-12-03T15:30` by the clock on the wall of the workspace. */
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2}))?$/;
/** What the house gives: date, time and offset. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const LAST_MS = Date.parse("9999-12-30T00:00:00Z");

/** The moment that a text means, in ms since 1970; a day alone means its beginning. Null: it is no time. Pure. */
export function momentOf(text: string, timeZone: string): number | null {
  if (INSTANT.test(text)) return inRange(Date.parse(text));
  const wall = wallMs(text);
  if (wall === null) return null;
  // The offset before the clocks change and the one after it: the one that gives the same wall again is right.
  const guess = wall - offsetAt(wall, timeZone);
  return inRange(wall - offsetAt(guess, timeZone));
}

/** What the wall's clock shows at a moment: `2026-12-03T15:30`. Pure. */
export function wallOf(at: number, timeZone: string): string {
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16);
}

/** A moment as ISO 8601 in UTC: what `Waiting` holds. */
export const isoOf = (at: number): string => new Date(at).toISOString();

export const isDayAlone = (text: string): boolean => wallMs(text) !== null && text.length === 10;
export const isTime = (value: unknown): value is string => typeof value === "string" && (INSTANT.test(value) || wallMs(value) !== null);

function wallMs(text: string): number | null {
  const parts = LOCAL.exec(text)
    ?.slice(1)
    .map((part) => Number(part ?? 0));
  if (parts === undefined) return null;
  const [year, month, day, hour, minute] = parts as [number, number, number, number, number]; // the pattern has five
  const at = Date.UTC(year, month - 1, day, hour, minute);
  // 31 February comes back as another day: there is none.
  return new Date(at).toISOString().slice(0, 10) === text.slice(0, 10) && hour < 24 && minute < 60 && at < LAST_MS ? at : null;
}

function offsetAt(at: number, timeZone: string): number {
  try {
    const stretches = stretchesOf(timeZone, Math.floor(at / DAY_MS));
    return (stretches.find(({ from, to }) => from <= at && at < to) ?? stretches[0])?.offset ?? 0;
  } catch {
    // A zone that this machine does not know: the clock of UTC, for a run has to go on.
    return 0;
  }
}

const inRange = (at: number): number | null => (Number.isFinite(at) && Math.abs(at) < LAST_MS ? at : null);
