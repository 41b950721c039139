import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { fixture, startApp, type TestMember } from "../cast/harness.ts";

const app = await startApp();
const ours = await app.addWorkspace("Ours");
const theirs = await app.addWorkspace("Theirs");
const owner = await tabOf(ours);

/** A browser in which somebody is signed in. */
async function tabOf(who: { login: { email: string; password: string } }) {
  const headers = await app.signIn(who);
  return (method: string, address: string, body?: object) => app.call(null, method, address, body, headers);
}

const written = (name: string, capabilities: string[], more: object = {}) => ({
  name,
  description: "",
  base: "agent",
  sees: "all",
  capabilities,
  ...more,
});
async function made(role: object): Promise<string> {
  const { status, body } = await owner("POST", "/roles", role);
  assert.equal(status, 201, JSON.stringify(body));
  return body.id;
}
const give = async ({ memberId }: TestMember, choice: object) =>
  assert.equal((await owner("PATCH", `/members/${memberId}`, choice)).status, 200);
const lastAct = async (action: string) =>
  (await app.rows("select detail from audit_log where workspace_id = $1 and action = $2 order by id desc limit 1", [ours.id, action]))[0]
    ?.detail;
const sightTold = async (memberId: string): Promise<number> =>
  (await app.rows("select count(*)::int as count from events where kind = 'member.sight_changed' and subject_id = $1", [memberId]))[0]
    .count;

test("a role is made, shown with its base and its holders, changed, and refused under a name that is taken", async () => {
  const member = await app.addMember(ours, "Ana", "agent");
  const id = await made(written("Recepção", ["conversations.read", "conversations.reply"], { sees: "queues", description: "Na entrada." }));
  await give(member, { roleId: id });
  assert.deepEqual(await lastAct("member.role_changed"), { from: "agent", to: "Recepção", roleId: id });
  const { body } = await owner("GET", "/roles");
  const { updatedAt: _updatedAt, ...shown } = body.items.find((one: any) => one.id === id);
  assert.deepEqual(shown, {
    id,
    ...written("Recepção", ["conversations.read", "conversations.reply"], { sees: "queues", description: "Na entrada." }),
    newRights: [],
    memberCount: 1,
    invitationCount: 0,
  });
  assert.equal(body.builtIn.length, 8);
  assert.deepEqual(
    body.rights.filter(({ name }: any) => ["roles.write", "labels.manage"].includes(name)).map(({ room, forKeys }: any) => [room, forKeys]),
    [
      ["team", false],
      ["inbox", true],
    ],
  );
  const listed = (await owner("GET", "/members")).body.items.find((one: any) => one.id === member.memberId);
  assert.deepEqual([listed.role, listed.roleId, listed.roleName], ["agent", id, "Recepção"]);
  assert.equal((await owner("POST", "/roles", written("recepcao", []))).body.code, "team.role_name_taken");
  assert.equal((await owner("POST", "/roles", written("Dono", [], { base: "owner" }))).status, 400);
  assert.equal((await owner("POST", "/roles", written("Nova", ["no.such_right"]))).status, 400);
  const changed = await owner("PATCH", `/roles/${id}`, { name: "Portaria", capabilities: ["conversations.read", "contacts.read"] });
  assert.deepEqual([changed.status, changed.body.name, changed.body.memberCount], [200, "Portaria", 1]);
  assert.deepEqual(await lastAct("role.changed"), {
    name: "Portaria",
    formerName: "Recepção",
    added: ["contacts.read"],
    removed: ["conversations.reply"],
  });
});

