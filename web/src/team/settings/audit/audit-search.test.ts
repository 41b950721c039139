import assert from "node:assert/strict";
import { test } from "node:test";
import { narrowingOf } from "./audit-search.ts";

test("days of the address are those of the workspace's clock, the last one to its end, also where clocks change", () => {
  assert.deepEqual(narrowingOf({ search: "ana", from: "2026-11-27", until: "2026-11-27" }, "America/Sao_Paulo"), {
    search: "ana",
    from: "2026-11-27T03:00:00.000Z",
    until: "2026-11-28T03:00:00.000Z",
  });
  // In Lisbon clocks went back on 25 October: that day had 25 hours.
  assert.deepEqual(narrowingOf({ from: "2026-10-25", until: "2026-10-25" }, "Europe/Lisbon"), {
    from: "2026-10-24T23:00:00.000Z",
    until: "2026-10-26T00:00:00.000Z",
  });
  assert.deepEqual(narrowingOf({ until: "2026-12-31" }, "UTC"), { until: "2027-01-01T00:00:00.000Z" });
});
