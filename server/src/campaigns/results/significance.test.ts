import assert from "node:assert/strict";
import { test } from "node:test";
import { certainty, winnerOf } from "./significance.ts";

test("how certain two shares differ agrees with the table of the normal distribution", () => {
  // z = 1.96 is 95 %: 60 and 40 of 100 are z = 2.828, which is 99.53 %.
  assert.ok(Math.abs(certainty({ sent: 100, replied: 60 }, { sent: 100, replied: 40 }) - 0.9953) < 0.0005);
  assert.equal(certainty({ sent: 0, replied: 0 }, { sent: 10, replied: 5 }), 0);
  assert.equal(certainty({ sent: 10, replied: 0 }, { sent: 10, replied: 0 }), 0);
  assert.equal(Math.round(certainty({ sent: 50, replied: 10 }, { sent: 50, replied: 10 }) * 1e6), 0);
});

test("a text wins over each other one, and never among a few people", () => {
  const arms = (...list: [string, number, number][]) => new Map(list.map(([key, sent, replied]) => [key, { sent, replied }]));
  assert.equal(winnerOf(arms(["A", 500, 93], ["B", 500, 60])), "A");
  assert.equal(winnerOf(arms(["A", 500, 80], ["B", 500, 75])), null);
  assert.equal(winnerOf(arms(["A", 20, 20], ["B", 20, 0])), null);
  assert.equal(winnerOf(arms(["A", 500, 10], ["B", 500, 90], ["C", 500, 88])), null);
  assert.equal(winnerOf(arms(["A", 500, 90])), null);
});
