import assert from "node:assert/strict";
import { test } from "node:test";
import { certainty, verdictOf, winnerOf } from "./significance.ts";

test("how certain two shares differ agrees with the table of the normal distribution", () => {
  // z = 1.96 is 95 %: 60 and 40 of 100 are z = 2.828, which is 99.53 %.
  assert.ok(Math.abs(certainty({ tried: 100, succeeded: 60 }, { tried: 100, succeeded: 40 }) - 0.9953) < 0.0005);
  assert.equal(certainty({ tried: 0, succeeded: 0 }, { tried: 10, succeeded: 5 }), 0);
  assert.equal(certainty({ tried: 10, succeeded: 0 }, { tried: 10, succeeded: 0 }), 0);
  assert.equal(Math.round(certainty({ tried: 50, succeeded: 10 }, { tried: 50, succeeded: 10 }) * 1e6), 0);
});

test("a text wins over each other one, and never among a few people", () => {
  const arms = (...list: [string, number, number][]) => new Map(list.map(([key, tried, succeeded]) => [key, { tried, succeeded }]));
  assert.equal(winnerOf(arms(["A", 500, 93], ["B", 500, 60])), "A");
  assert.equal(winnerOf(arms(["A", 500, 80], ["B", 500, 75])), null);
  assert.equal(winnerOf(arms(["A", 20, 20], ["B", 20, 0])), null);
  assert.equal(winnerOf(arms(["A", 500, 10], ["B", 500, 90], ["C", 500, 88])), null);
  assert.equal(winnerOf(arms(["A", 500, 90])), null);
});

test("two shares are too few to tell, not sure or sure; what is rare needs more", () => {
  const verdict = (a: [number, number], b: [number, number]) =>
    verdictOf({ tried: a[0], succeeded: a[1] }, { tried: b[0], succeeded: b[1] });
  assert.deepEqual(verdict([0, 0], [0, 0]), { state: "too_few", needed: 30 });
  assert.deepEqual(verdict([29, 15], [400, 200]), { state: "too_few", needed: 30 });
  assert.deepEqual(verdict([100, 1], [100, 3]), { state: "too_few", needed: 250 });
  assert.deepEqual(verdict([100, 99], [100, 97]), { state: "too_few", needed: 250 });
  assert.deepEqual(verdict([400, 40], [410, 62]), { state: "sure" });
  assert.deepEqual(verdict([400, 40], [410, 45]), { state: "not_sure" });
  assert.deepEqual(verdict([400, 0], [410, 0]), { state: "not_sure" });
});
