import { dateOf, dayNumberOf } from "./calendar.ts";

/** A whole day that a file names. */
export interface NamedDay {
  /** YYYY-MM-DD */
  date: string;
  /** At most 120 characters; may be empty. */
  name: string;
}

/** Why an entry of a file is no day: it has hours, repeats otherwise than yearly, lasts longer than a month, was cancelled, or has no date. */
type LeftOut = "hours" | "repeats" | "long" | "cancelled" | "date";

interface Reading {
  /** By date, each once, between the two asked for. */
  days: NamedDay[];
  leftOut: { name: string; why: LeftOut }[];
}

const LONGEST_DAYS = 31;
const NAME_LENGTH = 120;
const YEARLY_PARTS = new Set(["FREQ", "INTERVAL", "COUNT", "UNTIL", "BYMONTH", "BYMONTHDAY", "WKST"]);

/**
 * The whole days of a calendar's file: single ones, several in a row, and those that come back each year. Pure.
 * @param from @param until YYYY-MM-DD, both included
 * @returns null where the text is no iCalendar
 * @source RFC 5545
 */
export function readIcs(text: string, { from, until }: { from: string; until: string }): Reading | null {
  if (!/^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text)) return null;
  const entries = entriesOf(text);
  // An entry that stands for one time of a series takes the place of that time.
  const moved = new Set(entries.map((entry) => `${textOf(entry, "UID")} ${textOf(entry, "RECURRENCE-ID").slice(0, 8)}`));
  const days = new Map<string, string>();
  const leftOut: Reading["leftOut"] = [];
  for (const entry of entries) {
    const name = plainOf(textOf(entry, "SUMMARY")).slice(0, NAME_LENGTH);
    const found = daysOf(entry, until);
    if (typeof found === "string") leftOut.push({ name, why: found });
    else
      for (const { date, begins } of found) {
        const isMoved = !entry.has("RECURRENCE-ID") && moved.has(`${textOf(entry, "UID")} ${begins.replaceAll("-", "")}`);
        if (!isMoved && date >= from && date <= until && !days.has(date)) days.set(date, name);
      }
  }
  const sorted = [...days].map(([date, name]) => ({ date, name })).sort((a, b) => (a.date < b.date ? -1 : 1));
  return { days: sorted, leftOut };
}

/** The properties of an entry by their names; one that stands there twice has two values. */
type Entry = Map<string, string[]>;

function entriesOf(text: string): Entry[] {
  const entries: Entry[] = [];
  const open: string[] = [];
  for (const line of text.replaceAll(/\r?\n[ \t]/g, "").split(/\r?\n/)) {
    const [, name = "", value = ""] = /^([\w-]+)(?:;(?:"[^"]*"|[^":])*)?:(.*)$/.exec(line) ?? [];
    const property = name.toUpperCase();
    if (property === "BEGIN") {
      open.push(value.trim().toUpperCase());
      if (open.at(-1) === "VEVENT") entries.push(new Map());
    } else if (property === "END") open.pop();
    // What belongs to an alarm within it is not its own.
    else if (open.at(-1) === "VEVENT") add(entries.at(-1), property, value.trim());
  }
  return entries;
}

function add(entry: Entry | undefined, property: string, value: string): void {
  const values = entry?.get(property);
  if (values === undefined) entry?.set(property, [value]);
  else values.push(value);
}

const textOf = (entry: Entry, property: string): string => entry.get(property)?.[0] ?? "";

/** @returns each day, with the one on which its stretch begins */
function daysOf(entry: Entry, until: string): { date: string; begins: string }[] | LeftOut {
  if (textOf(entry, "STATUS").toUpperCase() === "CANCELLED") return "cancelled";
  const start = wholeDay(textOf(entry, "DTSTART"));
  if (start === null || start === "hours") return start ?? "date";
  const length = lengthOf(entry, start);
  if (typeof length === "string") return length;
  const begins = timesOf(entry, start, until);
  if (begins === "repeats") return begins;
  const excluded = new Set((entry.get("EXDATE") ?? []).flatMap((one) => one.split(",")).map((one) => one.trim().slice(0, 8)));
  return begins
    .filter((one) => !excluded.has(one.replaceAll("-", "")))
    .flatMap((one) => Array.from({ length }, (_, day) => ({ date: dateOf(dayNumberOf(one) + day), begins: one })));
}

/** `20261224`, or midnight as the wall shows it, which some programs write for whole days. */
function wholeDay(value: string): string | "hours" | null {
  const [, year, month, day, time, utc] = /^(\d{4})(\d{2})(\d{2})(?:T(\d{6})(Z?))?$/.exec(value) ?? [];
  const date = `${year}-${month}-${day}`;
  if (year === undefined || !isDate(date)) return null;
  return time === undefined || (time === "000000" && utc === "") ? date : "hours";
}

const isDate = (date: string): boolean => {
  const number = dayNumberOf(date);
  return !Number.isNaN(number) && dateOf(number) === date;
};

/** In days; an entry that says no end is one day. */
function lengthOf(entry: Entry, start: string): number | LeftOut {
  const [, count, unit] = /^P(\d{1,4})([DW])$/.exec(textOf(entry, "DURATION")) ?? [];
  const end = entry.has("DTEND") ? wholeDay(textOf(entry, "DTEND")) : null;
  if (end === "hours" || (count === undefined && entry.has("DURATION"))) return "hours";
  const given = count === undefined ? 1 : Number(count) * (unit === "W" ? 7 : 1);
  // The end is the first day after it; some programs write the day itself.
  const length = Math.max(1, end === null ? given : dayNumberOf(end) - dayNumberOf(start));
  return length > LONGEST_DAYS ? "long" : length;
}

/** The days on which it begins, until that date. */
function timesOf(entry: Entry, start: string, until: string): string[] | "repeats" {
  if (entry.has("RDATE")) return "repeats";
  if (!entry.has("RRULE")) return [start];
  const rule = new Map(
    textOf(entry, "RRULE")
      .toUpperCase()
      .split(";")
      .map((part) => part.split("=") as [string, string]),
  );
  const [year = "", month, day] = start.split("-");
  const isYearly =
    rule.get("FREQ") === "YEARLY" &&
    [...rule.keys()].every((part) => YEARLY_PARTS.has(part)) &&
    Number(rule.get("BYMONTH") ?? month) === Number(month) &&
    Number(rule.get("BYMONTHDAY") ?? day) === Number(day);
  const interval = Number(rule.get("INTERVAL") ?? 1);
  const count = Number(rule.get("COUNT") ?? Number.POSITIVE_INFINITY);
  if (!isYearly || !(interval >= 1) || Number.isNaN(count)) return "repeats";
  const [, y, m, d] = /^(\d{4})(\d{2})(\d{2})/.exec(rule.get("UNTIL") ?? "") ?? [];
  const last = y === undefined || `${y}-${m}-${d}` > until ? until : `${y}-${m}-${d}`;
  const times: string[] = [];
  for (let at = Number(year); at <= Number(last.slice(0, 4)) && times.length < count; at += interval) {
    const date = `${String(at).padStart(4, "0")}-${month}-${day}`;
    if (isDate(date) && date <= last) times.push(date); // the 29th of February comes in leap years only
  }
  return times;
}

const plainOf = (text: string): string => text.replaceAll(/\\(.)/g, (_, one: string) => (/n/i.test(one) ? " " : one)).trim();

/** How far ahead days of a file are read: to the end of the second year after that of `from`. */
export const untilOf = (from: string): string => `${Number(from.slice(0, 4)) + 2}-12-31`;
