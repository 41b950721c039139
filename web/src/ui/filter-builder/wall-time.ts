import { DAY_MS } from "../../../../hours/calendar.ts";
import { stretchesOf } from "../../../../hours/zone.ts";

/** The moment as a field of date and time shows it in this zone, `2026-11-27T14:30`; empty for what is no moment. Pure. */
export function wallTime(iso: unknown, timeZone: string): string {
  const at = typeof iso === "string" ? Date.parse(iso) : Number.NaN;
  if (Number.isNaN(at)) return "";
  return new Date(at + offsetAt(at, timeZone)).toISOString().slice(0, 16);
}

/** The moment at which a wall in this zone shows that; undefined while it is not written to its end. Pure. */
export function momentOf(wall: string, timeZone: string): string | undefined {
  const shown = Date.parse(`${wall}Z`);
  if (Number.isNaN(shown)) return undefined;
  // The offset of a moment near it, then of the moment itself: right but for the hour that is skipped.
  const near = shown - offsetAt(shown, timeZone);
  return new Date(shown - offsetAt(near, timeZone)).toISOString();
}

function offsetAt(at: number, timeZone: string): number {
  const stretches = stretchesOf(timeZone, Math.floor(at / DAY_MS));
  return stretches.find(({ from, to }) => at >= from && at < to)?.offset ?? 0;
}
