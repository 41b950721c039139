import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { createGatherer } from "./gather.ts";

function gathererOf(rounds: number[][], fails: (items: number[]) => boolean = () => false) {
  return createGatherer<number, number>({
    keyOf: (item) => (item < 100 ? "small" : "large"),
    atMost: 4,
    async run(items) {
      rounds.push(items);
      await sleep(5);
      if (fails(items)) throw new Error(`no ${items}`);
      return items.map((item) => item * 10);
    },
  });
}

test("calls of one moment share a round, those that come meanwhile the next, and each gets its own result", async () => {
  const rounds: number[][] = [];
  const ask = gathererOf(rounds);
  const first = [1, 2].map(ask);
  await sleep(1);
  const results = await Promise.all([...first, ...[3, 4, 5, 6, 7].map(ask)]);
  assert.deepEqual(results, [10, 20, 30, 40, 50, 60, 70]);
  assert.deepEqual(rounds, [[1, 2], [3, 4, 5, 6], [7]]);
});

test("items of different keys never share a round and do not wait for each other", async () => {
  const rounds: number[][] = [];
  const ask = gathererOf(rounds);
  assert.deepEqual(await Promise.all([1, 100, 2, 200].map(ask)), [10, 1000, 20, 2000]);
  assert.deepEqual(rounds, [
    [1, 2],
    [100, 200],
  ]);
});

test("a round that fails runs again one by one: only the bad item fails, and later calls are served", async () => {
  const rounds: number[][] = [];
  const ask = gathererOf(rounds, (items) => items.includes(2));
  const results = await Promise.allSettled([1, 2, 3].map(ask));
  assert.deepEqual(
    results.map((result) => (result.status === "fulfilled" ? result.value : (result.reason as Error).message)),
    [10, "no 2", 30],
  );
  assert.deepEqual(rounds, [[1, 2, 3], [1], [2], [3]]);
  assert.equal(await ask(9), 90);
});
