import assert from "node:assert/strict";
import { test } from "node:test";
import { createThrottle } from "./throttle.ts";

test("a throttle runs at once, joins what comes meanwhile, and rests when nothing came", (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let runs = 0;
  const call = createThrottle(() => {
    runs += 1;
  }, 300);
  call();
  assert.equal(runs, 1, "the first at once");
  for (let i = 0; i < 50; i += 1) call();
  t.mock.timers.tick(299);
  assert.equal(runs, 1, "fifty more wait");
  t.mock.timers.tick(1);
  assert.equal(runs, 2, "and are one");
  t.mock.timers.tick(300);
  assert.equal(runs, 2, "nothing came since");
  call();
  assert.equal(runs, 3, "the next is a first one again");
});
