import assert from "node:assert/strict";
import { test } from "node:test";
import { dayIn, periodOf, stepsOf } from "./period.ts";

const TODAY = "2026-11-18";

test("a period ends today, and its steps follow from its length", () => {
  assert.deepEqual(periodOf({}, TODAY), { from: "2026-10-20", to: TODAY, step: "day" });
  assert.deepEqual(periodOf({ period: "today" }, TODAY), { from: TODAY, to: TODAY, step: "day" });
  assert.equal(periodOf({ period: "12m" }, TODAY).step, "week");
  assert.equal(periodOf({ period: "12m", step: "month" }, TODAY).step, "month");
});

test("days of one's own are put in order, and ten years are told by month", () => {
  assert.deepEqual(periodOf({ period: "own", from: "2026-12-31", to: "2017-01-01" }, TODAY), {
    from: "2017-01-01",
    to: "2026-12-31",
    step: "month",
  });
  assert.equal(stepsOf({ from: "2017-01-01", to: "2026-12-31", step: "month" }).length, 120);
});

test("no step is left out, weeks begin on Mondays, and a day is the zone's", () => {
  assert.deepEqual(stepsOf({ from: "2026-10-30", to: "2026-11-02", step: "day" }), [
    "2026-10-30",
    "2026-10-31",
    "2026-11-01",
    "2026-11-02",
  ]);
  assert.deepEqual(stepsOf({ from: "2026-11-18", to: "2026-11-23", step: "week" }), ["2026-11-16", "2026-11-23"]);
  assert.equal(dayIn(Date.parse("2026-11-18T02:00:00Z"), "America/Manaus"), "2026-11-17");
});
