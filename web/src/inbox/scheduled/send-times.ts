import { dayNumber } from "../../text/times.ts";

const DAY_MS = 86_400_000;

/** Times that people choose most. Those of days are wall time of the workspace, as the server takes them. */
export function sendTimes(now: number, timeZone: string): { hour: string; tomorrow: string; monday: string } {
  const today = dayNumber(now, timeZone);
  // Day 0 was a Thursday.
  const weekday = (today + 4) % 7;
  const at = (day: number) => `${new Date(day * DAY_MS).toISOString().slice(0, 10)}T09:00`;
  return { hour: new Date(now + 3_600_000).toISOString(), tomorrow: at(today + 1), monday: at(today + ((8 - weekday) % 7 || 7)) };
}