test("a change counts at once: for the browser, its sockets, and keys; links of whoever may not invite any more end", async () => {
  const member = await app.addMember(ours, "Rui", "supervisor");
  const role = await made(written("Líder", ["team.read", "team.manage", "labels.manage", "conversations.read"], { base: "supervisor" }));
  await give(member, { roleId: role });
  const tab = await tabOf(member);
  assert.deepEqual(
    [(await tab("GET", "/me")).body.roleName, (await tab("POST", "/labels", { name: "Uma", color: "red" })).status],
    ["Líder", 201],
  );
  assert.equal((await app.call(member, "GET", "/tasks")).status, 403, "a key loses what its maker lost");
  const invited = await tab("POST", "/invitations", { email: "dora@example.com", roleId: role });
  assert.deepEqual([invited.status, invited.body.role, invited.body.roleName], [201, "supervisor", "Líder"]);
  const before = await sightTold(member.memberId);
  await owner("PATCH", `/roles/${role}`, { description: "Só outra frase." });
  assert.equal(await sightTold(member.memberId), before, "words are nothing to anybody's sockets");
  assert.equal((await owner("PATCH", `/roles/${role}`, { capabilities: ["conversations.read"], sees: "own" })).status, 200);
  assert.ok((await sightTold(member.memberId)) > before, "open sockets join anew");
  assert.equal((await tab("POST", "/labels", { name: "Outra", color: "red" })).body.code, "team.not_allowed");
  assert.equal((await app.call(member, "POST", "/labels", { name: "Outra", color: "red" })).status, 403);
  const token = new URL(invited.body.link).searchParams.get("token");
  const late = await app.call(null, "POST", "/invitations/acceptance", { token, name: "Dora", password: "a long new password" });
  assert.equal(late.body.code, "team.bad_invitation");
});

test("what a role sees is what its members see, unless something else is set for them", async () => {
  const member = await app.addMember(ours, "Sol", "supervisor");
  assert.equal(await app.receive(ours.channel, fixture("wa-inbound-text.json")), 200);
  await app.runJobs();
  const count = async () => (await app.call(member, "GET", "/conversations?view=all")).body.items.length;
  assert.equal(await count(), 1, "a supervisor sees all");
  const role = await made(written("De uma só", ["conversations.read"], { base: "supervisor", sees: "own" }));
  await give(member, { roleId: role });
  assert.equal(await count(), 0);
  await give(member, { sees: "all" });
  assert.equal(await count(), 1);
  await give(member, { role: "supervisor", sees: null });
  assert.equal(await count(), 1);
});

test("nobody makes, gives or changes more than they have, of themselves neither", async () => {
  const capabilities = ["team.read", "team.manage", "roles.write", "workspace.manage", "conversations.read"];
  const role = await made(written("Pessoas", capabilities, { base: "manager", sees: "queues" }));
  const clerk = await app.addMember(ours, "Caio", "manager");
  const peer = await app.addMember(ours, "Eva", "agent");
  const manager = await app.addMember(ours, "Gil", "manager");
  await give(clerk, { roleId: role });
  await give(peer, { roleId: role });
  const tab = await tabOf(clerk);
  const code = async (...[method, address, body]: [string, string, object?]) => (await tab(method, address, body)).body?.code;
  const wide = await made(written("Larga", ["conversations.read", "channels.manage"]));

  assert.equal(await code("POST", "/roles", written("Minha", ["channels.manage"], { sees: "own" })), "team.role_too_wide");
  assert.equal(await code("POST", "/roles", written("Minha", ["team.read"])), "team.sight_too_wide");
  assert.equal(await code("PATCH", `/roles/${role}`, { capabilities: [...capabilities, "audit.read"] }), "team.role_too_wide");
  assert.equal(await code("PATCH", `/roles/${role}`, { sees: "all" }), "team.sight_too_wide");
  assert.equal(await code("PATCH", `/roles/${wide}`, { capabilities: [], sees: "own" }), "team.role_too_wide", "nor takes it from others");
  assert.equal(await code("DELETE", `/roles/${wide}`), "team.role_too_wide");
  for (const memberId of [clerk.memberId, peer.memberId]) {
    assert.equal(await code("PATCH", `/members/${memberId}`, { role: "administrator" }), "team.role_too_wide");
    assert.equal(await code("PATCH", `/members/${memberId}`, { roleId: wide }), "team.role_too_wide");
    assert.equal(await code("PATCH", `/members/${memberId}`, { sees: "all" }), "team.sight_too_wide");
    assert.equal(await code("PATCH", `/members/${memberId}`, { role: "owner" }), "team.owner_needed");
  }
  assert.equal(await code("PATCH", `/members/${manager.memberId}`, { roleId: role }), "team.role_too_wide", "a manager may more");
  assert.equal(await code("DELETE", `/members/${manager.memberId}`), "team.role_too_wide");
  assert.equal(await code("DELETE", `/members/${ours.memberId}`), "team.owner_needed");
  assert.equal(await code("POST", "/invitations", { email: "x@example.com", role: "administrator" }), "team.role_too_wide");
  assert.equal(await code("POST", "/invitations", { email: "x@example.com", roleId: wide }), "team.role_too_wide");
  assert.equal(await code("PUT", "/workspace/agents-see", { sees: "queues" }), undefined, "as far as they see themselves");
  assert.equal(await code("PUT", "/workspace/agents-see", { sees: "all" }), "team.sight_too_wide");
  const narrow = await tab("POST", "/roles", written("Menor", ["conversations.read"], { sees: "own" }));
  assert.equal(narrow.status, 201, "less than they have they make and give");
  assert.equal((await tab("PATCH", `/members/${peer.memberId}`, { roleId: narrow.body.id })).status, 200);
  assert.equal((await owner("PATCH", `/members/${ours.memberId}`, { roleId: role })).body.code, "team.last_owner");
  assert.equal((await owner("PUT", "/workspace/agents-see", { sees: "all" })).status, 200);
  assert.equal((await app.call(ours, "POST", "/roles", written("Chave", []))).status, 403, "a key makes no roles");
});

