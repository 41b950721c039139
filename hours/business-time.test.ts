import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addBusinessTime, businessTimeBetween, isOpen, nextChange } from "./business-time.ts";
import { type Calendar, type Interval, MINUTE_MS, minutesOf, WEEKDAYS, type Weekday } from "./calendar.ts";
import { problemsOfCalendar } from "./check-calendar.ts";

const HOUR_MS = 60 * MINUTE_MS;
const week = (intervals: Interval[], weekend: Interval[] = []) =>
  Object.fromEntries(WEEKDAYS.map((day) => [day, day === "saturday" || day === "sunday" ? weekend : intervals])) as Record<
    Weekday,
    Interval[]
  >;
const office: Calendar = {
  timeZone: "America/Sao_Paulo",
  week: week([
    { from: "08:00", to: "12:00" },
    { from: "13:30", to: "18:00" },
  ]),
  exceptions: [
    { date: "2026-12-24", intervals: [{ from: "08:00", to: "12:00" }], name: "Véspera" },
    { date: "2026-12-25", intervals: [{ from: "09:00", to: "10:00" }] },
  ],
  holidays: { place: "br-sp-sao-paulo", optional: ["br/easter-47"], worked: ["br/11-02"] },
};
const at = (text: string) => new Date(text);
const iso = (date: Date | null) => date?.toISOString().slice(0, 16) ?? null;

test("a lunch break, the end of the day, a weekend", () => {
  // Friday 27 November 2026; São Paulo is three hours behind UTC.
  assert.equal(isOpen(office, at("2026-11-27T10:59:59Z")), false);
  assert.equal(isOpen(office, at("2026-11-27T11:00:00Z")), true);
  assert.equal(isOpen(office, at("2026-11-27T15:00:00Z")), false, "noon itself is closed");
  assert.equal(iso(nextChange(office, at("2026-11-27T11:00:00Z"))), "2026-11-27T15:00");
  assert.equal(iso(nextChange(office, at("2026-11-27T15:00:00Z"))), "2026-11-27T16:30");
  assert.equal(iso(nextChange(office, at("2026-11-27T21:00:00Z"))), "2026-11-30T11:00");
  assert.equal(iso(addBusinessTime(office, at("2026-11-27T20:30:00Z"), HOUR_MS)), "2026-11-30T11:30");
  assert.equal(
    iso(addBusinessTime(office, at("2026-11-27T20:30:00Z"), HOUR_MS / 2)),
    "2026-11-27T21:00",
    "closing time, where it fits exactly",
  );
  assert.equal(businessTimeBetween(office, at("2026-11-27T00:00:00Z"), at("2026-11-30T12:00:00Z")), 9.5 * HOUR_MS);
  assert.equal(businessTimeBetween(office, at("2026-11-30T12:00:00Z"), at("2026-11-27T00:00:00Z")), 0);
});

test("an exception stands above a holiday, and a holiday above the week", () => {
  const openOn = (date: string) =>
    businessTimeBetween(office, at(`${date}T03:00:00Z`), new Date(at(`${date}T03:00:00Z`).getTime() + 24 * HOUR_MS)) / HOUR_MS;
  assert.equal(openOn("2026-11-26"), 8.5);
  assert.equal(openOn("2026-12-24"), 4);
  assert.equal(openOn("2026-12-25"), 1, "open on Christmas for an hour");
  assert.equal(openOn("2026-11-20"), 0, "Consciência Negra");
  assert.equal(openOn("2026-11-02"), 8.5, "worked");
  assert.equal(openOn("2026-02-17"), 0, "Carnival Tuesday, chosen");
  assert.equal(openOn("2026-02-16"), 8.5, "Carnival Monday, not chosen");
  assert.equal(openOn("2027-01-25"), 0, "the city's own");
  assert.equal(openOn("2026-07-09"), 0, "the state's own");
});

test("hours that never open, and hours that never close", () => {
  const never: Calendar = { timeZone: "UTC", week: week([]), exceptions: [], holidays: null };
  assert.equal(nextChange(never, at("2026-01-01T00:00:00Z")), null);
  assert.equal(addBusinessTime(never, at("2026-01-01T00:00:00Z"), 1), null);
  const always: Calendar = { ...never, week: week([{ from: "00:00", to: "24:00" }], [{ from: "00:00", to: "24:00" }]) };
  assert.equal(nextChange(always, at("2026-01-01T00:00:00Z")), null);
  assert.equal(iso(addBusinessTime(always, at("2026-01-01T00:00:00Z"), 1000 * 24 * HOUR_MS)), "2028-09-27T00:00");
  const lisbon = { ...always, timeZone: "Europe/Lisbon" };
  // 23 hours in March, 25 in October.
  assert.equal(businessTimeBetween(lisbon, at("2026-03-29T00:00:00Z"), at("2026-03-29T23:00:00Z")), 23 * HOUR_MS);
  const office = { ...lisbon, week: week([{ from: "09:00", to: "18:00" }], [{ from: "00:00", to: "24:00" }]) };
  assert.equal(businessTimeBetween(office, at("2026-03-27T18:00:00Z"), at("2026-03-30T08:00:00Z")), 47 * HOUR_MS);
  assert.equal(businessTimeBetween(office, at("2026-10-23T17:00:00Z"), at("2026-10-26T09:00:00Z")), 49 * HOUR_MS);
});

