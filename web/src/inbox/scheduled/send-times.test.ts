import assert from "node:assert/strict";
import { test } from "node:test";
import { sendTimes } from "./send-times.ts";

test("tomorrow and Monday are days of the workspace, whatever day it is elsewhere", () => {
  // Friday 22:30 in Manaus, Saturday in UTC.
  const now = Date.parse("2026-11-28T02:30:00Z");
  assert.deepEqual(sendTimes(now, "America/Manaus"), {
    hour: "2026-11-28T03:30:00.000Z",
    tomorrow: "2026-11-28T09:00",
    monday: "2026-11-30T09:00",
  });
  // On a Monday it is the next one.
  assert.equal(sendTimes(Date.parse("2026-11-30T15:00:00Z"), "UTC").monday, "2026-12-07T09:00");
});
