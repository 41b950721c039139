import assert from "node:assert/strict";
import { test } from "node:test";
import { type Actor, type AppError, publicRoute, type Right } from "../platform/index.ts";
import { createRights, defineRight, may, requireRight } from "./rights.ts";

const read = defineRight("things.read", { about: "Read things.", roles: ["agent", "viewer"], forKeys: true });
const manage = defineRight("things.manage", { about: "Change things.", roles: [], forKeys: false });
const rights = createRights([read, manage]);

test("owners and administrators have every right, other roles those that name them", () => {
  const has = (role: Parameters<typeof rights.of>[0]) => [...rights.of(role)];
  assert.deepEqual(has("owner"), ["things.read", "things.manage"]);
  assert.deepEqual(has("administrator"), ["things.read", "things.manage"]);
  assert.deepEqual([has("agent"), has("viewer"), has("manager"), has("technician")], [["things.read"], ["things.read"], [], []]);
  assert.deepEqual(rights.keyScopes, ["things.read"]);
});

test("a name that is declared twice, and a right that no room offers, are found at the start", () => {
  assert.throws(
    () => createRights([read, defineRight("things.read", { about: "", roles: [], forKeys: true })]),
    /"things.read" is declared twice/,
  );
  assert.equal(rights.knows(read), true);
  assert.equal(rights.knows(defineRight("things.read", { about: "Another of the same name.", roles: [], forKeys: true })), false);
});

test("who may not is told which right is missing", () => {
  const actor: Actor = { kind: "member", id: null, name: "Ana", capabilities: rights.of("agent"), sight: { kind: "all" } };
  assert.deepEqual([may(actor, read), may(actor, manage)], [true, false]);
  assert.throws(
    () => requireRight(actor, manage),
    (error: AppError) => error.code === "team.not_allowed" && error.message.includes("things.manage"),
  );
});

test("a wrong word does not compile", () => {
  // @ts-expect-error a plain object is no right
  const looksLikeOne: Right = { name: "things.raed" };
  // @ts-expect-error nor is a string one
  const word: Right = "things.read";
  assert.ok(looksLikeOne !== word && publicRoute.access === "public");
});
