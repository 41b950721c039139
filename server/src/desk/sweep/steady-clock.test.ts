import assert from "node:assert/strict";
import { test } from "node:test";
import { createSteadiness } from "./steady-clock.ts";

test("behind a jump of the clock devices have their time, and after two jumps they have it from the second", () => {
  let [said, at] = [0, 0];
  const isSteady = createSteadiness({ now: () => new Date(said) }, () => at, 45_000);
  const pass = (ms: number, jump = 0) => {
    said += ms + jump;
    at += ms;
    return isSteady();
  };
  assert.equal(pass(15_000), true);
  assert.equal(pass(15_000, 86_400_000), false);
  assert.equal(pass(15_000, 86_400_000), false);
  assert.equal(pass(40_000), false);
  assert.equal(pass(15_000), true);
  assert.equal(pass(15_000, -172_800_000), false);
});
