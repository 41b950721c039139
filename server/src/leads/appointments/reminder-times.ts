import { DAY_MS } from "../../../../hours/calendar.ts";
import type { ReminderKind } from "./closed-sets.ts";

/** So long before it begins people are reminded. */
const BEFORE_MS: Record<ReminderKind, number> = { day: DAY_MS, hour: 3_600_000 };

/** When somebody is to be reminded next of what begins then; null: it is too late for every one. Pure. */
export function nextReminder(startsAt: Date, now: Date): Date | null {
  const times = Object.values(BEFORE_MS).map((ms) => startsAt.getTime() - ms);
  const next = times.filter((time) => time > now.getTime()).toSorted((one, other) => one - other)[0];
  return next === undefined ? null : new Date(next);
}

/** Which reminder is due: the one that stands nearest to what begins; null: none is. Pure. */
export function dueReminder(startsAt: Date, now: Date): ReminderKind | null {
  const left = startsAt.getTime() - now.getTime();
  if (left <= 0 || left > BEFORE_MS.day) return null;
  return left <= BEFORE_MS.hour ? "hour" : "day";
}