test("a night belongs to the day on which it begins", () => {
  const bar: Calendar = {
    timeZone: "Europe/Lisbon",
    week: { ...week([]), friday: [{ from: "22:00", to: "04:00" }] },
    exceptions: [],
    holidays: null,
  };
  assert.ok(
    isOpen(bar, at("2026-11-28T03:59:00Z")) && !isOpen(bar, at("2026-11-28T04:00:00Z")) && !isOpen(bar, at("2026-11-27T03:00:00Z")),
  );
  assert.equal(iso(nextChange(bar, at("2026-11-27T23:00:00Z"))), "2026-11-28T04:00");
  const closedSaturday = { ...bar, exceptions: [{ date: "2026-11-28", intervals: [] }] };
  assert.ok(isOpen(closedSaturday, at("2026-11-28T03:00:00Z")), "the night of Friday goes on");
});

// Zones with clocks that change at midnight, one minute after it, by half an hour, over a whole day, and never; each near a change.
const MOMENTS: [zone: string, moment: string][] = [
  ["America/Sao_Paulo", "2018-11-04T03:00:00Z"],
  ["America/Sao_Paulo", "2019-02-17T02:00:00Z"],
  ["Europe/Lisbon", "2026-03-29T01:00:00Z"],
  ["Europe/Lisbon", "2026-10-25T01:00:00Z"],
  ["Atlantic/Azores", "2026-10-25T01:00:00Z"],
  ["America/St_Johns", "2008-11-02T02:31:00Z"],
  ["America/St_Johns", "2009-03-08T03:31:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T15:00:00Z"],
  ["Australia/Lord_Howe", "2026-10-03T15:30:00Z"],
  ["Pacific/Apia", "2011-12-30T10:00:00Z"],
  ["America/Havana", "2026-11-01T05:00:00Z"],
  ["Africa/Casablanca", "2026-02-15T02:00:00Z"],
  ["Asia/Kathmandu", "2026-05-01T00:00:00Z"],
  ["Pacific/Kiritimati", "2026-12-31T10:00:00Z"],
];

const time = fc.integer({ min: 0, max: 47 }).map((half) => `${String(half >> 1).padStart(2, "0")}:${half % 2 === 0 ? "00" : "31"}`);
const intervals = fc
  .uniqueArray(time, { minLength: 0, maxLength: 6 })
  .map((times) => [...times].sort())
  .chain((times) => fc.boolean().map((overnight) => pair(times, overnight)));

/** Sorted times two by two; the odd one ends at midnight, and an overnight day lets its last interval run into the next. */
function pair(times: string[], overnight: boolean): Interval[] {
  const pairs: Interval[] = [];
  for (let index = 0; index < times.length; index += 2) pairs.push({ from: times[index] as string, to: times[index + 1] ?? "24:00" });
  const last = pairs.at(-1);
  if (overnight && last !== undefined && pairs.length > 1) last.to = pairs[0]?.from as string;
  return pairs;
}

const calendar = (timeZone: string, dates: string[]): fc.Arbitrary<Calendar> =>
  fc.record({
    timeZone: fc.constant(timeZone),
    week: fc.record({
      monday: intervals,
      tuesday: intervals,
      wednesday: intervals,
      thursday: intervals,
      friday: intervals,
      saturday: intervals,
      sunday: intervals,
    }),
    exceptions: fc.uniqueArray(fc.record({ date: fc.constantFrom(...dates), intervals }), { maxLength: 2, selector: ({ date }) => date }),
    holidays: fc.constantFrom(null, { place: "pt", optional: ["pt/12-31"], worked: ["pt/01-01"] }),
  });

const DAYS = 4;

interface Wall {
  date: string;
  before: string;
  minute: number;
}

