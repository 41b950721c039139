import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "../cast/harness.ts";

const app = await startApp();
const ours = await app.addWorkspace("New");
const theirs = await app.addWorkspace("Elsewhere");
const agent = await app.addMember(ours, "Bia", "agent", "own");
const owner = await app.signIn(ours);
const call = (method: string, address: string, body?: unknown, headers = owner) => app.call(null, method, address, body, headers);
const doneOf = async (headers = owner) => {
  const { body } = await call("GET", "/first-steps", undefined, headers);
  return Object.fromEntries(body.steps.map((step: any) => [step.id, step.isDone]));
};

test("a step ticks itself when it has happened, in its own workspace", async () => {
  const stranger = await app.signIn(theirs);
  const before = await doneOf();
  assert.deepEqual([before.knowledge, before.hours], [false, false]);
  const article = await call("POST", "/knowledge/documents", { kind: "article", title: "Garantia", body: "Um ano." });
  assert.equal(article.status, 201, JSON.stringify(article.body));
  assert.equal((await doneOf()).knowledge, false, "a draft answers nobody");
  assert.equal((await call("POST", `/knowledge/documents/${article.body.id}/publication`)).status, 200);
  assert.deepEqual({ ...(await doneOf()) }, { ...before, knowledge: true });
  assert.equal((await doneOf(stranger)).knowledge, false);
});

test("the list is put away for everybody, and comes back; who may not change the workspace sees none", async () => {
  assert.equal((await call("PUT", "/first-steps/away")).status, 204);
  assert.equal((await call("GET", "/first-steps")).body.isAway, true);
  assert.equal((await call("DELETE", "/first-steps/away")).status, 204);
  assert.equal((await call("GET", "/first-steps")).body.isAway, false);
  assert.equal((await app.call(agent, "GET", "/first-steps")).status, 403);
});
