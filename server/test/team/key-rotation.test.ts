import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Keys");
const administrator = await app.addMember(workspace, "Adm", "administrator");
const origin = app.config.publicUrl;
const signedIn = await app.prosa.http.inject({ method: "POST", url: "/api/v1/login", headers: { origin }, payload: administrator.login });
const cookie = signedIn.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");

async function ask(method: "GET" | "POST" | "DELETE", path: string, payload?: object) {
  const answer = await app.prosa.http.inject({
    method,
    url: `/api/v1${path}`,
    headers: { origin, cookie },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, body: answer.json() };
}
const opens = async (apiKey: string) => (await app.call({ apiKey }, "GET", "/members")).status;
const shown = async (id: string) => (await ask("GET", "/api-keys")).body.items.find((key: { id: string }) => key.id === id);

test("both texts of a key hold until the hours are over; a third ends the first", async () => {
  const made = (await ask("POST", "/api-keys", { name: "ERP", scopes: ["team.read"] })).body;
  const before = await shown(made.id);
  assert.equal(before.formerUntil, null);
  const second = (await ask("POST", `/api-keys/${made.id}/rotation`, { hours: 24 })).body;
  assert.deepEqual([await opens(made.token), await opens(second.token)], [200, 200]);
  const after = await shown(made.id);
  assert.equal(after.formerUntil, second.formerUntil);
  assert.equal(second.token.startsWith(after.prefix), true);
  const third = (await ask("POST", `/api-keys/${made.id}/rotation`, { hours: 1 })).body;
  assert.deepEqual([await opens(made.token), await opens(second.token), await opens(third.token)], [401, 200, 200]);
  app.clock.advance(61 * 60_000);
  assert.deepEqual([await opens(second.token), await opens(third.token)], [401, 200]);
  assert.equal((await shown(made.id)).formerUntil, null);
  const acts = await app.rows("select detail from audit_log where workspace_id = $1 and action = 'api_key.rotated'", [workspace.id]);
  assert.equal(acts.length, 2);
  assert.equal(JSON.stringify(acts).includes(third.token), false);
});

test("no hours end the text before at once; a revoked key opens by neither, and gets no new text", async () => {
  const made = (await ask("POST", "/api-keys", { name: "ERP 2", scopes: ["team.read"] })).body;
  const second = (await ask("POST", `/api-keys/${made.id}/rotation`, { hours: 0 })).body;
  assert.deepEqual([await opens(made.token), await opens(second.token)], [401, 200]);
  const third = (await ask("POST", `/api-keys/${made.id}/rotation`, { hours: 24 })).body;
  await ask("DELETE", `/api-keys/${made.id}`);
  assert.deepEqual([await opens(second.token), await opens(third.token)], [401, 401]);
  assert.equal((await ask("POST", `/api-keys/${made.id}/rotation`, { hours: 24 })).status, 404);
});

test("a key that has ended gets no new text, and a key gives none to another", async () => {
  const expiresAt = new Date(app.clock.now().getTime() + 60_000).toISOString();
  const made = (await ask("POST", "/api-keys", { name: "Short", scopes: ["team.read"], expiresAt })).body;
  assert.equal((await app.call(workspace, "POST", `/api-keys/${made.id}/rotation`, { hours: 1 })).status, 403);
  app.clock.advance(61_000);
  assert.equal((await ask("POST", `/api-keys/${made.id}/rotation`, { hours: 1 })).status, 404);
});
