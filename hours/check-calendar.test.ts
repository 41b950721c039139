import assert from "node:assert/strict";
import { test } from "node:test";
import type { Calendar, Interval } from "./calendar.ts";
import { problemsOfCalendar } from "./check-calendar.ts";

const closed = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
const empty: Calendar = { timeZone: "Europe/Lisbon", week: closed, exceptions: [], holidays: null };
const paths = (given: Partial<Calendar>) => problemsOfCalendar({ ...empty, ...given }).map(({ path }) => path);
const monday = (...intervals: [string, string][]) => ({
  week: { ...closed, monday: intervals.map(([from, to]): Interval => ({ from, to })) },
});

test("a calendar that can be kept has no problems", () => {
  assert.deepEqual(paths({}), []);
  assert.deepEqual(paths(monday(["00:00", "24:00"])), []);
  assert.deepEqual(paths(monday(["13:00", "18:00"], ["08:00", "12:00"], ["22:00", "03:00"])), []);
  assert.deepEqual(paths({ holidays: { place: "br-rj", optional: ["br/easter-48"], worked: ["br/11-20", "br-rj/04-23"] } }), []);
});

test("each thing that is wrong is told with its path", () => {
  assert.deepEqual(paths({ timeZone: "Mars/Base" }), ["timeZone"]);
  assert.deepEqual(paths(monday(["8:00", "12:00"])), ["week.monday.0.from"]);
  assert.deepEqual(paths(monday(["24:00", "12:61"])), ["week.monday.0.from", "week.monday.0.to"]);
  assert.deepEqual(paths(monday(["09:00", "09:00"])), ["week.monday.0"]);
  assert.deepEqual(paths(monday(["08:00", "12:00"], ["11:59", "13:00"])), ["week.monday"]);
  assert.deepEqual(paths(monday(["22:00", "03:00"], ["23:00", "23:30"])), ["week.monday"]);
  const christmas = { date: "2026-12-25", intervals: [] };
  assert.deepEqual(paths({ exceptions: [christmas, { ...christmas, date: "2026-02-30" }, christmas] }), [
    "exceptions.1.date",
    "exceptions.2.date",
  ]);
  assert.deepEqual(paths({ holidays: { place: "toString", optional: [], worked: [] } }), ["holidays.place"]);
  assert.deepEqual(paths({ holidays: { place: "br", optional: ["br/12-25"], worked: ["br-sp/07-09"] } }), [
    "holidays.optional.0",
    "holidays.worked.0",
  ]);
});