/** What the wall shows in every minute of a scene, asked of the machine moment by moment. */
function wallsOf(timeZone: string, start: number): Wall[] {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return Array.from({ length: DAYS * 1440 }, (_, index) => {
    const [date, clock] = format.format(start + index * MINUTE_MS).split(" ") as [string, string];
    const before = new Date(Date.parse(`${date}T00:00:00Z`) - 24 * HOUR_MS).toISOString().slice(0, 10);
    return { date, before, minute: minutesOf(clock) };
  });
}

const SCENES = MOMENTS.map(([zone, moment]) => {
  const start = Date.parse(moment) - 2 * 24 * HOUR_MS;
  const walls = wallsOf(zone, start);
  return { zone, start, walls, dates: [...new Set(walls.map(({ date }) => date))] };
});
const sceneAt = (index: number) => SCENES[index] as (typeof SCENES)[number];
/** Those of Portugal that lie in a scene, without the one that is worked. */
const CLOSED = [
  "2018-11-01",
  "2026-04-03",
  "2026-04-05",
  "2026-05-01",
  "2026-10-05",
  "2008-11-01",
  "2026-11-01",
  "2011-12-31",
  "2026-12-31",
];

/** The definition, word by word: an interval of the date, or the rest of a night of the date before. */
function isOpenByHand(given: Calendar, { date, before, minute }: Wall): boolean {
  const on = (day: string): readonly Interval[] => {
    const exception = given.exceptions.find((one) => one.date === day);
    if (exception !== undefined) return exception.intervals;
    if (given.holidays !== null && CLOSED.includes(day)) return [];
    return given.week[WEEKDAYS[(new Date(day).getUTCDay() + 6) % 7] as Weekday];
  };
  return (
    on(date).some(({ from, to }) => minutesOf(from) <= minute && (minute < minutesOf(to) || to <= from)) ||
    on(before).some(({ from, to }) => to <= from && minute < minutesOf(to))
  );
}

test("the same as a walk from minute to minute, in every zone, wherever its clocks change", () => {
  const scene = fc.constantFrom(...SCENES.keys()).chain((index) =>
    fc.record({
      index: fc.constant(index),
      calendar: calendar(sceneAt(index).zone, sceneAt(index).dates),
      from: fc.integer({ min: 0, max: DAYS * 1440 - 1 }),
      to: fc.integer({ min: 0, max: DAYS * 1440 }),
      add: fc.integer({ min: 1, max: DAYS * 600 }),
    }),
  );
  let changes = 0;
  fc.assert(
    fc.property(scene, ({ index, calendar, from, to, add }) => {
      const { start, walls } = sceneAt(index);
      assert.deepEqual(problemsOfCalendar(calendar), []);
      const open = walls.map((wall) => isOpenByHand(calendar, wall));
      const moment = (minute: number) => new Date(start + minute * MINUTE_MS);
      assert.equal(isOpen(calendar, moment(from)), open[from]);
      const walked = open.slice(from, to).filter(Boolean).length;
      assert.equal(businessTimeBetween(calendar, moment(from), moment(to)), walked * MINUTE_MS);
      const change = open.findIndex((is, minute) => minute > from && is !== open[from]);
      if (change > 0) {
        changes += 1;
        assert.equal(nextChange(calendar, moment(from))?.getTime(), moment(change).getTime());
      }
      let [minute, rest] = [from, add];
      for (; minute < open.length && rest > 0; minute += 1) if (open[minute]) rest -= 1;
      if (rest === 0) {
        assert.equal(addBusinessTime(calendar, moment(from), add * MINUTE_MS)?.getTime(), moment(minute).getTime());
        const halfLess = new Date(moment(minute).getTime() - MINUTE_MS / 2);
        assert.equal(addBusinessTime(calendar, moment(from), (add - 0.5) * MINUTE_MS)?.getTime(), halfLess.getTime());
      }
    }),
    { numRuns: 400, endOnFailure: true },
  );
  assert.ok(changes > 200, `most scenes saw a change (${changes})`);
});

test("adding and measuring are each other's opposite", () => {
  fc.assert(
    fc.property(
      calendar("Europe/Lisbon", ["2026-03-29", "2026-10-25"]),
      fc.date({ min: at("2026-01-01T00:00:00Z"), max: at("2026-12-31T00:00:00Z"), noInvalidDate: true }),
      fc.integer({ min: 1, max: 200 * HOUR_MS }),
      (given, from, ms) => {
        const end = addBusinessTime(given, from, ms);
        if (end === null) return assert.equal(nextChange(given, new Date(from.getTime() + 10 * 24 * HOUR_MS)), null);
        assert.equal(businessTimeBetween(given, from, end), ms);
        assert.equal(businessTimeBetween(given, from, new Date(end.getTime() - 1)), ms - 1, "and not a moment earlier");
      },
    ),
    { numRuns: 300 },
  );
});
