import assert from "node:assert/strict";
import { test } from "node:test";
import { isMet, targetOn } from "./figure-target.ts";

test("the target of a day is the latest that was set before it, until it was taken away", () => {
  const targets = [
    { from: "2026-11-10", value: 300 },
    { from: "2026-10-01", value: 600 },
    { from: "2026-12-01", value: null },
  ];
  const asked = ["2026-09-30", "2026-10-01", "2026-11-09", "2026-11-10", "2026-11-30", "2026-12-01"];
  assert.deepEqual(
    asked.map((day) => targetOn(targets, day)),
    [null, 600, 600, 300, 300, null],
  );
});

test("met is as good as the target or better, whichever way is good", () => {
  assert.deepEqual(
    [isMet("more", 0.95, 0.95), isMet("more", 0.94, 0.95), isMet("less", 300, 300), isMet("less", 301, 300)],
    [true, false, true, false],
  );
});
