import assert from "node:assert/strict";
import { test } from "node:test";
import { daysOf, sameTimeOn, turned } from "./calendar-days.ts";

test("a month is shown in whole weeks from Monday on, six at most", () => {
  const march = daysOf("month", "2027-03-10");
  assert.deepEqual([march.length, march[0], march.at(-1)], [35, "2027-03-01", "2027-04-04"]);
  const february = daysOf("month", "2027-02-28");
  assert.deepEqual([february.length, february[0], february.at(-1)], [28, "2027-02-01", "2027-02-28"]);
  assert.equal(daysOf("month", "2027-08-15").length, 42);
  assert.deepEqual(daysOf("day", "2027-03-10"), ["2027-03-10"]);
});

test("pages turn by what is shown, over the ends of years", () => {
  assert.equal(turned("month", "2026-12-31", 1), "2027-01-01");
  assert.equal(turned("month", "2027-01-31", -1), "2026-12-01");
  assert.equal(turned("week", "2026-12-30", 1), "2027-01-06");
  assert.equal(turned("day", "2027-03-01", -1), "2027-02-28");
});

test("an order that is moved to another day keeps its hour in the workspace's zone", () => {
  // 23:30 in Manaus is already the next day in UTC.
  assert.equal(sameTimeOn("2027-03-20", "2027-03-11T03:30:00Z", "America/Manaus"), "2027-03-21T03:30:00.000Z");
});
