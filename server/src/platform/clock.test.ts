import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { createJumpingClock } from "./clock.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "prosa clock "));
after(() => rmSync(folder, { recursive: true }));
const DAY_MS = 24 * 60 * 60_000;

test("a clock that was sent ahead is ahead after a restart: what was put off to its time comes due", () => {
  const file = path.join(folder, "clock.json");
  const before = createJumpingClock(file);
  assert.equal(before.ahead(), 0);
  before.jump(DAY_MS);
  before.jump(60_000);
  const due = new Date(before.now().getTime() - 1);
  const again = createJumpingClock(file);
  assert.equal(again.ahead(), DAY_MS + 60_000);
  assert.ok(again.now() >= due);
});

test("a file that says nothing usable is no reason not to start", () => {
  for (const text of ["", "{}", '{"aheadMs":"x"}', '{"aheadMs":-5}', "null"]) {
    const file = path.join(folder, "broken.json");
    writeFileSync(file, text);
    assert.equal(createJumpingClock(file).ahead(), 0, text);
  }
});
