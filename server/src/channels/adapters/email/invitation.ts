import type { Email } from "postal-mime";
import { clean } from "./addresses.ts";
import { bytesOf } from "./mime.ts";

const MAX_BYTES = 256 * 1024;
const MAX_EVENTS = 5;

/**
 * What an invitation says, as lines below the words: title, time and place. Programs that know calendars show it themselves, and
 * the mail beside it is often empty. Times are in the zone that the invitation names. @source RFC 5545
 */
export function invitationsIn({ attachments }: Pick<Email, "attachments">): string[] {
  const found = attachments
    .filter(({ mimeType, filename }) => /^(text\/calendar|application\/ics)$/.test(mimeType) || /\.ics$/i.test(filename ?? ""))
    .flatMap((file) => eventsIn(bytesOf(file).subarray(0, MAX_BYTES).toString("utf8")));
  return [...new Set(found)].slice(0, MAX_EVENTS); // the same one lies in the words and beside them
}

function eventsIn(calendar: string): string[] {
  const lines = calendar.replaceAll(/\r?\n[ \t]/g, "").split(/\r?\n/);
  const isCancelled = lines.some((line) => /^(METHOD:CANCEL|STATUS:CANCELLED)\s*$/i.test(line));
  const events: string[] = [];
  for (let at = lines.findIndex(begins); at !== -1; ) {
    const end = lines.findIndex((line, index) => index > at && /^END:VEVENT/i.test(line));
    const shown = showEvent(lines.slice(at, end === -1 ? undefined : end), isCancelled);
    if (shown !== null) events.push(shown);
    at = end === -1 ? -1 : lines.findIndex((line, index) => index > end && begins(line));
  }
  return events;
}

const begins = (line: string): boolean => /^BEGIN:VEVENT/i.test(line);

function showEvent(lines: string[], isCancelled: boolean): string | null {
  const title = property(lines, "SUMMARY")?.value ?? "";
  const start = timeOf(property(lines, "DTSTART"));
  const end = timeOf(property(lines, "DTEND"));
  const place = property(lines, "LOCATION")?.value ?? "";
  if (title === "" && start === null) return null;
  const when = start === null ? "" : `${start.day}${start.hour}${untilOf(start, end)}${start.zone}`;
  return clean([`${isCancelled ? "❌" : "📅"} ${title}`.trim(), when, place].filter((line) => line !== "").join("\n")).slice(0, 1_000);
}

interface Time {
  day: string;
  /** Empty for whole days. */
  hour: string;
  zone: string;
}

function untilOf(start: Time, end: Time | null): string {
  if (end === null || start.hour === "") return "";
  return ` –${end.day === start.day ? end.hour : ` ${end.day}${end.hour}`}`;
}

interface Property {
  zone: string;
  value: string;
}

function property(lines: string[], name: string): Property | undefined {
  for (const line of lines) {
    const [, parameters = "", value = ""] =
      new RegExp(`^${name}((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):(.*)$`, "i").exec(line.slice(0, 5_000)) ?? [];
    if (value === "") continue;
    const zone = /;TZID="?([^";:]{1,60})/i.exec(parameters)?.[1] ?? "";
    return {
      zone,
      value: value
        .replaceAll(/\\n/gi, " ")
        .replaceAll(/\\([,;\\])/g, "$1")
        .trim(),
    };
  }
  return undefined;
}

function timeOf(written: Property | undefined): Time | null {
  const [, year, month, day, hour, minute, utc] = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d{0,2}(Z?))?/.exec(written?.value ?? "") ?? [];
  if (year === undefined) return null;
  const zone = utc === "Z" ? "UTC" : (written?.zone ?? "");
  return { day: `${year}-${month}-${day}`, hour: hour === undefined ? "" : ` ${hour}:${minute}`, zone: zone === "" ? "" : ` (${zone})` };
}
