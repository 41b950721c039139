import assert from "node:assert/strict";
import { test } from "node:test";
import { readIcs, untilOf } from "./ics.ts";

const SPAN = { from: "2026-11-28", until: "2028-12-31" };
const entry = (...lines: string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"];
const file = (...entries: string[][]) => ["BEGIN:VCALENDAR", "VERSION:2.0", ...entries.flat(), "END:VCALENDAR", ""].join("\r\n");
const read = (...entries: string[][]) => readIcs(file(...entries), SPAN);
const dates = (...lines: string[]) => read(entry(...lines))?.days.map(({ date }) => date);
const why = (...lines: string[]) => read(entry("SUMMARY:X", ...lines))?.leftOut[0]?.why;

test("single days, several in a row, and those of each year become days between the two dates", () => {
  assert.deepEqual(read(entry("SUMMARY:Recesso\\, equipe\\n inteira", "DTSTART;VALUE=DATE:20261224", "DTEND;VALUE=DATE:20261227")), {
    days: [
      { date: "2026-12-24", name: "Recesso, equipe  inteira" },
      { date: "2026-12-25", name: "Recesso, equipe  inteira" },
      { date: "2026-12-26", name: "Recesso, equipe  inteira" },
    ],
    leftOut: [],
  });
  assert.deepEqual(dates("DTSTART;VALUE=DATE:20200613", "RRULE:FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=13"), ["2027-06-13", "2028-06-13"]);
  assert.deepEqual(dates("DTSTART;VALUE=DATE:20240229", "RRULE:FREQ=YEARLY"), ["2028-02-29"], "only in leap years");
  assert.deepEqual(dates("DTSTART;VALUE=DATE:20251201", "RRULE:FREQ=YEARLY;COUNT=2"), ["2026-12-01"]);
  assert.deepEqual(dates("DTSTART;VALUE=DATE:20251201", "RRULE:FREQ=YEARLY;UNTIL=20271130T000000Z"), ["2026-12-01"]);
  assert.deepEqual(dates("DTSTART;VALUE=DATE:20251201", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20261201,20281201"), ["2027-12-01"]);
  assert.deepEqual(dates('DTSTART;TZID="America/Sao_Paulo":20261207T000000', "DTEND;TZID=America/Sao_Paulo:20261208T000000"), [
    "2026-12-07",
  ]);
  assert.deepEqual(dates("DTSTART:20270101", "DURATION:P1W")?.length, 7);
  assert.deepEqual(dates("DTSTART:20260101"), [], "it is over");
  assert.equal(untilOf("2026-11-28"), "2028-12-31");
});

test("a day that a series had moved is where it went; what belongs to an alarm is not read; a day is named once", () => {
  const moved = read(
    entry(
      "UID:a",
      "SUMMARY:Padroeiro",
      "DTSTART;VALUE=DATE:20261208",
      "RRULE:FREQ=YEARLY",
      "BEGIN:VALARM",
      "DTSTART:20261201",
      "END:VALARM",
    ),
    entry("UID:a", "SUMMARY:Padroeiro (ponte)", "RECURRENCE-ID;VALUE=DATE:20271208", "DTSTART;VALUE=DATE:20271210"),
    entry("UID:b", "SUMMARY:Outro", "DTSTART;VALUE=DATE:20261208"),
  );
  assert.deepEqual(moved?.days, [
    { date: "2026-12-08", name: "Padroeiro" },
    { date: "2027-12-10", name: "Padroeiro (ponte)" },
    { date: "2028-12-08", name: "Padroeiro" },
  ]);
  assert.deepEqual(dates("SUMMARY:Longo", " nome", "DTSTART;VALUE", " =DATE:20261224"), ["2026-12-24"], "lines that go on below");
});

test("what is no day is told with its reason, and what is no calendar is none", () => {
  assert.equal(why("DTSTART:20261224T090000Z"), "hours");
  assert.equal(why("DTSTART:20261224T000000Z"), "hours", "midnight elsewhere is no midnight here");
  assert.equal(why("DTSTART:20261224", "DURATION:PT2H"), "hours");
  assert.equal(why("DTSTART:20261224", "RRULE:FREQ=WEEKLY"), "repeats");
  assert.equal(why("DTSTART:20261224", "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=5"), "repeats");
  assert.equal(why("DTSTART:20261224", "RRULE:FREQ=YEARLY;INTERVAL=0"), "repeats");
  assert.equal(why("DTSTART:20261224", "RDATE:20270101"), "repeats");
  assert.equal(why("DTSTART:20261224", "DTEND:20270224"), "long");
  assert.equal(why("DTSTART:20261224", "STATUS:CANCELLED"), "cancelled");
  assert.equal(why("DTSTART:20260231"), "date");
  assert.equal(why(), "date");
  assert.equal(readIcs("<html>", SPAN), null);
  assert.deepEqual(readIcs("BEGIN:VCALENDAR", SPAN), { days: [], leftOut: [] }, "a file that was cut off");
});
