import type { CommonText } from "./define-words.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `09:41` in the workspace's time zone. */
export function clockTime(iso: string, language: string, timeZone: string): string {
  return new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hour12: false, timeZone }).format(new Date(iso));
}

/** The list's stamp: the clock today, "yesterday", then the day; the year where it is another. A day that comes is written as a day. */
export function stamp(iso: string, now: number, t: CommonText, language: string, timeZone: string): string {
  const days = dayNumber(now, timeZone) - dayNumber(Date.parse(iso), timeZone);
  if (days === 0) return clockTime(iso, language, timeZone);
  if (days === 1) return t("time.yesterday");
  return new Intl.DateTimeFormat(language, { day: "2-digit", month: "short", ...yearOf(iso, now, timeZone), timeZone })
    .format(new Date(iso))
    .replaceAll(".", "")
    .replaceAll(" de ", " ");
}

/** The line between the messages of two days. */
export function dayLine(iso: string, now: number, t: CommonText, language: string, timeZone: string): string {
  const days = dayNumber(now, timeZone) - dayNumber(Date.parse(iso), timeZone);
  if (days === 0) return t("day.today");
  if (days === 1) return t("day.yesterday");
  const text = new Intl.DateTimeFormat(language, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...yearOf(iso, now, timeZone),
    timeZone,
  }).format(new Date(iso));
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The year is said where it is not the present one. */
function yearOf(iso: string, now: number, timeZone: string): { year?: "numeric" } {
  const year = (time: number) => new Intl.DateTimeFormat("en-CA", { year: "numeric", timeZone }).format(new Date(time));
  return year(Date.parse(iso)) === year(now) ? {} : { year: "numeric" };
}

/** A number that grows by one each local day. */
export function dayNumber(time: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone }).format(new Date(time));
  return Math.floor(Date.parse(`${parts}T00:00:00Z`) / DAY);
}

/** `23 h 57 min`. */
export function duration(ms: number, t: CommonText): string {
  const hours = Math.floor(ms / HOUR);
  const minutes = Math.floor((ms % HOUR) / MINUTE);
  if (hours === 0) return t("duration.minutes", { minutes: Math.max(minutes, 1) });
  return minutes === 0 ? t("duration.hours", { hours }) : t("duration.hoursMinutes", { hours, minutes });
}

export function ago(ms: number, t: CommonText): string {
  if (ms < MINUTE) return t("ago.now");
  if (ms < HOUR) return t("ago.minutes", { minutes: Math.floor(ms / MINUTE) });
  if (ms < DAY) return t("ago.hours", { hours: Math.floor(ms / HOUR) });
  return t("ago.days", { days: Math.floor(ms / DAY) });
}

/** `0:23` */
export function seconds(total: number): string {
  const whole = Math.max(0, Math.round(total));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

export function fileSize(bytes: number, language: string): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, "GB"] : bytes >= 1e6 ? [bytes / 1e6, "MB"] : [Math.max(1, bytes / 1e3), "KB"];
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: unit === "KB" ? 0 : 1 }).format(value)} ${unit}`;
}
