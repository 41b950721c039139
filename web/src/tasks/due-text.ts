import { clockTime, dayNumber } from "../text/times.ts";
import type { Task } from "./queries.ts";

const DAY_MS = 86_400_000;

/** The day of the workspace so many days from now, `2026-12-01`. Pure. */
export const dayFromNow = (days: number, now: number, timeZone: string): string =>
  new Date((dayNumber(now, timeZone) + days) * DAY_MS).toISOString().slice(0, 10);

/** How far a day is from today, as people say it: "hoje", "amanhã", "ontem", else "seg., 30/11"; with the time where there is one. */
export function dueText({ dueAt, dueOn }: Pick<Task, "dueAt" | "dueOn">, now: number, language: string, timeZone: string): string {
  if (dueAt === null) return "";
  const day = dueOn === null ? dayNumber(Date.parse(dueAt), timeZone) : Date.parse(`${dueOn}T00:00:00Z`) / DAY_MS;
  const away = day - dayNumber(now, timeZone);
  const said =
    Math.abs(away) <= 1
      ? new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(away, "day")
      : new Intl.DateTimeFormat(language, { weekday: "short", day: "2-digit", month: "2-digit", timeZone: "UTC" }).format(day * DAY_MS);
  return dueOn === null ? `${said}, ${clockTime(dueAt, language, timeZone)}` : said;
}