test("a role goes when nobody has it, or to another one in the same act, with those who were invited", async () => {
  const id = await made(written("Some", ["conversations.read", "team.read", "team.manage"]));
  const other = await made(written("Fica", ["conversations.read"]));
  const member = await app.addMember(ours, "Lia", "agent");
  const gone = await app.addMember(ours, "Foi", "agent");
  for (const one of [member, gone]) await give(one, { roleId: id });
  await owner("DELETE", `/members/${gone.memberId}`);
  const { body: invitation } = await owner("POST", "/invitations", { email: "zeca@example.com", roleId: id });
  await app.rows("insert into access_rules (workspace_id, second_factor_role_ids) values ($1, array[$2::uuid, $3::uuid])", [
    ours.id,
    id,
    other,
  ]);

  const { status, body } = await owner("DELETE", `/roles/${id}`);
  assert.deepEqual([status, body.code], [409, "team.role_in_use"]);
  assert.match(body.detail, /"Some" is the role of Lia, zeca@example\.com\./);
  assert.equal((await owner("DELETE", `/roles/${id}?roleId=${id}`)).status, 400);
  assert.equal((await owner("DELETE", `/roles/${id}?role=owner`)).status, 400);
  assert.equal((await owner("DELETE", `/roles/${id}?roleId=${randomUUID()}`)).status, 404);
  assert.equal((await owner("DELETE", `/roles/${id}?roleId=${other}`)).status, 204);
  assert.deepEqual(await lastAct("role.removed"), {
    name: "Some",
    removed: ["team.read", "team.manage", "conversations.read"],
    members: 1,
    invitations: 1,
  });
  assert.deepEqual(await lastAct("member.role_changed"), { from: "Some", to: "Fica", roleId: other });
  const shown = (await owner("GET", "/roles")).body.items.find((one: any) => one.id === other);
  assert.deepEqual([shown.memberCount, shown.invitationCount], [1, 1]);
  assert.deepEqual((await owner("GET", "/workspace/second-factor")).body.roleIds, [other]);
  await app.rows("delete from access_rules where workspace_id = $1", [ours.id]);

  const token = new URL(invitation.link).searchParams.get("token");
  const accepted = await app.call(null, "POST", "/invitations/acceptance", { token, name: "Zeca", password: "a long new password" });
  assert.equal(accepted.status, 201);
  const zeca = await tabOf({ login: { email: "zeca@example.com", password: "a long new password" } });
  assert.deepEqual(
    [
      (await zeca("GET", "/me")).body.roleName,
      (await zeca("GET", "/me/workspaces")).body.items[0].roleName,
      (await zeca("GET", "/members")).status,
    ],
    ["Fica", "Fica", 403],
  );
  assert.equal((await owner("DELETE", `/roles/${other}?role=viewer`)).status, 204);
  assert.equal((await zeca("GET", "/me")).body.role, "viewer");
});

