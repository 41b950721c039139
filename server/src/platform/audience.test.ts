import assert from "node:assert/strict";
import { test } from "node:test";
import { hearing } from "./audience.ts";

const fact = (conversationId: string | null, before?: string[]) => ({
  workspaceId: "w",
  kind: "thing.changed",
  conversationId,
  subjectId: null,
  ...(before === undefined ? {} : { before }),
});
const heard = ({ facts }: ReturnType<typeof hearing>) => facts.map(({ conversationId }) => conversationId);

test("one hears what is for everybody or for one's words, and without the audience", () => {
  const told = hearing(["a"], [fact("one"), fact("two"), fact(null), fact("four")], [["a", "b"], ["b"], null, []]);
  assert.deepEqual(heard(told), ["one", null]);
  assert.deepEqual(told.gone, []);
  assert.deepEqual(hearing(["a"], [fact("one", ["a"])], [["a"]]).facts, [
    { kind: "thing.changed", conversationId: "one", subjectId: null },
  ]);
});

test("what was in sight before and is not now is gone, once; what comes back is not", () => {
  const moved = [fact("one", ["a"]), fact("one", ["a", "b"]), fact("two", ["b"]), fact("three", ["a"])];
  const told = hearing(["a"], moved, [["b"], ["b"], ["c"], ["a"]]);
  assert.deepEqual([heard(told), told.gone], [["three"], ["one"]]);
});

test("who hears everything loses nothing", () => {
  const told = hearing(null, [fact("one", ["a"])], [["b"]]);
  assert.deepEqual([heard(told), told.gone], [["one"], []]);
});
