import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "../cast/harness.ts";

const app = await startApp();
const main = await app.addWorkspace("Matriz");
const other = await app.addWorkspace("Alheia");
const agent = await app.addMember(main, "Bia", "agent");
const owner = await tabOf(main);

/** A tab of somebody's browser. */
async function tabOf(who: { login: { email: string; password: string } }) {
  const signed = await app.signIn(who);
  return async (method: string, address: string, body?: unknown, headers: Record<string, string> = {}) => {
    const answer = await app.prosa.http.inject({
      method: method as "GET",
      url: `/api/v1${address}`,
      headers: { ...headers, origin: String(signed.origin), cookie: String(signed.cookie) },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    return { status: answer.statusCode, body: answer.json() };
  };
}

const branch = { name: "Filial", language: "en", timeZone: "Europe/Lisbon" };
const namesOf = ({ body }: { body: { items: { name: string; isCurrent: boolean }[] } }) =>
  body.items.map(({ name, isCurrent }) => (isCurrent ? `*${name}` : name));
const actsIn = async (workspaceId: string) =>
  (await app.rows("select action from audit_log where workspace_id = $1 order by id", [workspaceId])).map(({ action }) => action);

test("an owner opens one more workspace and goes into it; pages of the one before are refused, and the next login begins there", async () => {
  assert.deepEqual(namesOf(await owner("GET", "/me/workspaces")), ["*Matriz"]);
  assert.equal((await owner("POST", "/workspaces", { ...branch, timeZone: "Europe/Lisboa" })).body.code, "team.unknown_time_zone");
  const made = await owner("POST", "/workspaces", branch);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { workspaceId } = made.body as { workspaceId: string };
  assert.deepEqual(namesOf(await owner("GET", "/me/workspaces")), ["Filial", "*Matriz"], "it stays where it is");

  assert.equal((await owner("PUT", "/me/workspace", { workspaceId })).status, 200);
  const me = await owner("GET", "/me");
  assert.deepEqual([me.body.workspace.name, me.body.workspace.language, me.body.role], ["Filial", "en", "owner"]);
  assert.deepEqual((await owner("GET", "/members")).body.items.length, 1, "nothing is shared");
  assert.deepEqual(await actsIn(workspaceId), ["workspace.created", "login.entered"]);

  const stale = await owner("POST", "/labels", { name: "VIP" }, { "x-prosa-workspace": main.id });
  assert.deepEqual([stale.status, stale.body.code], [409, "team.other_workspace"]);
  assert.deepEqual(await app.rows("select 1 from labels where name = 'VIP'"), [], "nothing was done");
  assert.equal((await owner("GET", "/me", undefined, { "x-prosa-workspace": workspaceId })).status, 200);

  const next = await tabOf(main);
  assert.equal((await next("GET", "/me")).body.workspace.name, "Filial");
  await next("PUT", "/me/workspace", { workspaceId: main.id });
  assert.equal((await next("GET", "/me")).body.workspace.name, "Matriz");
  assert.equal((await owner("GET", "/me")).body.workspace.name, "Filial", "each login is where it went");
});

test("nobody goes where they do not belong, and only people who may make workspaces", async () => {
  const bia = await tabOf(agent);
  assert.equal((await bia("PUT", "/me/workspace", { workspaceId: other.id })).status, 404);
  assert.equal((await bia("GET", "/me")).body.workspace.name, "Matriz");
  assert.equal((await bia("POST", "/workspaces", branch)).body.code, "team.not_allowed");
  assert.equal((await app.call(main, "GET", "/me/workspaces")).body.code, "team.only_people");
  assert.equal((await app.call(main, "PUT", "/me/workspace", { workspaceId: other.id })).body.code, "team.only_people");
  await app.rows("update members set removed_at = now() where id = $1", [agent.memberId]);
  assert.equal((await bia("GET", "/me/workspaces")).body.code, "team.no_membership");
});

test("whoever is shut out of one workspace still reaches their others; a login that one workspace vouches for stays there", async () => {
  const tab = await tabOf(main);
  await tab("PUT", "/me/workspace", { workspaceId: main.id });
  await app.rows("insert into access_rules (workspace_id, member_ranges) values ($1, '{203.0.113.0/24}')", [main.id]);
  assert.equal((await tab("GET", "/me")).body.code, "team.address_not_allowed");
  const mine = await tab("GET", "/me/workspaces");
  assert.deepEqual(namesOf(mine), ["Filial", "*Matriz"]);
  const filial = mine.body.items[0].id as string;
  assert.equal((await tab("PUT", "/me/workspace", { workspaceId: filial })).status, 200);
  assert.equal((await tab("GET", "/me")).body.workspace.name, "Filial");

  await app.rows("update auth_sessions set bound_to = $1 where workspace_id = $1", [filial]);
  assert.deepEqual(namesOf(await tab("GET", "/me/workspaces")), ["*Filial"]);
  assert.equal((await tab("PUT", "/me/workspace", { workspaceId: main.id })).body.code, "team.login_bound");
  assert.equal((await tab("POST", "/workspaces", branch)).body.code, "team.login_bound");
});

test("one person makes ten workspaces an hour at most", async () => {
  const tab = await tabOf(other);
  const made = [];
  for (let n = 0; n < 11; n += 1) made.push((await tab("POST", "/workspaces", { ...branch, name: `Loja ${n}` })).status);
  assert.deepEqual(made, [...Array(10).fill(201), 429]);
});