test("roles of the workspace's own need a second factor where they, or what they start from, are named", async () => {
  const [role, other] = [await made(written("Com fator", [])), await made(written("Sem fator", [], { base: "viewer" }))];
  const member = await app.addMember(ours, "Noa", "agent");
  await give(member, { roleId: role });
  const tab = await tabOf(member);
  const name = (rule: object) =>
    app.rows(
      `insert into access_rules (workspace_id, second_factor_roles, second_factor_role_ids) values ($1, $2, $3)
       on conflict (workspace_id) do update set second_factor_roles = excluded.second_factor_roles, second_factor_role_ids = excluded.second_factor_role_ids`,
      [ours.id, ...Object.values(rule)],
    );
  const asked = async () => (await tab("GET", "/members")).body.code === "team.second_factor_required";
  await name({ roles: ["viewer"], roleIds: [other] });
  assert.equal(await asked(), false);
  await name({ roles: [], roleIds: [role] });
  assert.equal(await asked(), true);
  await name({ roles: ["agent"], roleIds: [] });
  assert.equal(await asked(), true, "by the role that it starts from");
  await name({ roles: [], roleIds: [] });
  assert.equal((await owner("PUT", "/workspace/second-factor", { roles: [], roleIds: [randomUUID()], from: null })).status, 404);
  assert.equal(
    (await owner("PUT", "/workspace/second-factor", { roles: [], roleIds: [role], from: null })).body.code,
    "team.own_second_factor_needed",
  );
});

test("a right that is declared later is off, and told", async () => {
  const id = await made(written("De antes", ["conversations.read"]));
  await app.rows(
    "update roles set considered = array_remove(array_remove(considered, 'labels.manage'), 'tasks.read'), capabilities = capabilities || array['gone.right'] where id = $1",
    [id],
  );
  const shown = async () => (await owner("GET", "/roles")).body.items.find((one: any) => one.id === id);
  assert.deepEqual([(await shown()).newRights, (await shown()).capabilities], [["labels.manage", "tasks.read"], ["conversations.read"]]);
  await owner("PATCH", `/roles/${id}`, { name: "De depois" });
  assert.equal((await shown()).newRights.length, 2, "a new name decides on no right");
  await owner("PATCH", `/roles/${id}`, { capabilities: ["conversations.read"] });
  assert.deepEqual((await shown()).newRights, []);
});

test("a role of another workspace is none", async () => {
  const stranger = await tabOf(theirs);
  const id = await made(written("Nossa", []));
  const { memberId } = await app.addMember(theirs, "Lá", "agent");
  const answers = [
    await stranger("PATCH", `/roles/${id}`, { name: "x" }),
    await stranger("DELETE", `/roles/${id}`),
    await stranger("PATCH", `/members/${memberId}`, { roleId: id }),
    await stranger("POST", "/invitations", { email: "x@example.com", roleId: id }),
    await stranger("PUT", "/workspace/second-factor", { roles: [], roleIds: [id], from: null }),
  ];
  assert.deepEqual(
    answers.map(({ status }) => status),
    [404, 404, 404, 404, 404],
  );
  assert.deepEqual((await stranger("GET", "/roles")).body.items, []);
  assert.equal((await owner("PATCH", `/members/${ours.memberId}`, { role: "owner", roleId: id })).status, 400, "one of both");
});

test("with few rights every route that needs another one is closed, whatever the role starts from", async () => {
  const held = ["conversations.read", "labels.manage"];
  const role = await made(written("Pouco", held, { base: "administrator" }));
  const member = await app.addMember(ours, "Pouco", "administrator");
  await give(member, { roleId: role });
  const tab = await tabOf(member);
  const { paths } = app.prosa.http.swagger() as unknown as { paths: Record<string, Record<string, { "x-access": string }>> };
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      address: path.replace("/api/v1", "").replaceAll(/\{\w+\}/g, randomUUID()),
      access: operation["x-access"],
    })),
  );
  const known = new Set(app.prosa.rights.all.map(({ name }) => name));
  const closed = routes.filter(({ access }) => known.has(access) && !held.includes(access));
  assert.ok(closed.length > 300, `the document names routes (${closed.length})`);
  for (const { method, address, access } of closed) {
    const { status, body } = await tab(method, address, method === "GET" || method === "DELETE" ? undefined : {});
    assert.deepEqual([status, body.code], [403, "team.not_allowed"], `${method} ${address} needs ${access}`);
  }
  assert.equal((await tab("GET", "/conversations")).status, 200);
  assert.equal((await tab("GET", "/labels")).status, 200);
  assert.deepEqual((await tab("GET", "/me")).body.capabilities, held);
});
